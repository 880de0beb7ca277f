import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../../text/parse-json.ts';
import { readPackageJson } from './package-json.ts';

/** Whether packages are installed in a folder: caches of tools alone do not count. */
export async function holdsPackages(folder: string): Promise<boolean> {
  if (existsSync(join(folder, '.pnp.cjs'))) return true;
  const entries = await readdir(join(folder, 'node_modules')).catch(() => []);
  return entries.some((name) => !name.startsWith('.') || MARKS.includes(name));
}

/** Files that package managers write even if there is nothing to install. */
const MARKS = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];

/** The packages that an install recorded, which the lockfile must know. */
interface InstallRecord {
  readonly lockfile: string;
  readonly record: string;
  /** Whether the lockfile is not the one that was installed. */
  readonly isOther: (record: string, lockfile: string) => boolean;
}

const RECORDS: readonly InstallRecord[] = [
  { lockfile: 'package-lock.json', record: 'node_modules/.package-lock.json', isOther: isOtherOfNpm },
  {
    lockfile: 'pnpm-lock.yaml',
    record: 'node_modules/.pnpm/lock.yaml',
    isOther: (record, lockfile) => {
      const known = new Set(keysOfPnpm(lockfile));
      return keysOfPnpm(record).some((key) => !known.has(key));
    },
  },
  {
    lockfile: 'yarn.lock',
    record: 'node_modules/.yarn-state.yml',
    isOther: (record, lockfile) =>
      [...record.matchAll(/^"?([^\s"]+@npm:[^\s"]+?)"?:$/gm)].some(([, key = '']) => !lockfile.includes(`"${key}"`)),
  },
  { lockfile: 'yarn.lock', record: 'node_modules/.yarn-integrity', isOther: isOtherOfYarn },
];

/** Whether a folder's packages were installed from another lockfile than its present one, as far as records show. */
export async function isOfOtherLockfile(folder: string): Promise<boolean> {
  for (const { lockfile, record, isOther } of RECORDS) {
    const texts = await Promise.all([record, lockfile].map((path) => readFile(join(folder, path), 'utf8'))).catch(
      () => null,
    );
    if (texts !== null) return isOther(texts[0] ?? '', texts[1] ?? '');
  }
  return isOtherOfBun(folder);
}

/** The packages that a package.json names and that are installed neither beside it nor above it. */
export async function missingPackages(folders: readonly string[], keys: readonly string[]): Promise<string[]> {
  if (folders.some((folder) => existsSync(join(folder, '.pnp.cjs')))) return [];
  const manifest = await readPackageJson(folders[0] ?? '');
  return keys
    .flatMap((key) => Object.keys(manifest[key] ?? {}))
    .filter((name) => !folders.some((folder) => existsSync(join(folder, 'node_modules', name))));
}

/** The first yarn records where each range of the lockfile was resolved to. */
function isOtherOfYarn(record: string, lockfile: string): boolean {
  const entries = (parseJson(record) as { lockfileEntries?: Readonly<Record<string, string>> } | null)?.lockfileEntries;
  const locked = new Map(
    lockfile.split(/\n(?=\S)/).flatMap((block) => {
      const [first = ''] = block.split('\n', 1);
      const resolved = /^ {2}resolved "([^"]*)"/m.exec(block)?.[1] ?? '';
      return first.split(/, |:$/).map((range) => [range.replaceAll('"', ''), resolved] as const);
    }),
  );
  return Object.entries(entries ?? {}).some(([range, resolved]) => locked.get(range) !== resolved);
}

/**
 * bun records nothing, so this reads the versions of the installed packages. bun's lockfile lists each by its place.
 */
async function isOtherOfBun(folder: string): Promise<boolean> {
  const lockfile = await readFile(join(folder, 'bun.lock'), 'utf8').catch(() => '');
  const versions = lockfile.matchAll(/^ {4}"((?:@[^"/]+\/)?[^"/]+)": \["[^"]+@(\d[^"]*)"/gm);
  const found = await Promise.all(
    Array.from(versions, async ([, name = '', version]) => {
      const { version: installed = version } = await readPackageJson(join(folder, 'node_modules', name));
      return installed !== version;
    }),
  );
  return found.includes(true);
}

/** Keys of the section `packages`, which name a version each. */
const keysOfPnpm = (text: string): string[] =>
  [...(/^packages:\n(.*?)(?=^\S|$(?![\s\S]))/ms.exec(text)?.[1] ?? '').matchAll(/^ {2}'?([^\s'][^']*?)'?:/gm)].map(
    ([, key = '']) => key,
  );

type NpmPackage = { readonly [key in string]?: unknown };

/** Development and optional packages may be missing. All other packages must be installed in their locked versions. */
function isOtherOfNpm(record: string, lockfile: string): boolean {
  const [installed, locked] = [packagesOfNpm(record), packagesOfNpm(lockfile)];
  if (installed === null || locked === null) return false;
  const isLeftOut = ({ dev, optional, devOptional, peer }: NpmPackage) => dev || optional || devOptional || peer;
  const isStale = [...installed].some(([path, { version, integrity }]) => {
    const is = locked.get(path);
    return is === undefined || is.version !== version || (is.integrity ?? integrity) !== (integrity ?? is.integrity);
  });
  return isStale || [...locked].some(([path, one]) => !installed.has(path) && !isLeftOut(one));
}

/** By path; null if it is not a lockfile of npm 7 or later. Links lead to packages of the repository. */
function packagesOfNpm(text: string): Map<string, NpmPackage> | null {
  try {
    const { packages } = JSON.parse(text) as { packages?: { [path in string]?: NpmPackage } };
    if (packages === undefined) return null;
    const all = Object.entries(packages).flatMap(([path, one]) => (one === undefined ? [] : [[path, one] as const]));
    return new Map(all.filter(([path, { link }]) => /(?:^|\/)node_modules\//.test(path) && link !== true));
  } catch {
    return null;
  }
}
