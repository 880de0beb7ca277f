// Installs a Chromium if there is none: Chrome for Testing in Puppeteer's cache, or else the distribution's.
// perf-budget itself only looks for one. Installing it is up to the machine's owner, and to this set-up.
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Browser, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';
import { chromiumVersion, findChromium } from '../src/checks/vitals/browser/chromium.ts';

/** A download that makes no progress for this long is aborted. */
const STALLED_MS = 30_000;

const say = (message: string) => console.error(`setup: ${message}`);

/** Null if a Chromium starts, else the reason why none does. */
async function missing(): Promise<string | null> {
  const found = findChromium();
  if ('problem' in found) return found.problem;
  // On Windows it does not print its version.
  if (process.platform === 'win32' || (await chromiumVersion(found.path)) !== null) return null;
  return `${found.path} does not start; libraries that it needs may be missing`;
}

/** Runs `work`, which calls `alive` on progress. @throws if it makes none for `STALLED_MS`. */
async function unlessStalled<T>(work: (alive: () => void) => Promise<T>): Promise<T> {
  const stalled = Promise.withResolvers<never>();
  const timer = setTimeout(() => stalled.reject(new Error(`nothing came for ${STALLED_MS / 1_000} s`)), STALLED_MS);
  try {
    return await Promise.race([work(() => timer.refresh()), stalled.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function download(): Promise<void> {
  const platform = detectBrowserPlatform();
  if (platform === undefined) throw new Error('there is no Chrome for Testing for this platform');
  const cacheDir = process.env.PUPPETEER_CACHE_DIR || join(homedir(), '.cache', 'puppeteer');
  await unlessStalled(async (alive) => {
    const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable');
    say(`downloading Chrome for Testing ${buildId} to ${cacheDir}`);
    await install({ browser: Browser.CHROME, buildId, platform, cacheDir, downloadProgressCallback: alive });
  });
}

async function installFromDebian(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages of the system');
  say('installing chromium (apt-get)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  apt('update');
  // Text is painted, and so measured, only if there is a font.
  apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
}

const WAYS = [
  { name: 'Chrome for Testing', run: download },
  { name: "Debian's chromium", run: installFromDebian },
];

async function setUp(): Promise<boolean> {
  let problem = await missing();
  if (problem === null) return true;
  const tried: string[] = [];
  // Only the user can fix a CHROME_PATH that leads nowhere: an installed Chromium would be ignored.
  for (const { name, run } of process.env.CHROME_PATH ? [] : WAYS) {
    try {
      await run();
      problem = await missing();
      if (problem === null) return true;
      tried.push(`${name}: ${problem}`);
    } catch (error) {
      tried.push(`${name}: ${(error as Error).message.trim()}`);
    }
  }
  say([`there is no Chromium to measure pages with: ${problem}`, ...tried].join('\n  '));
  return false;
}

// Exits at once, since an aborted download may keep the process alive.
process.exit((await setUp()) ? 0 : 1);
