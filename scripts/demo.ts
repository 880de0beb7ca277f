// Runs perf-budget on each example app as on a pull request. The app before the change (main) and with it (head) are
// real commits in a temporary repository. Exits with 0 if each change is found worse, as it was written to be: the shop
// in every check, its API by the function, and what the resumes' server asks its database by its causes.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { type Report, reportSchema } from '../src/model/report.ts';
import { startPostgres } from './postgres/server.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, '.perf-budget', 'demo');

type Environment = Readonly<Record<string, string>>;

interface Example {
  /** Its folder in `examples/`. */
  readonly name: string;
  readonly branch: string;
  /** The title of its pull request. */
  readonly title: string;
  /** What the report lacks of what the change was written to show, as sentences without a full stop. */
  readonly missing: (report: Report, markdown: string) => string[];
  readonly found: string;
}

/** Files that building the example leaves behind, which do not belong in its commits. */
const BUILT = ['node_modules', 'dist', 'stats.json', '.perf-budget'];

function git(repository: string, ...args: string[]): void {
  // Without the user's own settings: signing, hooks, templates.
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
  const author = ['-c', 'user.name=Example developers', '-c', 'user.email=developers@example.com'];
  execFileSync('git', [...author, ...args], { cwd: repository, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function commit(repository: string, folder: string, message: string): Promise<void> {
  const filter = (path: string) => !BUILT.includes(basename(path));
  await cp(folder, repository, { recursive: true, filter });
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', message);
}

async function makeRepository({ name, branch, title }: Example): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'perf-budget-demo-'));
  const folder = join(root, 'examples', name);
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  try {
    git(path, 'init', '--quiet', '--initial-branch=main');
    await commit(path, join(folder, 'base'), 'The app as it is');
    git(path, 'checkout', '--quiet', '-b', branch);
    await commit(path, join(folder, 'head'), title);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/** Runs the command line in `repository` until it ends. @returns the signal that ended the demo, or null. */
async function runPerfBudget(repository: string, { name }: Example, more: Environment): Promise<NodeJS.Signals | null> {
  // `npm run --silent` passes its silence on, and the example's own npm would then not report why it failed.
  // The user's own PG… variables are not the example's.
  const kept = Object.entries(process.env).filter(([key]) => key !== 'npm_config_loglevel' && !key.startsWith('PG'));
  // The example's commands run on the Node.js of the set-up, not on the machine's own.
  const env = {
    ...Object.fromEntries(kept),
    ...more,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  const args = [join(root, 'src', 'cli.ts'), 'run', '--base', 'main', '--output', join(output, name)];
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

/** The checks of its config. */
const CHECKS_OF_SHOP = ['bundle', 'vitals', 'api'];

/** Every check fails, and the function that makes the list slower is the first that is named. */
function missingOfShop({ results, findings }: Report, markdown: string): string[] {
  const failing = new Set(results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check));
  const slower = findings.find(({ code }) => code === 'process.slower-function');
  const named = 'newestReview';
  return [
    ...CHECKS_OF_SHOP.filter((check) => !failing.has(check)).map(
      (check) => `nothing failed in ${check}, and something should have`,
    ),
    ...(slower?.evidence.function === named ? [] : [`the first finding "process.slower-function" is not ${named}`]),
    ...(markdown.includes(named) ? [] : [`report.md does not name ${named}`]),
  ];
}

/** The N+1 is proven by its values; the index, what keeps views, and what blocks the server are named, and a person reads of all. */
function missingOfResumes({ findings }: Report, markdown: string): string[] {
  const found = (code: string, evidence: Readonly<Record<string, unknown>>) =>
    findings.some(
      (finding) =>
        finding.code === code && Object.entries(evidence).every(([key, value]) => finding.evidence[key] === value),
    );
  const index = 'sections_resume_id_idx';
  const demands: readonly (readonly [boolean, string])[] = [
    [found('database.repeated-query', { level: 3 }), 'there is no finding "database.repeated-query" of level 3'],
    [found('database.lost-index', { index }), `there is no finding "database.lost-index" of ${index}`],
    [found('process.leak', { function: 'rememberView' }), 'there is no finding "process.leak" of rememberView'],
    [found('process.blocks', { function: 'renderPreview' }), 'there is no finding "process.blocks" of renderPreview'],
    [markdown.includes('rememberView'), 'report.md does not name rememberView'],
    [markdown.includes('renderPreview'), 'report.md does not name renderPreview'],
    [markdown.includes('N+1'), 'report.md does not name the N+1'],
    [markdown.includes(index), `report.md does not name the index ${index}`],
  ];
  return demands.filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** @returns the exit code. */
async function show(example: Example, env: Environment): Promise<number> {
  console.log(`\nexamples/${example.name}, pull request "${example.title}"\n`);
  await using repository = await makeRepository(example);
  const signal = await runPerfBudget(repository.path, example, env);
  if (signal !== null) return signal === 'SIGINT' ? 130 : 143;
  const folder = join(output, example.name);
  const file = join(folder, 'report.json');
  if (!existsSync(file)) {
    console.error('\nThe demo failed: there is no report. The output of perf-budget above says why.');
    return 1;
  }
  const report = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const problems = example.missing(report, await readFile(join(folder, 'report.md'), 'utf8'));
  if (report.verdict !== 'fail') problems.unshift(`the verdict is "${report.verdict}", and "fail" was expected`);
  if (problems.length > 0) {
    console.error(`\nThe demo failed: ${problems.join('; ')}. The report is in ${folder}.`);
    return 1;
  }
  console.log(`\n${example.found}`);
  console.log(`The report is in ${folder}: report.md to read, report.json for programs.`);
  return 0;
}

const shop: Example = {
  name: 'shop',
  branch: 'autumn',
  title: 'Autumn range: suggestions while typing, newest review on the cards',
  missing: missingOfShop,
  found:
    'The change in examples/shop/head makes the shop worse: every check found it, and the report names the slower function.',
};

const resumes: Example = {
  name: 'resumes',
  branch: 'positions',
  title: 'Sections in order: a position for each, the first three on the cards, a preview',
  missing: missingOfResumes,
  found:
    'The change in examples/resumes/head asks for each row, loses an index, keeps every view and blocks the server; the report names all four.',
};

async function demo(): Promise<number> {
  await rm(output, { recursive: true, force: true });
  const code = await show(shop, {});
  // A signal ends the whole demo. A failure does not, so that one run shows all that is missing.
  if (code > 1) return code;
  await using postgres = await startPostgres();
  return (await show(resumes, postgres.env)) || code;
}

try {
  process.exitCode = await demo();
} catch (error) {
  console.error(`\nThe demo failed: ${(error as Error).message}`);
  process.exitCode = 1;
}
