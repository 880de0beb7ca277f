import { posix, relative, resolve as resolvePath, sep } from 'node:path';
import { checkOf } from '../checks/index.ts';
import type { Checkout } from '../model/checkout.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import type { StageFailure } from '../model/report.ts';
import { pathInside } from '../text/path-inside.ts';
import { failureOfGit } from '../workspace/build/prepare.ts';
import { checkoutRoot } from '../workspace/git/checkout-root.ts';
import { git, type Repository } from '../workspace/git/git.ts';
import { readBaseConfig } from './base-config.ts';
import { CONFIG_FILES } from './load.ts';
import { onBase, ownSettings } from './on-base.ts';
import { named } from './only.ts';
import { completePlan } from './read-plan.ts';
import type { WrittenPlan } from './resolve.ts';

interface BasePlanRequest {
  /** `directory` is the working directory. */
  readonly repository: Repository;
  /** The commit; it is in the repository. Null: there is no base. */
  readonly sha: string | null;
  /** The path given for head's config; null if none was given. */
  readonly config: string | null;
}

/**
 * The plan of base's own config. Without one, base is run as head is, and there are no limits to compare with; `note` says
 * why, unless that is as it should be.
 */
type WrittenBase =
  | { readonly plan: WrittenPlan; readonly note: null; readonly failure: null }
  | { readonly plan: null; readonly note: string | null; readonly failure: StageFailure | null };

const WITHOUT_PLAN = { plan: null, note: null, failure: null } as const;

/**
 * Reads base's own config, as committed. It is searched at the path given for head's, then at the usual names; a base
 * without one has a plan whose `config` is null.
 */
export async function readBasePlan(request: BasePlanRequest): Promise<WrittenBase> {
  const { repository, sha, config } = request;
  if (sha === null) return WITHOUT_PLAN;
  const isShared =
    config !== null &&
    pathInside(checkoutRoot(repository.directory), resolvePath(repository.directory, config)) === null;
  if (isShared) return WITHOUT_PLAN; // one file for both sides, which no commit changes
  const given = config === null ? [] : [fromDirectory(repository.directory, config)];
  const files = [...given, ...CONFIG_FILES];
  const found = await readBaseConfig(sha, files, process.env, (file) => readCommitted(file, sha, repository)).catch(
    ofGit,
  );
  if ('stage' in found) return { ...WITHOUT_PLAN, failure: found };
  if (!found.ok) {
    const note = `${found.why}, so limits that this change loosens are not shown, and base is built and run as head's config says.`;
    return { ...WITHOUT_PLAN, note };
  }
  const isGiven = given.includes(found.file ?? '');
  const plan = isGiven ? { ...found.plan, config: nameOf(config, repository) } : found.plan;
  return { plan, note: null, failure: null };
}

interface CompletePlanRequest {
  readonly written: WrittenBase;
  /** Head's plan. */
  readonly head: Plan;
  /** The directory that head was built in; null if it was not built. */
  readonly headDirectory: string | null;
  /** Base once it is built, to detect subjects if base's config names none; null if it was not built. */
  readonly built: Pick<Checkout, 'directory' | 'startedAt'> | null;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
}

/** `plan` has base's own subjects, and the limits that held there; `written` is that plan before any was detected. */
export type BasePlan =
  | { readonly plan: Plan; readonly written: WrittenPlan; readonly note: string | null; readonly failure: null }
  | { readonly plan: null; readonly note: string | null; readonly failure: StageFailure | null };

/**
 * What base's own plan says once base is built. Without a config, the default limits held. `measured` is the plan by which
 * base is measured.
 */
