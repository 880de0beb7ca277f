import type { BuiltSide, Evidence } from '../checks/explanation.ts';
import { checkOf } from '../checks/index.ts';
import type { Decided } from '../compare/decided.ts';
import { plannedFor } from '../compare/parts.ts';
import { mayInspect as mayInspectServer } from '../measure/inspected-servers.ts';
import { type LauncherOptions, launcher } from '../measure/launcher.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import type { Side, Subject } from '../model/subject.ts';
import { sameSubject, subjectKey } from '../model/subject.ts';
import type { Attachment } from '../model/visit.ts';
import { worsening } from '../model/worse.ts';
import type { Progress, TimePhase } from '../progress.ts';
import { freeName } from '../text/free-name.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import { deservesCause, evidenceOf } from './explain.ts';

interface DiagnoseRunRequest {
  /** Both plans have the same subjects, in the same order. */
  readonly plans: Readonly<Record<Side, Pick<Plan, 'subjects' | 'build' | 'servers'>>>;
  readonly sides: Pick<Sides, 'head' | 'base' | 'startedAt'>;
  readonly measurements: Measurements;
  readonly decided: readonly Decided[];
  /** Whether later runs may use head as their base. */
  readonly willBeStored: boolean;
  readonly temporary: string;
  readonly time: TimePhase;
  readonly progress: Progress;
  readonly keepLog?: KeepLog;
  readonly signal: AbortSignal;
}

/** Time limit for each subject; milliseconds. */
const LONGEST_MS = 3 * 60_000;

/**
 * Lets each check gather more evidence after the verdict. Samples and verdicts stay as they are; a diagnosis that fails
 * leaves only a note.
 */
export async function diagnose(
  request: DiagnoseRunRequest,
): Promise<{ readonly measurements: Measurements; readonly files: readonly Attachment[] }> {
  const { plans, measurements, decided, temporary, time } = request;
  const plan = plans.head;
  let evidence = measurements.evidence;
  const notes = [...measurements.notes];
  const files = [...measurements.files];
  const onUnstopped = (sentence: string) => void (notes.includes(sentence) || notes.push(sentence));
  const chosen = plan.subjects.filter((planned) => deservesDiagnosis(planned, plan, decided));
  for (const [index, planned] of plan.subjects.entries()) {
    const { subject } = planned;
    const { diagnose: lookForCauses } = checkOf(planned.check).explain;
    const head = builtSide('head', index, request);
    if (lookForCauses === undefined || head === null || !chosen.includes(planned)) continue;
    const key = subjectKey(planned);
    const isStored = measurements.stored.some((one) => sameSubject(one, key));
    const base = isStored ? null : builtSide('base', index, request);
    const willBeStored = request.willBeStored && isExact(planned);
    const worse = decided.filter((result) => plannedFor(plan, result) === planned && deservesCause(result));
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_MS)]);
    const before = evidenceOf(measurements, key);
    const mayInspect = subject.server !== null && mayInspectServer(subject.server, plan.servers);
    const serve = (side: Side, watch?: LauncherOptions['watch']) =>
      serverOf(subject, side, { ...request, signal, onUnstopped, ...(watch && { watch }) });
    try {
      const found = await time('diagnose', null, subject.name, () =>
        lookForCauses(subject, {
          head,
          base,
          evidence: before,
          worse: worse.length > 0,
          worsened: worse.map(({ metric }) => metric),
          willBeStored,
          mayInspect,
          serve,
          temporary,
          signal,
        }),
      );
      notes.push(...found.notes);
      for (const file of found.files) files.push({ ...file, name: freeAttachmentName(file.name, files) });
      const diagnosed = sidesOf(found.evidence).map(([side, data]) => ({ ...key, side, round: 0, data }));
      evidence = [...evidence.filter((one) => !sameSubject(one, key)), ...diagnosed];
    } catch (error) {
      request.signal.throwIfAborted();
      notes.push(`No further diagnosis of ${subject.name}: ${(error as Error).message}.`);
    }
  }
  return { measurements: { ...measurements, evidence, notes }, files };
}

/**
 * Whether a subject is diagnosed: always, or only if it is among those with the worst of the metrics that its check can
 * explain.
 */
function deservesDiagnosis(
  planned: PlannedSubject,
  plan: Pick<Plan, 'subjects'>,
  decided: readonly Decided[],
): boolean {
  const { diagnoses } = checkOf(planned.check).explain;
  if (diagnoses === undefined) return true;
  const worst = new Map<PlannedSubject, number>();
  for (const result of decided) {
    const of = plannedFor(plan, result);
    if (of.check !== planned.check || !diagnoses.metrics.includes(result.metric) || !gotWorse(result)) continue;
    worst.set(of, Math.max(worst.get(of) ?? 0, result.change?.relative ?? 0));
  }
  const sorted = [...worst].toSorted(([, a], [, b]) => b - a);
  return sorted.slice(0, diagnoses.most).some(([one]) => one === planned);
}

/** False for a budget that base exceeds as well. */
const gotWorse = (result: Decided): boolean => deservesCause(result) && worsening(result) > 0;

/** A side of a subject, by the subject's place in the plans; null if it could not be built. */
function builtSide(side: Side, index: number, { plans, sides }: DiagnoseRunRequest): BuiltSide<unknown> | null {
  const checkout = checkoutOf(side, sides);
  const planned = plans[side].subjects[index];
  if (checkout === null || planned === undefined) return null;
  return { ...checkout, settings: planned.subject.settings, build: plans[side].build };
}

const sidesOf = ({ base, head }: Evidence<unknown>) =>
  (
    [
      ['base', base],
      ['head', head],
    ] as const
  ).filter(([, data]) => data !== null);

async function serverOf(
  { name, server }: Subject<unknown>,
  side: Side,
  { plans, sides, ...options }: DiagnoseRunRequest & Pick<LauncherOptions, 'onUnstopped' | 'watch'>,
): Promise<RunningServer> {
  if (server === null) throw new Error(`${name} has no server`);
  const started = await launcher(plans, sides, options)(server, side);
  if (!started.ok) throw new Error(`the server ${server} did not start: ${started.message}`);
  return started.server;
}

/** Adds a number where two subjects choose the same file name. */
const freeAttachmentName = (name: string, files: readonly Attachment[]): string =>
  freeName(
    name,
    (taken) => files.some((file) => file.name === taken),
    (taken) => `another-${taken}`,
  );
