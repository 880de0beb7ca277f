import { findOutputFolder, type OutputFolder } from '../checks/bundle/detect/detect.ts';
import { bundle } from '../checks/bundle/index.ts';
import type { BundleSettings } from '../checks/bundle/settings.ts';
import { vitals } from '../checks/vitals/index.ts';
import { plainPage } from '../checks/vitals/settings.ts';
import { UsageError } from '../errors.ts';
import type { Plan } from '../model/plan.ts';
import { detectBuild } from '../workspace/commands.ts';
import type { PreparedHead } from '../workspace/prepare.ts';
import { loadConfig } from './load.ts';
import { only } from './only.ts';
import { verify } from './paths-exist.ts';
import { noConfig, planSubjects, resolve, type WrittenPlan } from './resolve.ts';

/** What is known before anything is built: the config as a plan, without subjects where none is configured. */
export async function readPlan(directory: string, file: string | null): Promise<WrittenPlan> {
  const loaded = await loadConfig(directory, file);
  return loaded === null ? noConfig : resolve(loaded);
}

/**
 * The plan with what can only be found in a checkout where nobody said what to check, and of that what `--only` names.
 *
 * @param startedAt when the build began, milliseconds since 1970; null: nothing was built
 */
export async function completePlan(
  plan: WrittenPlan,
  directory: string,
  startedAt: number | null,
  patterns: readonly string[],
): Promise<Plan> {
  const found = plan.subjects.length > 0 ? plan : await detected(plan, directory, startedAt);
  return { ...found, subjects: only(found.subjects, patterns) };
}

/**
 * What is measured, once head is built; its directory is null where it could not be built. Throws a UsageError where there
 * is nothing to measure, or where what the config names is not there.
 */
export async function finalPlan(
  plan: WrittenPlan,
  { head: directory, startedAt }: Pick<PreparedHead, 'head' | 'startedAt'>,
  patterns: readonly string[],
): Promise<Plan> {
  // Where nothing is configured, nobody knows what a build that failed would have made.
  if (directory === null) return { ...plan, subjects: plan.subjects.length === 0 ? [] : only(plan.subjects, patterns) };
  const complete = await completePlan(plan, directory, startedAt, patterns);
  if (complete.subjects.length === 0)
    throw new UsageError(['There is nothing to measure.', ...complete.notes].join(' '));
  await verify(complete, directory);
  return complete;
}

async function detected(plan: WrittenPlan, directory: string, startedAt: number | null): Promise<Plan> {
  const search = await findOutputFolder(directory, startedAt);
  if (search.found !== null) {
    return { ...plan, ...withOutput(plan, search.found), notes: [...plan.notes, whatWasFound(plan, search.found)] };
  }
  const isBuilt = plan.build !== null || (await detectBuild(directory)) !== null;
  return { ...plan, notes: [...plan.notes, nothingFound(plan, search.lookedAt, isBuilt)] };
}

/** The bundle in the output folder, and its page if it has one. */
function withOutput(
  { servers, general }: WrittenPlan,
  { path, hasPage }: OutputFolder,
): Pick<Plan, 'servers' | 'subjects'> {
  const limits = { written: {}, path: null, general };
  const files: BundleSettings = { path, files: [], exclude: [], compression: 'gzip', fileBudgets: [] };
  const bundles = planSubjects(bundle, 'app', files, limits);
  if (!hasPage) return { servers, subjects: bundles };

  let server = 'site';
  while (Object.hasOwn(servers, server)) server = `detected ${server}`;
  return {
    servers: { ...servers, [server]: { settings: { kind: 'static', static: path }, source: null } },
    subjects: [...bundles, ...planSubjects(vitals, 'home', plainPage(server), limits)],
  };
}

function whatWasFound({ config, general }: WrittenPlan, { path, reason, hasPage, others }: OutputFolder): string {
  const what = `the bundle in ${path} (${reason})${hasPage ? ` and the page ${path}/index.html were` : ' was'} checked`;
  const limits = Object.keys(general.thresholds).length > 0 ? `the thresholds of ${config}` : 'default limits';
  const left =
    others.length === 0
      ? ''
      : `; ${others.join(' and ')}, which ${others.length === 1 ? 'is there, too, was' : 'are there, too, were'} not`;
  return `No check is configured, so ${what}, with ${limits}${left}. To say otherwise, ${config === null ? 'write perf-budget.yml' : `name checks in ${config}`}.`;
}

function nothingFound({ config }: WrittenPlan, lookedAt: string, isBuilt: boolean): string {
  return [
    'No check is configured, and no output folder was found.',
    ...(isBuilt ? [] : ['No build runs: package.json has no script "build", and no config names another command.']),
    lookedAt,
    `Name what the build writes, relative to the working directory, in ${config ?? 'perf-budget.yml'}:\n\nbundle:\n  app: { path: public }`,
  ].join(' ');
}
