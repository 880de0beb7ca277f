import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandEnvironment } from '../../../workspace/processes/environment.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { temporaryProfile } from './profile.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Far more than a start takes. A slower browser is of no use for measuring. */
const START_TIMEOUT_MS = 30_000;

const INSTALL = 'install one with `npx @puppeteer/browsers install chrome@stable --path ~/.cache/puppeteer`';

/** Finds the browser for visits: the one in CHROME_PATH, else an installed one, else Puppeteer's. */
export function findChromium(environment: Environment = process.env): { path: string } | { problem: string } {
  const named = environment.CHROME_PATH;
  if (named) {
    if (isExecutable(named)) return { path: named };
    return {
      problem: `CHROME_PATH is ${named}, which is not an executable: correct it, or unset it to search for Chrome`,
    };
  }
  const path = [...installed(environment), ...fromPuppeteer(environment)].find(isExecutable);
  return path ? { path } : { problem: `no Chrome or Chromium found: ${INSTALL}, or set CHROME_PATH` };
}

function installed(environment: Environment): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    return roots.flatMap((root) => (root ? [join(root, 'Google/Chrome/Application/chrome.exe')] : []));
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  // Ubuntu's chromium-browser comes last: it may be a stub that only asks to install the snap.
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

const EXECUTABLES = [
  'chrome-linux64/chrome',
  'chrome-linux-arm64/chrome',
  'chrome-win64/chrome.exe',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** Browsers in the cache of `@puppeteer/browsers install chrome`, `<cache>/chrome/linux-131.0.6778.204/…`, newest first. */
function fromPuppeteer(environment: Environment): string[] {
  const cache = environment.PUPPETEER_CACHE_DIR || join(homedir(), '.cache', 'puppeteer');
  const builds = join(cache, 'chrome');
  let names: string[];
  try {
    names = readdirSync(builds);
  } catch {
    return []; // there is no such cache
  }
  const newestFirst = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.flatMap((name) => EXECUTABLES.map((executable) => join(builds, name, executable)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const versions = new Map<string, Promise<string | null>>();

/** For example `131.0.6778.204`, cached; null if the browser does not print it (Windows). */
export function chromiumVersion(path: string): Promise<string | null> {
  const known = versions.get(path) ?? askVersion(path);
  versions.set(path, known);
  return known;
}

async function askVersion(path: string): Promise<string | null> {
  const { output } = await run(path, ['--version']);
  return /\d+(\.\d+){3}/.exec(output)?.[0] ?? null;
}

interface Sandbox {
  readonly works: boolean;
  /** A sentence for the report if it does not work, else null. */
  readonly note: string | null;
}

const sandboxes = new Map<string, Promise<Sandbox>>();

/**
 * Whether Chromium runs in its sandbox. That depends on root, the kernel, AppArmor's profiles and a setuid helper, so this
 * starts it once to find out, and caches the result.
 */
export function findSandbox(path: string): Promise<Sandbox> {
  const known = sandboxes.get(path) ?? tryToSandbox(path);
  sandboxes.set(path, known);
  return known;
}

async function tryToSandbox(path: string): Promise<Sandbox> {
  // Chromium refuses to run its sandbox as root.
  if (process.getuid?.() === 0) return withoutSandbox('it does not work as root');
  if (await startsInSandbox(path)) return { works: true, note: null };
  return withoutSandbox('it does not start in it, most likely because this machine restricts user namespaces');
}

const withoutSandbox = (why: string): Sandbox => ({ works: false, note: `Chromium ran without its sandbox: ${why}.` });

async function startsInSandbox(path: string): Promise<boolean> {
  await using profile = await temporaryProfile();
  const page = 'data:text/html,<title>started</title>';
  const args = [...CHROMIUM_FLAGS, `--user-data-dir=${profile.path}`, '--dump-dom', page];
  // After a timeout it is killed, and leaves its sockets in its temporary folder.
  const { ok, output } = await run(path, args, { TMPDIR: profile.path });
  return ok && output.includes('<title>started</title>');
}

function run(
  path: string,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<{ ok: boolean; output: string }> {
  const env = commandEnvironment(extra);
  const options = { timeout: START_TIMEOUT_MS, killSignal: 'SIGKILL', windowsHide: true, env } as const;
  return new Promise((resolve) => {
    execFile(path, args, options, (error, output) => resolve({ ok: error === null, output }));
  });
}
