import { constants, existsSync, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, realpath, stat, utimes } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { pathInside } from '../../text/path-inside.ts';
import type { Untracked } from '../git/untracked.ts';

interface Carrying {
  /**
   * The config's patterns: a name in any folder, or with a slash a path from the working directory. A name with a
   * wildcard matches only files: `.env*` would also match Python's packages.
   */
  readonly patterns: readonly string[];
  /** The working directory, relative to the root of the repository; empty for the root. */
  readonly prefix: string;
  readonly untracked: Untracked;
  /** The root of base's checkout. */
  readonly base: string;
  /** Start of head's install and build, milliseconds since 1970. They wrote all newer files. */
  readonly startedAt: number;
}

/** Tools that unpack or copy keep the source's time, but the kernel sets the other. */
const writtenMs = ({ mtimeMs, ctimeMs }: Stats): number => Math.max(mtimeMs, ctimeMs);

/**
 * Copies files of earlier steps from the workspace into base's checkout. It never overwrites a file of base's, reads
 * outside the repository, or writes outside the checkout.
 */
export async function carry({ patterns, prefix, untracked, base, startedAt }: Carrying): Promise<void> {
  const { root } = untracked;
  for (const path of await matching(patterns, prefix, untracked)) {
    const from = join(root, path);
    const [own, content, real] = await Promise.all([lstat(from), stat(from), realpath(from)]).catch(() => []);
    if (own === undefined || content === undefined || real === undefined) continue; // gone, or a link to nothing
    const isOld = writtenMs(own) < startedAt && writtenMs(content) < startedAt;
    if (!content.isFile() || !isOld || pathInside(root, real) === null) continue;
    const to = join(base, path);
    if (!(await staysInside(base, to))) continue;
    try {
      await mkdir(dirname(to), { recursive: true });
      await copyFile(real, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      // The times are kept, so that files older than a build do not look written by it.
      await utimes(to, content.atime, content.mtime);
    } catch {
      // It is base's own, or nobody may read it.
    }
  }
}

/** Paths from the root, of files. */
async function matching(patterns: readonly string[], prefix: string, untracked: Untracked): Promise<string[]> {
  const [names, paths] = [patterns.filter((one) => !one.includes('/')), patterns.filter((one) => one.includes('/'))];
  const isNamed = picomatch(names, { dot: true });
  const isNamedFolder = (name: string) => names.includes(name);
  const placed = paths.map((one) => posix.join(prefix, one).replace(/\/$/, ''));
  const isPlaced = picomatch(placed, { dot: true });
  const isMatch = (path: string): boolean => {
    const folders = path.split('/').filter((name) => name !== '');
    const isInstalled = folders.includes('node_modules');
    return (
      (!isInstalled && (folders.some(isNamedFolder) || (!path.endsWith('/') && isNamed(folders.at(-1) ?? '')))) ||
      folders.some((_, index) => isPlaced(folders.slice(0, index + 1).join('/')))
    );
  };
  /** An ignored folder may hold the file that a path names. */
  const mayHold = (folder: string): boolean =>
    placed.some((one) => {
      const start = `${picomatch.scan(one).base}/`;
      return (
        start.startsWith(folder) || (folder.startsWith(start.replace(/^\/$/, '')) && !/\bnode_modules\//.test(folder))
      );
    });
  const found: string[] = [];
  for (const path of [...untracked.files, ...untracked.ignored]) {
    if (!path.endsWith('/')) {
      if (isMatch(path)) found.push(path);
    } else if (isMatch(path) || mayHold(path) || isNamed(path.split('/').at(-2) ?? '')) {
      found.push(...(await filesIn(untracked.root, path)).filter(isMatch));
    }
  }
  return found;
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

/** A commit may have a link to elsewhere in the place of a folder. */
async function staysInside(base: string, path: string): Promise<boolean> {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  return pathInside(await realpath(base), await realpath(folder)) !== null;
}

/** Entries that no build of a commit needs, or that each build makes for itself. */
const OF_NO_USE =
  /^(?:node_modules|\.pnp\..*|\.cache|\.?coverage|\.nyc_output|\.eslintcache|\.stylelintcache|.*\.(?:log|pid|swp|tsbuildinfo)|\.?tmp|\.temp|\.idea|\.vscode|\.DS_Store|\.perf-budget|\.(?:turbo|nx|vite|parcel-cache|yarn|pnpm-store|next|nuxt|output|svelte-kit|astro|angular|vercel|netlify|docusaurus|wrangler|husky)|dist|build|out|_site|storybook-static|test-results|playwright-report)$/;
/** Entries of a folder that are looked at. */
const MOST_ENTRIES = 200;

/**
 * Ignored files of the workspace that are older than head's build and missing in base's checkout, by path from the
 * root. Packages, caches and outputs of builds are left out.
 */
export async function lackedByBase({
  untracked: { root, ignored },
  base,
  startedAt,
}: Pick<Carrying, 'untracked' | 'base' | 'startedAt'>): Promise<string[]> {
  const lacked: string[] = [];
  for (const path of ignored) {
    if (path.split('/').some((name) => OF_NO_USE.test(name)) || existsSync(join(base, path))) continue;
    const inside = path.endsWith('/') ? (await filesIn(root, path)).slice(0, MOST_ENTRIES) : [path];
    const times = await Promise.all(inside.map(async (one) => writtenMs(await lstat(join(root, one))))).catch(() => []);
    if (times.length > 0 && times.every((atMs) => atMs < startedAt)) lacked.push(path);
  }
  return lacked;
}
