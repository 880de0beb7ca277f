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
  /** The commit, which is in the repository. Null: there is no base. */
  readonly sha: string | null;
  /** The path given for head's config; null if none was given. */
  readonly config: string | null;
}

/**
 * The plan by base's own config. Without a usable config, base runs as head does, and there are no limits to compare
 * with. `note` gives the reason, if the reader needs one.
 */
export type WrittenBase =
  | { readonly plan: WrittenPlan; readonly note: null; readonly failure: null }
  | { readonly plan: null; readonly note: string | null; readonly failure: StageFailure | null };

const WITHOUT_PLAN = { plan: null, note: null, failure: null } as const;

/**
 * Reads base's own config, as committed. It looks at the path given for head's config, then at the usual names. The
 * plan of a base without a config has a null `config`.
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
  /** The built base, in which subjects are detected if its config names none; null if it was not built. */
  readonly built: Pick<Checkout, 'directory' | 'startedAt'> | null;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
}

/** `plan` has base's own subjects and limits. `written` is the same plan before any subjects were detected. */
export type BasePlan =
  | { readonly plan: Plan; readonly written: WrittenPlan; readonly note: string | null; readonly failure: null }
  | { readonly plan: null; readonly note: string | null; readonly failure: StageFailure | null };

/**
 * Completes base's own plan once base is built. Without a config, the default limits applied. `measured` is the plan by
 * which base is measured.
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

/** The failure of a repository that does not answer. */
const ofGit = (error: unknown): StageFailure => failureOfGit('base', error);

interface Lacking {
  readonly planned: PlannedSubject;
  /** The path at which the checkout has nothing. */
  readonly path: string;
}

/** The subjects whose output path does not exist in the checkout. */
async function lacking(subjects: readonly PlannedSubject[], directory: string): Promise<Lacking[]> {
  const all = subjects.map(async (planned) => {
    const found = await checkOf(planned.check).settings.missing?.(planned.subject, directory);
    return found?.isPlace ? [{ planned, path: found.path }] : [];
  });
  return (await Promise.all(all)).flat();
}

/**
 * Subjects whose output lies elsewhere on base, under whatever name. This needs two facts. Base lacks only this subject
 * of the check. And exactly one place of the check was detected on base, which head no longer has. A place that head
 * still has did not move.
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

/**
 * A note on the compared places, if base's build wrote elsewhere. A difference that base's config states needs no note.
 */
function foundElsewhere(byConfig: Plan, measured: Plan): string[] {
  const found = ownSettings(byConfig, measured).map(
    ({ key, base, head }) => `${key} is ${base} on base, ${head} on head`,
  );
  return found.length === 0 ? [] : [`The builds wrote to different places, which were compared: ${found.join('; ')}.`];
}

const notCompared = ({ planned: { check, subject }, path }: Lacking): string =>
  `${check} ${subject.name} was not compared: base has nothing at ${path} after its build.`;

const MOST_LINKS = 5;
/** Lets git fetch objects that a partial clone lacks. */
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

/** The name of the config at this path, the same as from `loadConfig`. */
const nameOf = (config: string | null, { directory }: Repository): string | null => {
  if (config === null) return null;
  const path = resolvePath(directory, config);
  return pathInside(directory, path) ?? path;
};
