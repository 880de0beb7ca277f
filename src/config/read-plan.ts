import { checkOf } from '../checks/index.ts';
import { UsageError } from '../errors.ts';
import type { Plan } from '../model/plan.ts';
import { failureOfGit, type PreparedHead } from '../workspace/build/prepare.ts';
import { withTime } from './cost.ts';
import { detected } from './detect.ts';
import { loadConfig } from './load.ts';
import { only } from './only.ts';
import { verify } from './paths-exist.ts';
import { noConfig, resolve, type WrittenPlan } from './resolve.ts';

/** The plan before any build: the config's, without subjects if it names none. */
export async function readPlan(directory: string, file: string | null): Promise<WrittenPlan> {
  const loaded = await loadConfig(directory, file);
  return loaded === null ? noConfig : resolve(loaded);
}

/**
 * The plan of a checkout, reduced to subjects that `--only` names. If the config names no subjects, they are detected.
 *
 * @param startedAt when the build began, milliseconds since 1970; null if nothing was built
 */
export async function completePlan(
  plan: WrittenPlan,
  directory: string,
  startedAt: number | null,
  patterns: readonly string[],
): Promise<Plan> {
  const found = plan.subjects.length > 0 ? plan : await detected(plan, directory, startedAt);
  const subjects = await Promise.all(
    only(found.subjects, patterns, found.notes).map(async (planned) => {
      const { complete } = checkOf(planned.check).settings;
      if (complete === undefined) return planned;
      const settings = await complete(planned.subject.settings, directory);
      return { ...planned, subject: { ...planned.subject, settings } };
    }),
  );
  return withTime({ ...found, subjects });
}

/** The plan of a run once head is built. It can't measure a head whose repository does not answer. */
export async function planHead(
  plan: WrittenPlan,
  built: PreparedHead,
  patterns: readonly string[],
): Promise<{ readonly wholePlan: Plan; readonly preparedHead: PreparedHead }> {
  try {
    return { wholePlan: await finalPlan(plan, built, patterns), preparedHead: built };
  } catch (error) {
    const failures = [...built.failures, failureOfGit('head', error)];
    const preparedHead = { ...built, head: null, failures };
    return { wholePlan: await finalPlan(plan, preparedHead, patterns), preparedHead };
  }
}

/**
 * The plan for measuring. A null directory means that head could not be built.
 *
 * @throws UsageError if there is nothing to measure, or if a path that the config names is missing.
 */
export async function finalPlan(
  plan: WrittenPlan,
  { head: directory, startedAt }: Pick<PreparedHead, 'head' | 'startedAt'>,
  patterns: readonly string[],
): Promise<Plan> {
  // Without a build nothing can be detected, so `--only` may name subjects that the plan does not have yet.
  if (directory === null) {
    return withTime({ ...plan, subjects: plan.subjects.length === 0 ? [] : only(plan.subjects, patterns) });
  }
  const complete = await completePlan(plan, directory, startedAt, patterns);
  if (complete.subjects.length === 0)
    throw new UsageError(['There is nothing to measure.', ...complete.notes].join(' '));
  await verify(complete, directory);
  return complete;
}
