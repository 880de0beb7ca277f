import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logicalName } from '../../../text/hashed-name.ts';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import { git } from '../../../workspace/git/git.ts';
import { bundleFiles, bundleRoot } from '../files/files.ts';
import type { BundleSettings } from '../settings.ts';

interface UnaccountedRequest {
  readonly settings: BundleSettings;
  /** The working directory of this side, and of base as built in a fresh checkout; absolute. */
  readonly directory: string;
  readonly base: string;
  /** Files that the build did not touch; see `untouchedFiles`. */
  readonly old: readonly string[];
  readonly signal: AbortSignal;
}

/** Most names that are searched in the sources. */
const MOST_NAMES = 500;

/**
 * Finds the untouched files that nothing accounts for: an earlier build left them. A build that writes only what changed
 * leaves files alone, too. But then its sources account for them: one has the file's name, or writes it. So a file is
 * left behind if head's sources do not account for it. Base's fresh build must also lack the file, or have made it of
 * sources that head lacks.
 */
export async function unaccountedFiles({
  settings,
  directory,
  base,
  old,
  signal,
}: UnaccountedRequest): Promise<string[]> {
  if (old.length === 0 || old.length > MOST_NAMES) return [];
  const { shipped } = await bundleFiles(settings, base);
  if (shipped.length === 0) return [];
  const names = [...new Set(old.map(nameOf))];
  const [ofHead, ofBase] = await Promise.all([
    accountedFor(names, directory, settings, signal),
    accountedFor(names, base, settings, signal),
  ]);
  if (ofHead === null || ofBase === null) return [];
  const madeByBase = new Set(shipped.map(logicalName));
  return old.filter((path) => {
    const name = nameOf(path);
    return !ofHead.has(name) && (!madeByBase.has(logicalName(path)) || ofBase.has(name));
  });
}

/** `blog` of `blog.html`, `blog/index.html` and `blog-CD5neIF8.js`. */
function nameOf(path: string): string {
  const parts = logicalName(path).split('/');
  const [file = '', folder] = parts.reverse();
  const stem = stemOf(file.replace(/[-._]?\*/, ''));
  return stem === 'index' && folder !== undefined ? folder : stem;
}

/** `b` of `b.d.ts`. */
const stemOf = (file: string): string => file.replace(/(?<=[^.])\..*$/s, '');

/** The names that a source has, or that one writes as a path or a key; null if git does not know the sources. */
async function accountedFor(
  names: readonly string[],
  directory: string,
  settings: BundleSettings,
  signal: AbortSignal,
): Promise<Set<string> | null> {
  const top = checkoutRoot(directory);
  const root = bundleRoot(settings, directory);
  const output = root === directory ? [] : [`:(exclude)${root.slice(top.length + 1).replaceAll('\\', '/')}`];
  const repository = { directory: top, token: null, serverUrl: '', signal };
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.', ...output];
  const listed = await git(list, repository);
  if (!listed.ok) return null;
  // One that was deleted, and not yet committed, is listed as well.
  const sources = listed.stdout.split('\0').filter((path) => path !== '' && existsSync(join(top, path)));
  const own = new Set(root === directory ? (await bundleFiles(settings, directory)).shipped : []);
  const segments = new Set(
    sources
      .filter((path) => !own.has(path))
      .flatMap((path) => path.split('/'))
      .map((segment) => stemOf(segment).toLowerCase()),
  );
  const found = new Set(names.filter((name) => segments.has(name.toLowerCase())));
  const others = names.filter((name) => !found.has(name));
  if (others.length === 0) return found;
  const any = others.map((name) => name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|');
  const written = ['-e', `["'\`/](${any})["'\`./]`, '-e', `(^|[[:space:]{,])["']?(${any})["']?[[:space:]]*:`];
  const grep = ['grep', '-I', '-h', '-o', '-E', '--untracked', ...written, '--', '.', ...LOCKFILES, ...output];
  const matches = await git(grep, repository, { silent: true });
  if (!matches.ok) return matches.code === 1 ? found : null; // 1: nothing fits
  const words = new Set(matches.stdout.split('\n').map((match) => match.replace(/^[\s{,"'`/]+|["'`./\s:]+$/g, '')));
  for (const name of others) if (words.has(name)) found.add(name);
  return found;
}

const LOCKFILES = [':(exclude)*lock.json', ':(exclude)*lock.yaml', ':(exclude)*.lock', ':(exclude)*.md'];
