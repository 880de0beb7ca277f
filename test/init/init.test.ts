import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { UsageError } from '../../src/errors.ts';
import { type InitOptions, planInit } from '../../src/init/init.ts';
import { planText } from '../../src/init/words.ts';
import { writeAll } from '../../src/init/write/files.ts';
import { perfBudget } from '../support/cli/perf-budget.ts';
import { type Files, temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { git } from '../support/git/repository.ts';
import { declares, writtenIn } from '../support/init/init-in.ts';

/** A project of a user's, in a repository unless told otherwise. */
async function projectOf(files: Files, isRepository = true, within = '.') {
  const folder = await temporaryFolder();
  const root = join(folder.path, 'project');
  const directory = join(root, within);
  await writeFiles(root, files);
  if (isRepository) await git(root, 'init', '--quiet', '--initial-branch=main');
  const temporary = join(folder.path, 'temporary');
  return {
    directory,
    /** The command, as a process. */
    call: (...args: string[]) => perfBudget({ directory, temporary, env: { GITHUB_TOKEN: 'ghs_secret' } }, ...args),
    /** The same here, with these options. What it says. */
    async init(options: Partial<InitOptions> = {}): Promise<string> {
      const plan = await planInit({ ...DEFAULTS, directory, ...options });
      await writeAll(plan.files);
      return planText(plan, 'wrote');
    },
    text: (name: string) => readFile(join(root, name), 'utf8'),
    all: async () => (await readdir(root, { recursive: true })).filter((name) => !/^\.git(?:\/|$)/.test(name)).sort(),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const DEFAULTS: Omit<InitOptions, 'directory'> = {
  ...{ files: [], from: [], force: false, workflow: true, mayRun: true, output: null },
  signal: new AbortController().signal,
};

const page: Files = {
  'package.json': JSON.stringify({ scripts: { build: 'vite build' }, devDependencies: { vite: '7.0.0' } }),
  'index.html': '<p>hello',
};

const sized: Files = {
  ...declares({ 'size-limit': '^12.0.0', '@size-limit/file': '^12.0.0' }),
  '.size-limit.json': '[\n  { "name": "core", "path": "dist/core.js",\n    "limit": "10 kB" }\n]\n',
};

describe('perf-budget init', () => {
  test('writes what it finds of a page that is not built yet, with lines to fill in, and ends with the next command', async () => {
    await using project = await projectOf(page);
    const { code, stdout, stderr } = await project.call('init');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('next     perf-budget run --plan');
    expect(await writtenIn(project.directory)).toEqual({
      servers: { site: { static: 'dist' } },
      bundle: { app: { path: 'dist' } },
      vitals: { home: { server: 'site', path: '/' } },
    });
    const text = await project.text('perf-budget.yml');
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:/);
    expect(text).toContain('# api: { start: node server.js }');
    expect(text).toContain('#   list items: { server: api, request: GET /api/items }');
    expect(parse(text.replaceAll(/^( *)# (?=api:| {2}list items)/gm, '$1')).api).toEqual({
      'list items': { server: 'api', request: 'GET /api/items' },
    });
    expect(await project.text('.gitignore')).toBe('.perf-budget/\n');
    const workflow = parse(await project.text('.github/workflows/perf-budget.yml'));
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write', checks: 'write' });
    expect(workflow.jobs.performance.steps.at(-1)).toEqual({
      uses: 'perf-budget/perf-budget@v1',
      with: { 'fail-on': 'never' },
    });
    expect((await project.call('run', '--plan')).code).toBe(0);
  });

  test('writes a site that is served as it is written', async () => {
    await using project = await projectOf({ 'index.html': '<!doctype html><title>a</title>' });
    await project.init();
    expect(await writtenIn(project.directory)).toMatchObject({
      servers: { site: { static: '.' } },
      bundle: { app: { path: '.' } },
      vitals: { home: { server: 'site', path: '/' } },
    });
  });

  test('changes nothing at its second call', async () => {
    await using project = await projectOf({ ...page, '.gitignore': 'dist' });
    await project.call('init');
    expect(await project.text('.gitignore')).toBe('dist\n.perf-budget/\n');
    const before = await Promise.all((await project.all()).map((name) => project.text(name).catch(() => 'a folder')));
    const { code, stdout } = await project.call('init');
    expect(code).toBe(0);
    expect(stdout).toContain('perf-budget.yml is there, so nothing was written.');
    const after = await Promise.all((await project.all()).map((name) => project.text(name).catch(() => 'a folder')));
    expect(after).toEqual(before);
  });

  test('writes nothing with --dry-run, and prints each line', async () => {
    await using project = await projectOf(sized);
    const before = await project.all();
    const { code, stdout } = await project.call('init', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('+   core: { files: dist/core.js, compression: brotli, budgets: { total: 10 kB } }');
    expect(stdout).toContain('+++ .github/workflows/perf-budget.yml');
    expect(await project.all()).toEqual(before);
  });

  test('replaces a config with --force alone, and shows the difference', async () => {
    await using project = await projectOf({ ...sized, 'perf-budget.yml': 'bundle:\n  mine: { path: dist }\n' });
    const { code, stdout } = await project.call('init', '--force');
    expect(code).toBe(0);
    expect(stdout).toContain('-   mine: { path: dist }');
    expect(Object.keys((await writtenIn(project.directory)).bundle)).toEqual(['core']);
  });

  test('names the file and the line of each key', async () => {
    await using project = await projectOf(sized);
    const said = await project.init({ workflow: false });
    expect(said).toContain('.size-limit.json:3  limit "10 kB" → total: 10 kB');
    expect(said).toContain('.size-limit.json  size-limit 12, 1 check');
    expect(await project.all()).not.toContain('.github');
  });

  test('writes only a config outside of a repository, and says so', async () => {
    await using project = await projectOf(sized, false);
    expect(await project.init()).toContain('No workflow: this is no git repository.');
    expect(await project.all()).toEqual(['.size-limit.json', 'package.json', 'perf-budget.yml']);
  });

  test('leaves a workflow that runs perf-budget as it is, and says so', async () => {
    const workflow = 'jobs:\n  a:\n    steps:\n      - uses: perf-budget/perf-budget@v1\n';
    await using project = await projectOf({ ...sized, '.github/workflows/speed.yml': workflow });
    expect(await project.init()).toContain('No workflow: .github/workflows/speed.yml runs perf-budget already.');
    expect(await project.all()).not.toContain('.github/workflows/perf-budget.yml');
  });

  test('sets the package manager up in the workflow, and names the folder of a package', async () => {
    await using project = await projectOf(
      {
        'package.json': JSON.stringify({ packageManager: 'pnpm@10.0.0' }),
        'pnpm-lock.yaml': '',
        'apps/web/package.json': JSON.stringify({ scripts: { build: 'vite build' }, devDependencies: { vite: '7' } }),
        'apps/web/index.html': '<p>hello',
      },
      true,
      'apps/web',
    );
    expect(await project.init()).toContain('wrote    perf-budget.yml, ../../.github/workflows/perf-budget.yml');
    const workflow = parse(await project.text('.github/workflows/perf-budget.yml'));
    expect(workflow.jobs.performance.steps).toEqual([
      { uses: 'actions/checkout@v7' },
      { uses: 'pnpm/action-setup@v4' },
      { uses: 'actions/setup-node@v7' },
      {
        uses: 'perf-budget/perf-budget@v1',
        with: { 'working-directory': 'apps/web', name: 'apps/web', 'fail-on': 'never' },
      },
    ]);
  });

  test.each<[kind: string, files: Files, config: object]>([
    [
      'an app that a server renders',
      { 'package.json': JSON.stringify({ scripts: { build: 'next build' }, dependencies: { next: '16.0.0' } }) },
      {
        servers: { web: { start: 'npx next start' } },
        bundle: { app: { path: '.next/static' } },
        vitals: { home: { server: 'web', path: '/' } },
      },
    ],
    [
      'a server',
      { 'package.json': JSON.stringify({ scripts: { start: 'node server.js' }, dependencies: { express: '5' } }) },
      { servers: { api: { start: 'npm start' } }, api: { home: { server: 'api', request: 'GET /' } } },
    ],
    [
      'a library',
      { 'package.json': JSON.stringify({ name: 'a', exports: './lib/index.js' }) },
      { bundle: { app: { path: 'lib', exclude: ['**/*.d.ts', '**/*.md'] } } },
    ],
  ])('writes what it finds of %s', async (_, files, config) => {
    await using project = await projectOf(files);
    await project.init();
    expect(await writtenIn(project.directory)).toEqual(config);
  });
});

describe('perf-budget init writes nothing where', () => {
  test.each<[why: string, files: Files, options: Partial<InitOptions>, told: string]>([
    ['there is nothing to measure', { 'notes.txt': '' }, {}, 'No config of another tool is known here.'],
    ['a named file is not there', page, { files: ['x.json'], from: ['size-limit'] }, "x.json can't be read"],
    ['a named file is of no tool that is known', { 'x.json': '{}' }, { files: ['x.json'] }, 'Say it with --from'],
    ['a tool is not known', page, { from: ['webpack'] }, '--from webpack: expected one of size-limit'],
    ['a tool that is asked for has no config', page, { from: ['size-limit'] }, 'No config of size-limit is here'],
    ['a config is malformed', { '.size-limit.json': '[{' }, {}, '.size-limit.json is no JSON'],
    ['a config is of another shape', { '.size-limit.json': '{}' }, {}, "size-limit's config is a list"],
    ['a config that is code fails', { '.size-limit.js': "import './gone.js'" }, {}, 'could not be run'],
    [
      'a config that is code is named, and may not run',
      { '.size-limit.js': 'export default []' },
      { files: ['.size-limit.js'], mayRun: false },
      '--no-run forbids to run it',
    ],
  ])('%s: it is a mistake of the call', async (_, files, options, told) => {
    await using project = await projectOf(files);
    const before = await project.all();
    const error = await project.init(options).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(told);
    expect(await project.all()).toEqual(before);
  });

  test('a tool is not known, also where there is a config, and ends with 2', async () => {
    await using project = await projectOf({ ...page, 'perf-budget.yml': 'bundle: { app: { path: dist } }' });
    const { code, stderr } = await project.call('init', '--from', 'webpack');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--from webpack: expected one of') });
  });

  test('an option is that of run, and ends with 2', async () => {
    await using project = await projectOf(page);
    const { code, stderr } = await project.call('init', '--plan');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--plan is no option of init') });
  });

  test('one of the files can not be written: those before it are taken away again, and it ends with 2', async () => {
    await using project = await projectOf(page);
    await symlink('/proc/version', join(project.directory, '.github'));
    const { code, stderr } = await project.call('init');
    expect(code).toBe(2);
    expect(stderr).toContain('.github/workflows/perf-budget.yml');
    expect(await project.all()).toEqual(['.github', 'index.html', 'package.json']);
  });

  test('a folder lies in the place of a file', async () => {
    await using project = await projectOf(page);
    await mkdir(join(project.directory, 'perf-budget.yml/kept'), { recursive: true });
    await expect(project.init()).rejects.toThrow("perf-budget.yml can't be read: it is a folder");
    expect(await project.all()).not.toContain('.gitignore');
  });
});

describe('A config that is code', () => {
  test.each([
    ['.size-limit.mjs', "export default [{ path: 'dist/a.js', limit: process.env.GITHUB_TOKEN ?? '5 kB' }]"],
    ['.size-limit.cjs', "console.log('noise'); module.exports = [{ path: 'dist/a.js', limit: '5 kB' }]"],
    ['.size-limit.ts', "export default [{ path: 'dist/a.js', limit: '5 kB' as const }]"],
  ])('is run, without tokens in its environment: %s', async (name, code) => {
    vi.stubEnv('GITHUB_TOKEN', 'ghs_secret');
    onTestFinished(() => void vi.unstubAllEnvs());
    await using project = await projectOf({ ...declares({ 'size-limit': '8.0.0' }), [name]: code });
    expect(await project.init()).toContain(`${name}:1  limit "5 kB" → total: 5 kB`);
    expect((await writtenIn(project.directory)).bundle['a.js']).toEqual({
      files: 'dist/a.js',
      budgets: { total: '5 kB' },
    });
  });

  test('is left out with --no-run, and named', async () => {
    await using project = await projectOf({ ...page, '.size-limit.js': 'export default []' });
    expect(await project.init({ mayRun: false })).toContain('left out .size-limit.js  size-limit');
    expect(Object.keys(await writtenIn(project.directory))).toEqual(['servers', 'bundle', 'vitals']);
  });
});
