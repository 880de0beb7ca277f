import { isAbsolute, posix, relative, resolve as resolvePath, sep } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Plan } from '../model/plan.ts';
import { checkoutRoot } from '../workspace/checkout-root.ts';
import { git, type Repository } from '../workspace/git.ts';
import type { Checkout } from '../workspace/prepare.ts';
import { CONFIG_FILES, parseLoaded } from './load.ts';
import { named } from './only.ts';
import { completePlan } from './read-plan.ts';
import { noConfig, resolve } from './resolve.ts';

export interface BasePlanRequest {
  /** `directory` is the working directory. */
  readonly repository: Repository;
  /** The commit; it is in the repository. Null: there is no base. */
  readonly sha: string | null;
  /** The path that was given for head's config; null: none was. */
  readonly config: string | null;
  /** Base once it is built: where nothing is configured, its output folder is found as head's is. Null: it could not be. */
  readonly built: Pick<Checkout, 'directory' | 'startedAt'> | null;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
}

/** Without a plan there is nothing to compare limits with; `note` tells the reader why, unless that is as it should be. */
export type BasePlan =
  | { readonly plan: Plan; readonly note: null }
  | { readonly plan: null; readonly note: string | null };

/**
 * What base's own config, as it was committed, would have measured and allowed. Nothing is measured by it: head's config
 * describes both sides. It is looked for where head's is said to be, then at the usual names; where there is none, the
 * defaults held.
 */
export async function basePlan(request: BasePlanRequest): Promise<BasePlan> {
  const { repository, sha, config, built, only } = request;
  if (sha === null) return { plan: null, note: null };
  const outside = config !== null && !isInside(repository.directory, config);
  if (outside) return { plan: null, note: null }; // one file for both sides, which no commit changes
  const because = 'so limits that this change loosens are not shown';
  const found = await findConfig(sha, request);
  if (!found.ok) return { plan: null, note: `Base's config could not be read (${found.message}), ${because}.` };
  try {
    const written = found.file === null ? noConfig : resolve(parseLoaded(found.text, found.file, null));
    const isComplete = written.subjects.length > 0 || built === null;
    const complete = isComplete ? written : await completePlan(written, built.directory, built.startedAt, []);
    return { plan: { ...complete, subjects: named(complete.subjects, only) }, note: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const note = `${found.file} of base (${sha.slice(0, 7)}) is not valid for this version of perf-budget, ${because}.`;
    return { plan: null, note };
  }
}

type Found =
  | { readonly ok: true; readonly file: string; readonly text: string }
  | { readonly ok: true; readonly file: null }
  | { readonly ok: false; readonly message: string };

async function findConfig(sha: string, { repository, config }: BasePlanRequest): Promise<Found> {
  const given = config === null ? [] : [fromDirectory(repository.directory, config)];
  for (const file of [...given, ...CONFIG_FILES]) {
    const found = await readCommitted(file, sha, repository);
    if (!found.ok) return found;
    if (found.text !== null) return { ok: true, file, text: found.text };
  }
  return { ok: true, file: null };
}

/** As many symbolic links may follow each other. */
const MOST_LINKS = 5;

/** A file of a commit by its path from the working directory; `text` is null where it has no such file. */
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
    return { ok: false, message: `${file} is a link that does not end in the repository` };
  }
  const target = posix.join(posix.dirname(file), content.stdout);
  return await readCommitted(target, sha, repository, links + 1);
}

const fromDirectory = (directory: string, file: string): string =>
  relative(directory, resolvePath(directory, file)).replaceAll(sep, '/');

function isInside(directory: string, file: string): boolean {
  const fromRoot = relative(checkoutRoot(directory), resolvePath(directory, file));
  return fromRoot !== '..' && !fromRoot.startsWith(`..${sep}`) && !isAbsolute(fromRoot);
}
