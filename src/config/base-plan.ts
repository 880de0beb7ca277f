import { posix, relative, resolve as resolvePath, sep } from 'node:path';
import type { Checkout } from '../model/checkout.ts';
import type { Plan } from '../model/plan.ts';
import { pathInside } from '../text/path-inside.ts';
import { checkoutRoot } from '../workspace/checkout-root.ts';
import { git, type Repository } from '../workspace/git.ts';
import { readBaseConfig } from './base-config.ts';
import { CONFIG_FILES } from './load.ts';
import { named } from './only.ts';
import { completePlan } from './read-plan.ts';
import type { WrittenPlan } from './resolve.ts';

export interface BasePlanRequest {
  /** `directory` is the working directory. */
  readonly repository: Repository;
  /** The commit; it is in the repository. Null: there is no base. */
  readonly sha: string | null;
  /** The path given for head's config; null if none was given. */
  readonly config: string | null;
  /** Base once it is built, to detect subjects if base has no config; null if it was not built. */
  readonly built: Pick<Checkout, 'directory' | 'startedAt'> | null;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
}

/** Without a plan there is nothing to compare limits with; `note` says why, unless that is as it should be. */
export type BasePlan =
  /** `written` is the plan before any subject is detected. */
  | { readonly plan: Plan; readonly written: WrittenPlan; readonly note: null }
  | { readonly plan: null; readonly note: string | null };

/**
 * The plan of base's own config, as committed, with the limits that held there. Nothing is measured by it: head's config
 * describes both sides. The config is searched at the path given for head's, then at the usual names; without one, the
 * defaults held.
 */
export async function basePlan(request: BasePlanRequest): Promise<BasePlan> {
  const { repository, sha, config, built, only } = request;
  if (sha === null) return { plan: null, note: null };
  const isShared =
    config !== null &&
    pathInside(checkoutRoot(repository.directory), resolvePath(repository.directory, config)) === null;
  if (isShared) return { plan: null, note: null }; // one file for both sides, which no commit changes
  const given = config === null ? [] : [fromDirectory(repository.directory, config)];
  const found = await readBaseConfig(sha, [...given, ...CONFIG_FILES], (file) => readCommitted(file, sha, repository));
  if (!found.ok) return { plan: null, note: `${found.why}, so limits that this change loosens are not shown.` };
  const plan = given.includes(found.file ?? '') ? { ...found.plan, config: nameOf(config, repository) } : found.plan;
  const isComplete = plan.subjects.length > 0 || built === null;
  const complete = isComplete ? plan : await completePlan(plan, built.directory, built.startedAt, []);
  return { plan: { ...complete, subjects: named(complete.subjects, only) }, written: plan, note: null };
}

const MOST_LINKS = 5;

/** A file of a commit by its path from the working directory; `text` is null if the commit has no such file. */
async function readCommitted(
  file: string,
  sha: string,
  repository: Repository,
  links = 0,
): Promise<{ ok: true; text: string | null } | { ok: false; message: string }> {
  const listed = await git(['ls-tree', '-z', sha, '--', file], repository);
  if (!listed.ok) return listed;
  const [, mode, object] = /^(\d+) blob ([0-9a-f]+)\t/.exec(listed.stdout) ?? [];
  if (mode === undefined || object === undefined) return { ok: true, text: null };
  const content = await git(['cat-file', 'blob', object], repository);
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
