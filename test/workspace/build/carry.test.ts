import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Outcome, run } from '../../../src/run.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { commit, createRepository } from '../../support/git/repository.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let workspace: string;

beforeEach(async () => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  folder = await temporaryFolder();
  workspace = join(folder.path, 'workspace');
  await mkdir(join(folder.path, 'temporary'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

/** Runs perf-budget against the commit before. */
const compare = (directory = workspace): Promise<Outcome> =>
  run({
    directory,
    config: null,
    name: 'default',
    base: { kind: 'merge-base', ref: 'HEAD~1' },
    token: null,
    serverUrl: 'https://github.example',
    temporary: join(folder.path, 'temporary'),
    only: [],
    shard: null,
    baselines: null,
    willBeStored: false,
    signal: new AbortController().signal,
    progress: () => {},
  });

/** A build that is larger with a file, or fails without it. */
const project = (reads: string, isNeeded = false) => ({
  '.gitignore': 'dist\n.env*\nlocal.json\n/generated\nnode_modules\n*.log\n',
  'package.json': JSON.stringify({ scripts: { build: 'node build.mjs' } }),
  'build.mjs': `import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
const has = existsSync('${reads}');
if (!has && ${isNeeded}) throw new Error('${reads} is missing');
mkdirSync('dist', { recursive: true });
writeFileSync('dist/app.js', Array.from({ length: has ? 20_000 : 5_000 }, (_, n) => n.toString(36)).join());
`,
  'perf-budget.yml': 'bundle:\n  app: { path: dist }\n',
});

async function sameTwice(files: Readonly<Record<string, string>>): Promise<void> {
  await createRepository(workspace, files);
  await commit(workspace, {}, 'the same');
}

const total = ({ report }: Outcome) => report.results.find(({ id }) => id === 'bundle/app/total');

describe('files that earlier steps wrote', () => {
  test('files that earlier steps wrote come along, so that identical commits are built alike', async () => {
    await sameTwice(project('.env.production', true));
    await writeFiles(workspace, { '.env.production': 'FEATURE=1\n' });
    const outcome = await compare();
    expect(outcome.report).toMatchObject({ verdict: 'pass', base: { source: 'measured' }, failures: [], notes: [] });
    expect(total(outcome)).toMatchObject({ change: { absolute: 0 }, threshold: { status: 'unchanged' } });
  });

  test('carry names files by name and by path, in a package and in a folder that git ignores', async () => {
    const own = { ...project('../../generated/deep/types.ts', true), 'perf-budget.yml': undefined };
    const files = Object.entries({
      ...own,
      'perf-budget.yml': 'carry: [../../generated/**/*.ts]\nbundle:\n  app: { path: dist }\n',
    });
    const inPackage = Object.fromEntries(files.map(([path, text]) => [`packages/app/${path}`, text ?? '']));
    await sameTwice({ ...inPackage, '.gitignore': '/generated\n' });
    await writeFiles(workspace, { 'generated/deep/types.ts': 'export {}', 'generated/else.txt': '' });
    expect((await compare(join(workspace, 'packages/app'))).report).toMatchObject({ verdict: 'pass', failures: [] });
  });

  test('a name with a wildcard is that of files, and not of a folder with packages of Python', async () => {
    const files = project('.env.d/.env.local', true);
    const build = `${files['build.mjs']}writeFileSync('${folder.path}/' + process.env.PERF_BUDGET_SIDE, String(existsSync('.env.d/lib.py')));\n`;
    await sameTwice({ ...files, 'build.mjs': build });
    await writeFiles(workspace, { '.env.d/.env.local': 'A=1', '.env.d/lib.py': '' });
    expect((await compare()).report.failures).toEqual([]);
    const read = (side: string) => readFile(join(folder.path, side), 'utf8');
    expect([await read('head'), await read('base')]).toEqual(['true', 'false']);
  });

  test('a build that makes a commit changes nothing of what is compared', async () => {
    const files = project('local.json');
    const build = `${files['build.mjs']}import { execSync } from 'node:child_process';
const commit = 'echo built > built.txt; git add built.txt; git -c user.name=a -c user.email=a@b.example commit --quiet -m built';
if (process.env.PERF_BUDGET_SIDE === 'head') execSync(commit);
`;
    await sameTwice({ ...files, 'build.mjs': build });
    await writeFiles(workspace, { 'local.json': '{}' });
    const outcome = await compare();
    expect(outcome.report.failures).toMatchObject([{ side: 'base', code: 'other-build' }]);
  });

  test("nothing comes over base's own file, from outside the repository, or through base's links", async () => {
    const build = `import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('dist', { recursive: true });
const all = ['.env', '.env.link', 'sub/.env'].map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : '-')).join();
writeFileSync('dist/' + process.env.PERF_BUDGET_SIDE + '.js', all);
writeFileSync('${folder.path}/' + process.env.PERF_BUDGET_SIDE, all);
`;
    await writeFiles(folder.path, { 'outside/secret': 'secret', 'elsewhere/keep': '' });
    await mkdir(workspace);
    await symlink('../elsewhere', join(workspace, 'sub'));
    await createRepository(workspace, {
      ...project('none'),
      'build.mjs': build,
      '.gitignore': 'dist\n',
      '.env': 'of base',
    });
    await rm(join(workspace, 'sub'));
    await rm(join(workspace, '.env'));
    await commit(workspace, { '.gitignore': 'dist\n.env*\n' }, 'head');
    await writeFiles(workspace, { '.env': 'of head', 'sub/.env': 'through' });
    await symlink(join(folder.path, 'outside/secret'), join(workspace, '.env.link'));
    await compare();
    expect(await readFile(join(folder.path, 'head'), 'utf8')).toBe('of head,secret,through');
    expect(await readFile(join(folder.path, 'base'), 'utf8')).toBe('of base,-,-');
    expect(existsSync(join(folder.path, 'elsewhere/.env'))).toBe(false);
  });
});

describe('files that only head has', () => {
  test('identical commits do not fail where git ignores what only head has, and the report names it', async () => {
    await sameTwice(project('local.json'));
    await writeFiles(workspace, { 'local.json': '{}', 'node_modules/.cache/a': '', 'debug.log': '' });
    const outcome = await compare();
    expect(outcome.report.verdict).not.toBe('fail');
    expect(total(outcome)).toMatchObject({ base: null, threshold: { status: 'no-baseline' } });
    expect(outcome.report.failures).toMatchObject([{ side: 'base', code: 'other-build' }]);
    expect(JSON.stringify(outcome.report)).toMatch(/git ignores what only head has: local\.json"/);
  });

  test('identical commits do not fail where no lockfile names the packages, and the report says so', async () => {
    const files = project('node_modules/lib/old.js');
    await sameTwice({
      ...files,
      'package.json': JSON.stringify({ scripts: { build: 'node build.mjs' }, dependencies: { lib: 'file:./lib' } }),
      'lib/package.json': JSON.stringify({ name: 'lib', version: '1.1.0' }),
    });
    // An older version than the one that base gets.
    await writeFiles(workspace, { 'node_modules/lib/old.js': '' });
    const outcome = await compare();
    expect(outcome.report.verdict).not.toBe('fail');
    expect(total(outcome)).toMatchObject({ base: null, threshold: { status: 'no-baseline' } });
    expect(outcome.report.failures).toMatchObject([{ side: 'base', code: 'other-build' }]);
    expect(JSON.stringify(outcome.report)).toContain('no lockfile: base got the newest packages');
  });

  test('what git ignores and base lacks is noted if base can not be built', async () => {
    await createRepository(workspace, project('local.json', true));
    await commit(workspace, { 'new.txt': 'new' }, 'head');
    await writeFiles(workspace, { 'local.json': '{}', 'generated/types.ts': '' });
    const { report } = await compare();
    expect(report.failures).toMatchObject([{ side: 'base', stage: 'build' }]);
    expect(report.notes).toEqual([
      "Head has what git ignores and base's checkout lacks: generated/, local.json. If the build reads it, name it in carry of perf-budget.yml.",
    ]);
  });
});
