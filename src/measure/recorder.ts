import type { Failure, Measurements, Sample, Took, VisitEvidence } from '../model/measurements.ts';
import type { Side } from '../model/subject.ts';
import { partOf, type SubjectKey } from '../model/subject.ts';
import type { Attachment, PartVisit, VisitFailure, VisitSuccess } from '../model/visit.ts';

interface When {
  readonly round?: number;
  readonly launch: number;
  readonly order: 0 | 1;
}

/** Takes down every outcome while a run is measured, and knows which sides are not worth another visit. */
export class Ledger {
  readonly #noBase: string | null;
  readonly #samples: Sample[] = [];
  readonly #failures: Failure[] = [];
  readonly #evidence: VisitEvidence[] = [];
  readonly #gone = new Set<string>();
  /** Sides of subjects that were measured at least once. */
  readonly #measured = new Set<string>();
  /** Visits in a row that failed at every try. */
  readonly #hopeless = new Map<string, number>();
  /** By name: the same step fails in the same way in every round. */
  readonly #files = new Map<string, Attachment>();
  readonly #notes = new Set<string>();
  readonly #took = new Map<string, Took>();
  #tools: Measurements['tools'] = { chromium: null, lighthouse: null };

  constructor(noBase: string | null) {
    this.#noBase = noBase;
  }

  /** Whether a side of a subject can still be measured. */
  isMeasured(task: SubjectKey, side: Side): boolean {
    return !this.#gone.has(keyOf(task, side)) && !(side === 'base' && this.#noBase !== null);
  }

  /** Without head there is nothing to judge. */
  isOver(task: SubjectKey): boolean {
    return !this.isMeasured(task, 'head');
  }

  succeed(
    task: SubjectKey,
    side: Side,
    when: Required<When> & { readonly attempt: number },
    visit: VisitSuccess,
  ): void {
    const { round, launch, order, attempt } = when;
    const { covariates, evidence, tools, parts = {} } = visit;
    this.#hopeless.delete(keyOf(task, side));
    this.#measured.add(keyOf(task, side));
    const take = (key: SubjectKey, { values, compared = {} }: Extract<PartVisit, { ok: true }>) => {
      for (const [metric, value] of Object.entries(values)) {
        const at = { ...key, metric, side, round, launch, order, attempt, value };
        const other = compared[metric];
        this.#samples.push({
          ...at,
          ...(other !== undefined && { compared: other }),
          ...(covariates && { covariates }),
        });
      }
    };
    take(pick(task), visit);
    for (const [name, part] of Object.entries(parts)) {
      if (part.ok) take(partOf(task, name), part);
      else this.#write(partOf(task, name), side, when, part);
    }
    if (evidence !== undefined) this.#evidence.push({ ...pick(task), side, round, data: evidence });
    for (const note of visit.notes ?? []) this.#notes.add(note);
    if (tools) this.#tools = { ...this.#tools, ...tools };
  }

  /** `retried`: the same visit is made again. A failure that no retry can mend ends the side, as do a second in a row, one before any success, and a time-out. */
  fail(task: SubjectKey, side: Side, when: When, failure: VisitFailure, retried = false): void {
    this.#write(task, side, when, failure, retried);
    if (retried) return;
    const key = keyOf(task, side);
    const inARow = (this.#hopeless.get(key) ?? 0) + 1;
    this.#hopeless.set(key, inARow);
    if (!failure.retry || inARow > 1 || failure.code === 'timed-out' || !this.#measured.has(key)) this.#gone.add(key);
  }

  #write(key: SubjectKey, side: Side, { round = 0 }: When, failure: VisitFailure, retried = false): void {
    const { code, message, hint, output, files = [] } = failure;
    for (const file of files) this.#files.set(file.name, file);
    this.#failures.push({
      ...pick(key),
      side,
      round,
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(output === undefined ? {} : { output }),
      retried,
    });
  }

  /** A sentence for the report about how it was measured. */
  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  /** Adds to the time that a subject took; milliseconds. */
  spend(task: SubjectKey, ms: number): void {
    const key = keyOf(task, 'head');
    const before = this.#took.get(key)?.seconds ?? 0;
    this.#took.set(key, { ...pick(task), seconds: before + ms / 1_000 });
  }

  /** Everything so far. */
  soFar(): Measurements {
    return {
      noBase: this.#noBase,
      samples: [...this.#samples],
      failures: [...this.#failures],
      evidence: [...this.#evidence],
      files: [...this.#files.values()],
      notes: [...this.#notes],
      took: [...this.#took.values()],
      stored: [],
      tools: this.#tools,
    };
  }
}

const pick = ({ check, subject, variant }: SubjectKey): SubjectKey => ({ check, subject, variant });

const keyOf = (task: SubjectKey, side: Side): string => JSON.stringify([side, task.check, task.subject, task.variant]);
