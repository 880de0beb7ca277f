import type { Attachment } from './checks/check.ts';
import { checkOf } from './checks/index.ts';
import { evidenceOf, isWorse } from './compare/explain.ts';
import { subjectKey } from './compare/pairs.ts';
import { plannedFor } from './compare/variants.ts';
import type { Plan } from './config/plan.ts';
import type { Measurements } from './measure/measurements.ts';
import type { TimePhase } from './phases.ts';
import type { Result } from './report/report.ts';
import { checkoutOf, type Sides } from './workspace/prepare.ts';

export interface DiagnoseRunRequest {
  readonly plan: Pick<Plan, 'subjects' | 'build'>;
  readonly sides: Pick<Sides, 'head' | 'base' | 'startedAt'>;
  readonly measurements: Measurements;
  readonly decided: readonly Result[];
  readonly temporary: string;
  readonly time: TimePhase;
  readonly signal: AbortSignal;
}

/** For each subject; milliseconds. */
const LONGEST_MS = 3 * 60_000;

/**
 * A closer look at what was decided: lets each check gather what explains it. Samples and verdicts stay as they are, and
 * a look that fails leaves only a note.
 */
export async function diagnose(
  request: DiagnoseRunRequest,
): Promise<{ readonly measurements: Measurements; readonly files: readonly Attachment[] }> {
  const { plan, sides, measurements, decided, temporary, time } = request;
  const head = checkoutOf('head', sides);
  const base = checkoutOf('base', sides);
  if (head === null) return { measurements, files: [] };
  const evidence = [...measurements.evidence];
  const notes = [...measurements.notes];
  const files: Attachment[] = [];
  for (const { check, subject, planned } of lookers(plan)) {
    const key = subjectKey(planned);
    const worse = decided.some((result) => plannedFor(plan, result) === planned && isWorse(result));
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_MS)]);
    const before = evidenceOf(measurements, key);
    try {
      const found = await time('diagnose', null, subject.name, () =>
        check.diagnose(subject, { head, base, build: plan.build, evidence: before, worse, temporary, signal }),
      );
      notes.push(...found.notes);
      for (const file of found.files) files.push({ ...file, name: freeName(file.name, files) });
      for (const side of ['base', 'head'] as const)
        evidence.push({ ...key, side, round: 0, data: found.evidence[side] });
    } catch (error) {
      request.signal.throwIfAborted();
      notes.push(`${subject.name} could not be looked at more closely: ${(error as Error).message}.`);
    }
  }
  return { measurements: { ...measurements, evidence, notes }, files };
}

/** The subjects of checks that can look closer. */
const lookers = ({ subjects }: Pick<Plan, 'subjects'>) =>
  subjects.flatMap((planned) => {
    const check = checkOf(planned.check);
    return check.diagnose ? [{ planned, subject: planned.subject, check: { diagnose: check.diagnose } }] : [];
  });

/** Two subjects may come to one file name. */
function freeName(name: string, files: readonly Attachment[]): string {
  return files.some((file) => file.name === name) ? freeName(`another-${name}`, files) : name;
}
