import { bundle } from '../checks/bundle/index.ts';
import type { BundleSettings } from '../checks/bundle/settings.ts';
import { vitals } from '../checks/vitals/index.ts';
import type { VitalsSettings } from '../checks/vitals/settings.ts';
import { UsageError } from '../errors.ts';
import { findOutputFolder, type OutputFolder, USUAL_FOLDERS } from './detect.ts';
import { loadConfig } from './load.ts';
import { only } from './only.ts';
import type { Plan } from './plan.ts';
import { noConfig, planSubjects, resolve, type WrittenPlan } from './resolve.ts';
import { verify } from './verify.ts';

/** What is known before anything is built: the config as a plan, without subjects where none is configured. */
export async function readPlan(directory: string, file: string | null): Promise<WrittenPlan> {
  const loaded = await loadConfig(directory, file);
  return loaded === null ? noConfig : resolve(loaded);
}

/** The plan with what can only be found in a checkout where nobody said what to check, and of that what `--only` names. */
export async function completePlan(plan: WrittenPlan, directory: string, patterns: readonly string[]): Promise<Plan> {
  const found = plan.subjects.length > 0 ? plan : await detected(plan, directory);
  return { ...found, subjects: only(found.subjects, patterns) };
}

/**
 * What is measured, once head is built in `directory`; null where it could not be built. Throws a UsageError where there
 * is nothing to measure, or where what the config names is not there.
 */
export async function finalPlan(
  plan: WrittenPlan,
  directory: string | null,
  patterns: readonly string[],
): Promise<Plan> {
  if (directory === null) return { ...plan, subjects: only(plan.subjects, patterns) };
  const complete = await completePlan(plan, directory, patterns);
  if (complete.subjects.length === 0)
    throw new UsageError([...complete.notes, 'There is nothing to measure.'].join(' '));
  await verify(complete, directory);
  return complete;
}

async function detected(plan: WrittenPlan, directory: string): Promise<Plan> {
  const output = await findOutputFolder(directory);
  return output === null
    ? { ...plan, notes: [...plan.notes, NOTHING_FOUND] }
    : { ...plan, ...withOutput(plan, output), notes: [...plan.notes, whatWasFound(plan, output)] };
}

/** The bundle in the output folder, and its page if it has one. */
function withOutput(
  { servers, general }: WrittenPlan,
  { path, hasPage }: OutputFolder,
): Pick<Plan, 'servers' | 'subjects'> {
  const limits = { written: {}, path: null, general };
  const files: BundleSettings = { path, files: [], exclude: [], compression: 'gzip' };
  const bundles = planSubjects(bundle, 'app', files, limits);
  if (!hasPage) return { servers, subjects: bundles };

  let server = 'site';
  while (Object.hasOwn(servers, server)) server = `detected ${server}`;
  const page: VitalsSettings = { server, path: '/', device: 'mobile' };
  return {
    servers: { ...servers, [server]: { settings: { kind: 'static', static: path }, source: null } },
    subjects: [...bundles, ...planSubjects(vitals, 'home', page, limits)],
  };
}

const NOTHING_FOUND = `No check is configured, and no output folder was found: neither what a bundler's config says, nor ${USUAL_FOLDERS.join(', ')}. Name what the build writes in perf-budget.yml, for example "bundle: { app: { path: public } }".`;

function whatWasFound({ config, general }: WrittenPlan, { path, reason, hasPage }: OutputFolder): string {
  const what = `the bundle in ${path} (${reason})${hasPage ? ` and the page ${path}/index.html were` : ' was'} checked`;
  const limits = Object.keys(general.thresholds).length > 0 ? `the thresholds of ${config}` : 'default limits';
  return `No check is configured, so ${what}, with ${limits}. To say otherwise, ${config === null ? 'write perf-budget.yml' : `name checks in ${config}`}.`;
}
