// Runs perf-budget on the example app as on a pull request. The app before the change (main) and with it (head) are
// real commits in a temporary repository. Exits with 0 if every check finds the change worse, as it was written to be.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { checks } from '../src/checks/index.ts';
import { type Report, reportSchema } from '../src/model/report.ts';

const root = join(import.meta.dirname, '..');
const shop = join(root, 'examples', 'shop');
const output = join(root, '.perf-budget', 'demo');

/** Files that building the example leaves behind, which do not belong in its commits. */
const BUILT = ['node_modules', 'dist', 'stats.json', '.perf-budget'];

function git(repository: string, ...args: string[]): void {
  // Without the user's own settings: signing, hooks, templates.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
  const author = ['-c', 'user.name=Shop developers', '-c', 'user.email=developers@shop.example'];
  execFileSync('git', [...author, ...args], { cwd: repository, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function commit(repository: string, from: string, message: string): Promise<void> {
  const filter = (path: string) => !BUILT.includes(basename(path));
  await cp(join(shop, from), repository, { recursive: true, filter });
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', message);
}

async function makeRepository(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'perf-budget-demo-'));
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  try {
    git(path, 'init', '--quiet', '--initial-branch=main');
    await commit(path, 'base', 'The shop as it is');
    git(path, 'checkout', '--quiet', '-b', 'autumn');
    await commit(path, 'head', 'Autumn range: suggestions while typing, newest review on the cards');
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/** Runs the command line in `repository` until it ends. @returns the signal that ended the demo, or null. */
async function runPerfBudget(repository: string): Promise<NodeJS.Signals | null> {
  // `npm run --silent` passes its silence on, and the example's own npm would then not report why it failed.
  const { npm_config_loglevel: _, ...environment } = process.env;
  // The example's commands run on the Node.js of the set-up, not on the machine's own.
  const env = { ...environment, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };
  const args = [join(root, 'src', 'cli.ts'), 'run', '--base', 'main', '--output', output];
  const child = spawn(process.execPath, args, { cwd: repository, env, stdio: 'inherit' });
  let received: NodeJS.Signals | null = null;
  const pass = (signal: NodeJS.Signals) => {
    received = signal;
    // A terminal sends Ctrl-C to the child as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return received;
}

/** Null if every check in the report finds head worse, else what the report says. */
function unexpected(report: Report): string | null {
  if (report.verdict !== 'fail') return `the verdict is "${report.verdict}", and "fail" was expected`;
  const failing = new Set(report.results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check));
  const passing = checks.map(({ id }) => id).filter((id) => !failing.has(id));
  return passing.length === 0
    ? null
    : `nothing failed in ${passing.join(' and ')}, and something was expected to fail in every check`;
}

async function demo(): Promise<number> {
  await rm(output, { recursive: true, force: true });
  await using repository = await makeRepository();
  const signal = await runPerfBudget(repository.path);
  if (signal !== null) return signal === 'SIGINT' ? 130 : 143;
  const file = join(output, 'report.json');
  if (!existsSync(file)) {
    console.error('\nThe demo failed: there is no report. The output of perf-budget above says why.');
    return 1;
  }
  const problem = unexpected(reportSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
  if (problem !== null) {
    console.error(`\nThe demo failed: ${problem}. The report is in ${output}.`);
    return 1;
  }
  console.log('\nThat was the demo: the change in examples/shop/head makes the shop worse, and every check found it.');
  console.log(`Its report is in ${output}: report.md to read, report.json for programs.`);
  return 0;
}

process.exitCode = await demo();