export async function completeBasePlan(request: CompletePlanRequest): Promise<BasePlan & { readonly measured: Plan }> {
  const { written, head, headDirectory, built, only } = request;
  if (written.plan === null) return { ...written, measured: head };
  const isComplete = written.plan.subjects.length > 0 || built === null;
  const complete = isComplete
    ? written.plan
    : await completePlan(written.plan, built.directory, built.startedAt, []).catch(ofGit);
  if ('stage' in complete) return { ...WITHOUT_PLAN, failure: complete, measured: onBase(head, written.plan) };
  const plan = { ...complete, subjects: named(complete.subjects, only) };
  const known = { plan, written: written.plan, failure: null };
  const byConfig = onBase(head, written.plan);
  const lacks = isComplete ? [] : await lacking(byConfig.subjects, built.directory);
  if (lacks.length === 0) return { ...known, measured: byConfig, note: null };
  const moved = await movedSubjects(lacks, complete, headDirectory);
  const measured = onBase(head, complete, moved);
  const gone = isComplete ? [] : await lacking(measured.subjects, built.directory);
  const notes = [...foundElsewhere(byConfig, measured), ...gone.map(notCompared)];
  return { ...known, measured, note: notes.length === 0 ? null : notes.join(' ') };
}

/** A repository that gives no answer. */
const ofGit = (error: unknown): StageFailure => failureOfGit('base', error);

interface Lacking {
  readonly planned: PlannedSubject;
  /** Where the checkout has nothing. */
  readonly path: string;
}

/** The subjects whose place the checkout does not have. */
async function lacking(subjects: readonly PlannedSubject[], directory: string): Promise<Lacking[]> {
  const all = subjects.map(async (planned) => {
    const found = await checkOf(planned.check).settings.missing?.(planned.subject, directory);
    return found?.isPlace ? [{ planned, path: found.path }] : [];
  });
  return (await Promise.all(all)).flat();
}

/**
 * Those that are in another place on base, under whatever name: the only one of their check that base lacks, where all
 * that was detected there is one place that head no longer has. A place that head still has is not what moved.
 */
async function movedSubjects(
  lacks: readonly Lacking[],
  detected: Plan,
  headDirectory: string | null,
): Promise<PlannedSubject[]> {
  if (headDirectory === null) return [];
  const gone = (await lacking(detected.subjects, headDirectory)).map(({ planned }) => planned);
  return lacks.flatMap(({ planned }) => {
    const ofCheck = ({ check }: PlannedSubject) => check === planned.check;
    const isOnly = lacks.filter((one) => ofCheck(one.planned)).length === 1;
    return isOnly && detected.subjects.filter(ofCheck).length === 1 && gone.some(ofCheck) ? [planned] : [];
  });
}

/** What was compared, if base's build wrote it elsewhere. A config that says so needs no note. */
function foundElsewhere(byConfig: Plan, measured: Plan): string[] {
  const found = ownSettings(byConfig, measured).map(
    ({ key, base, head }) => `${key} is ${base} on base, ${head} on head`,
  );
  return found.length === 0 ? [] : [`The builds wrote to different places, which were compared: ${found.join('; ')}.`];
}

const notCompared = ({ planned: { check, subject }, path }: Lacking): string =>
  `${check} ${subject.name} was not compared: base has nothing at ${path} after its build.`;

const MOST_LINKS = 5;
/** A partial clone fetches what it lacks. */
const PARTIAL = { network: true };

/** A file of a commit by its path from the working directory; `text` is null if the commit has no such file. */
async function readCommitted(
  file: string,
  sha: string,
  repository: Repository,
  links = 0,
): Promise<{ ok: true; text: string | null } | { ok: false; message: string }> {
  const listed = await git(['ls-tree', '-z', sha, '--', file], repository, PARTIAL);
  if (!listed.ok) return listed;
  const [, mode, object] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed.stdout) ?? [];
  if (mode === undefined || object === undefined) return { ok: true, text: null };
  const content = await git(['cat-file', 'blob', object], repository, PARTIAL);
  if (!content.ok) return content;
  if (mode !== '120000') return { ok: true, text: content.stdout };
  if (links >= MOST_LINKS || posix.isAbsolute(content.stdout)) {
    return { ok: false, message: 'it is a link that does not end in the repository' };
  }
  const target = posix.join(posix.dirname(file), content.stdout);
  return await readCommitted(target, sha, repository, links + 1);
}

const fromDirectory = (directory: string, file: string): string =>
  relative(directory, resolvePath(directory, file)).replaceAll(sep, '/');

/** What a config at this path is called, as `loadConfig` does. */
const nameOf = (config: string | null, { directory }: Repository): string | null => {
  if (config === null) return null;
  const path = resolvePath(directory, config);
  return pathInside(directory, path) ?? path;
};
