import type { Mismatch } from '../checks/check.ts';
import type { Duration, Failure, Measurements, Sample, VisitEvidence } from '../model/measurements.ts';
import { belongsTo, keyOf, partOf, type Side, type SubjectKey, sameSubject, subjectId } from '../model/subject.ts';
import type { Attachment, PartVisit, VisitFailure, VisitSuccess } from '../model/visit.ts';

interface When {
  readonly round: number;
  readonly launch: number;
  readonly order: 0 | 1;
}

/** Records every outcome of a run, and which sides are abandoned. */
export class Recorder {
  readonly #noBase: string | null;
  #samples: Sample[] = [];
  readonly #failures: Failure[] = [];
  #evidence: VisitEvidence[] = [];
  readonly #abandoned = new Set<string>();
  readonly #unlike = new Set<string>();
  /** Sides of subjects with at least one successful visit. */
  readonly #measured = new Set<string>();
  /** Consecutive visits that failed in every try, by side of a subject. */
  readonly #failuresInARow = new Map<string, number>();
  /** Files by name, since the same step fails alike in every round. */
  readonly #files = new Map<string, Attachment>();
  readonly #notes = new Set<string>();
  readonly #durations = new Map<string, Duration>();
  #tools: Measurements['tools'] = { chromium: null, lighthouse: null };

  constructor(noBase: string | null) {
    this.#noBase = noBase;
  }

  /** Whether a side of a subject can still be measured. */
  isMeasured(task: SubjectKey, side: Side): boolean {
    return !this.#abandoned.has(sideId(task, side)) && !(side === 'base' && this.#noBase !== null);
  }

  /** Whether head is abandoned, so that nothing can be judged. */
  isOver(task: SubjectKey): boolean {
    return !this.isMeasured(task, 'head');
  }

  /** Whether the last visit of a side failed and another visit must show whether the side is lost. */
  mayRecover(task: SubjectKey): boolean {
    return (['base', 'head'] as const).some(
      (side) => this.#failuresInARow.has(sideId(task, side)) && this.isMeasured(task, side),
    );
  }

  succeed(
    task: SubjectKey,
    side: Side,
    when: When & { readonly attempt: number; readonly redo: number },
    visit: VisitSuccess,
  ): void {
    const { round, launch, order, attempt } = when;
    const redo = when.redo === 0 ? {} : { redo: when.redo };
    const { evidence, tools, parts = {}, covariates } = visit;
    this.#failuresInARow.delete(sideId(task, side));
    this.#measured.add(sideId(task, side));
    const record = (key: SubjectKey, { values, compared = {} }: Extract<PartVisit, { ok: true }>) => {
      for (const [metric, value] of Object.entries(values)) {
        const at = { ...key, metric, side, round, launch, order, attempt, ...redo, value };
        const other = compared[metric];
        this.#samples.push({
          ...at,
          ...(other !== undefined && { compared: other }),
          ...(covariates && { covariates }),
        });
      }
    };
    record(keyOf(task), visit);
    for (const [name, part] of Object.entries(parts)) {
      if (part.ok) record(partOf(task, name), part);
      else this.#write(partOf(task, name), side, round, part);
    }
    if (evidence !== undefined) this.#evidence.push({ ...keyOf(task), side, round, ...redo, data: evidence });
    for (const note of visit.notes ?? []) this.#notes.add(note);
    if (tools) this.#tools = { ...this.#tools, ...tools };
  }

  /**
   * Records a failure. `retried`: the same visit is made again. Otherwise a side is abandoned after a time-out, two
   * failures in a row, or a failure that no retry can help. It is also abandoned if no visit has succeeded yet.
   */
  fail(task: SubjectKey, side: Side, round: number, failure: VisitFailure, retried = false): void {
    this.#write(task, side, round, failure, retried);
    if (retried) return;
    const key = sideId(task, side);
    const inARow = (this.#failuresInARow.get(key) ?? 0) + 1;
    this.#failuresInARow.set(key, inARow);
    if (!failure.retry || inARow > 1 || failure.code === 'timed-out' || !this.#measured.has(key))
      this.#abandoned.add(key);
  }

  /**
   * Records that the sides do different things. It abandons head, or drops base with all of its samples, so that no
   * figures of different work are compared.
   */
  mismatch(task: SubjectKey, round: number, { effect, message, hint, code }: Mismatch): void {
    if (effect === 'noted') {
      this.#notes.add(hint === undefined ? `${message}.` : `${message}. ${hint}.`);
      return;
    }
    this.#unlike.add(subjectId(task));
    const [side, usual] = effect === 'invalid' ? (['head', 'broken'] as const) : (['base', 'unlike'] as const);
    const words = { message, ...(hint !== undefined && { hint }) };
    this.fail(task, side, round, { ok: false, code: code ?? usual, ...words, retry: false });
    if (side === 'base') this.#dropBase(task);
  }

  #dropBase(task: SubjectKey): void {
    const stays = (one: SubjectKey & { readonly side: Side }) => one.side === 'head' || !belongsTo(one, task);
    this.#samples = this.#samples.filter(stays);
    this.#evidence = this.#evidence.filter(stays);
  }

  /** Whether a mismatch was recorded for a subject. */
  isUnlike(task: SubjectKey): boolean {
    return this.#unlike.has(subjectId(task));
  }

  /** The evidence of each side's visits, for comparing what the sides do. */
  evidenceOf(task: SubjectKey): Readonly<Record<Side, readonly unknown[]>> {
    const of = (side: Side) =>
      this.#evidence.filter((one) => one.side === side && sameSubject(one, task)).map(({ data }) => data);
    return { base: of('base'), head: of('head') };
  }

  #write(key: SubjectKey, side: Side, round: number, failure: VisitFailure, retried = false): void {
    const { code, message, hint, output, log, values, variables, files = [] } = failure;
    for (const file of files) this.#files.set(file.name, file);
    this.#failures.push({
      ...keyOf(key),
      side,
      round,
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(output === undefined ? {} : { output }),
      ...(log === undefined ? {} : { log }),
      ...(values === undefined ? {} : { values }),
      ...(variables === undefined ? {} : { variables }),
      retried,
    });
  }

  /** A sentence for the report about how it was measured. */
  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  /** Adds to a subject's duration; milliseconds. */
  spend(task: SubjectKey, ms: number): void {
    const key = subjectId(task);
    const before = this.#durations.get(key)?.seconds ?? 0;
    this.#durations.set(key, { ...keyOf(task), seconds: before + ms / 1_000 });
  }

  /** The samples so far of a subject in all of its variants. */
  samplesOf({ check, subject }: SubjectKey): Sample[] {
    return this.#samples.filter((one) => one.check === check && one.subject === subject);
  }

  /** All measurements so far. */
  soFar(): Omit<Measurements, 'coins'> {
    return {
      noBase: this.#noBase,
      samples: [...this.#samples],
      failures: [...this.#failures],
      evidence: [...this.#evidence],
      files: [...this.#files.values()],
      notes: [...this.#notes],
      durations: [...this.#durations.values()],
      stored: [],
      tools: this.#tools,
    };
  }
}

const sideId = (task: SubjectKey, side: Side): string => `${side} ${subjectId(task)}`;
