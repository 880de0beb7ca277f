import type { Evidence } from '../checks/check.ts';
import { checkOf } from '../checks/index.ts';
import type { Decided } from '../compare/decided.ts';
import { plannedFor } from '../compare/parts.ts';
import { launcher } from '../measure/launcher.ts';
import type { Measurements } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import type { Side, Subject } from '../model/subject.ts';
import { sameSubject, subjectKey } from '../model/subject.ts';
import type { Attachment } from '../model/visit.ts';
import type { Progress, TimePhase } from '../progress.ts';
import { freeName } from '../text/free-name.ts';
import { checkoutOf, type Sides } from '../workspace/prepare.ts';
import type { RunningServer } from '../workspace/server.ts';
import { evidenceOf, isWorse } from './explain.ts';

interface DiagnoseRunRequest {
  readonly plan: Pick<Plan, 'subjects' | 'build' | 'servers'>;
  readonly sides: Pick<Sides, 'head' | 'base' | 'startedAt'>;
  readonly measurements: Measurements;
  readonly decided: readonly Decided[];
  /** Whether later runs may use head as their base. */
  readonly willBeStored: boolean;
  readonly temporary: string;
  readonly time: TimePhase;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** For each subject; milliseconds. */
const LONGEST_MS = 3 * 60_000;

/**
 * Lets each check gather more evidence after the verdict. Samples and verdicts stay as they are; a diagnosis that fails
 * leaves only a note.
 */
export async function diagnose(
  request: DiagnoseRunRequest,
): Promise<{ readonly measurements: Measurements; readonly files: readonly Attachment[] }> {
  const { plan, sides, measurements, decided, temporary, time } = request;
  const head = checkoutOf('head', sides);
  if (head === null) return { measurements, files: measurements.files };
  let evidence = measurements.evidence;
  const notes = [...measurements.notes];
  const files = [...measurements.files];
  for (const { check, subject, planned } of diagnosable(plan)) {
    const key = subjectKey(planned);
    const isStored = measurements.stored.some((one) => sameSubject(one, key));
    const base = isStored ? null : checkoutOf('base', sides);
    const willBeStored = request.willBeStored && isExact(planned);
    const worse = decided.some((result) => plannedFor(plan, result) === planned && isWorse(result));
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_MS)]);
    const before = evidenceOf(measurements, key);
    const serve = (side: Side) => serverOf(subject, side, { ...request, signal });
    try {
      const found = await time('diagnose', null, subject.name, () =>
        check.diagnose(subject, {
          head,
          base,
          build: plan.build,
          evidence: before,
          worse,
          willBeStored,
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

/** The subjects of checks that can diagnose. */
const diagnosable = ({ subjects }: Pick<Plan, 'subjects'>) =>
  subjects.flatMap((planned) => {
    const { diagnose } = checkOf(planned.check).explain;
    return diagnose ? [{ planned, subject: planned.subject, check: { diagnose } }] : [];
  });

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
  { plan, sides, progress, signal }: DiagnoseRunRequest,
): Promise<RunningServer> {
  if (server === null) throw new Error(`${name} has no server`);
  const started = await launcher(plan.servers, sides, { progress, signal })(server, side);
  if (!started.ok) throw new Error(`the server ${server} did not start: ${started.message}`);
  return started.server;
}

/** Two subjects may choose the same file name. */
const freeAttachmentName = (name: string, files: readonly Attachment[]): string =>
  freeName(
    name,
    (taken) => files.some((file) => file.name === taken),
    (taken) => `another-${taken}`,
  );
