import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { perfBudget } from '../support/cli/perf-budget.ts';
import { type Files, temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { git } from '../support/git/repository.ts';
import { declares, writtenIn } from '../support/init/init-in.ts';

/** A project of a user's, in a repository unless told otherwise. */
async function projectOf(files: Files, isRepository = true) {
  const folder = await temporaryFolder();
  const directory = join(folder.path, 'project');
  await writeFiles(directory, files);
  if (isRepository) await git(directory, 'init', '--quiet', '--initial-branch=main');
  const temporary = join(folder.path, 'temporary');
  return {
    directory,
    call: (...args: string[]) => perfBudget({ directory, temporary, env: { GITHUB_TOKEN: 'ghs_secret' } }, ...args),
    text: (name: string) => readFile(join(directory, name), 'utf8'),
    all: async () => (await readdir(directory, { recursive: true })).filter((name) => !name.startsWith('.git/')).sort(),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

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
    const shown = await project.call('init', '--dry-run');
    expect(shown.stdout).toContain('-   mine: { path: dist }');
    expect(await writtenIn(project.directory)).toEqual({ bundle: { mine: { path: 'dist' } } });
    const { code, stdout } = await project.call('init', '--force');
    expect(code).toBe(0);
    expect(stdout).toContain('-   mine: { path: dist }');
    expect(Object.keys((await writtenIn(project.directory)).bundle)).toEqual(['core']);
  });

  test('names the file and the line of each key', async () => {
    await using project = await projectOf(sized);
    const { stdout } = await project.call('init', '--no-workflow');
    expect(stdout).toContain('.size-limit.json:3  limit "10 kB" → total: 10 kB');
    expect(stdout).toContain('.size-limit.json  size-limit 12, 1 check');
    expect(await project.all()).not.toContain('.github');
  });

  test('writes only a config outside of a repository, and says so', async () => {
    await using project = await projectOf(sized, false);
    const { code, stdout } = await project.call('init');
    expect(code).toBe(0);
    expect(stdout).toContain('No workflow: this is no git repository.');
    expect(await project.all()).toEqual(['.size-limit.json', 'package.json', 'perf-budget.yml']);
  });

  test('sets the package manager up in the workflow, and names the folder of a package', async () => {
    await using project = await projectOf({
      'package.json': JSON.stringify({ packageManager: 'pnpm@10.0.0' }),
      'pnpm-lock.yaml': '',
      'apps/web/package.json': JSON.stringify({ scripts: { build: 'vite build' }, devDependencies: { vite: '7' } }),
      'apps/web/index.html': '<p>hello',
    });
    const { directory } = project;
    const { code } = await perfBudget(
      { directory: join(directory, 'apps/web'), temporary: join(directory, '../temporary') },
      'init',
    );
    expect(code).toBe(0);
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
});

describe('perf-budget init ends with 2, and writes nothing, where', () => {
  test.each<[why: string, files: Files, args: string[], told: string]>([
    ['there is nothing to measure', { 'notes.txt': '' }, [], 'No config of another tool is known here.'],
    ['a named file is not there', page, ['missing.json', '--from', 'size-limit'], "missing.json can't be read"],
    ['a named file is of no tool that is known', { ...page, 'x.json': '{}' }, ['x.json'], 'Say it with --from'],
    ['a tool is not known', page, ['--from', 'webpack'], '--from webpack: expected one of size-limit'],
    ['a tool that is asked for has no config', page, ['--from', 'size-limit'], 'No config of size-limit is here'],
    ['a config is malformed', { ...sized, '.size-limit.json': '[{' }, [], '.size-limit.json is no JSON'],
    ['a config is of another shape', { ...sized, '.size-limit.json': '{}' }, [], "size-limit's config is a list"],
    ['an option is that of run', page, ['--plan'], '--plan is no option of init'],
    [
      'a config that is code fails',
      { ...page, '.size-limit.js': "import './gone.js'" },
      [],
      '.size-limit.js could not be run',
    ],
    [
      'a config that is code is named, and may not run',
      { ...page, '.size-limit.js': 'export default []' },
      ['.size-limit.js', '--no-run'],
      '--no-run forbids to run it',
    ],
  ])('%s', async (_, files, args, told) => {
    await using project = await projectOf(files);
    const before = await project.all();
    const { code, stderr } = await project.call('init', ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(told) });
    expect(stderr).not.toMatch(/^ +at /m);
    expect(await project.all()).toEqual(before);
  });

  test('a file can not be written: then none is', async () => {
    await using project = await projectOf(page);
    // A folder lies where the workflow should be moved to.
    await mkdir(join(project.directory, '.github/workflows/perf-budget.yml/kept'), { recursive: true });
    const { code, stderr } = await project.call('init');
    expect(code).toBe(2);
    expect(stderr).toContain('.github/workflows/perf-budget.yml');
    expect(await readdir(project.directory)).not.toContain('perf-budget.yml');
  });

  test('its folder is no folder of files: what was written before is taken away again', async () => {
    await using project = await projectOf(page);
    await symlink('/proc/version', join(project.directory, '.github'));
    const { code, stderr } = await project.call('init');
    expect(code).toBe(2);
    expect(stderr).toContain('Nothing was written.');
    expect((await readdir(project.directory)).sort()).toEqual(['.git', '.github', 'index.html', 'package.json']);
  });
});

describe('A config that is code', () => {
  test.each([
    ['.size-limit.mjs', "export default [{ path: 'dist/a.js', limit: process.env.GITHUB_TOKEN ?? '5 kB' }]"],
    ['.size-limit.cjs', "console.log('noise'); module.exports = [{ path: 'dist/a.js', limit: '5 kB' }]"],
    [
      '.size-limit.ts',
      "export default [{ path: 'dist/a.js', limit: '5 kB' as const, modifyWebpackConfig: (c: object) => c }]",
    ],
  ])('is run, without tokens in its environment: %s', async (name, code) => {
    await using project = await projectOf({ ...declares({ 'size-limit': '8.0.0' }), [name]: code });
    const result = await project.call('init');
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
    expect((await writtenIn(project.directory)).bundle['a.js']).toEqual({
      files: 'dist/a.js',
      budgets: { total: '5 kB' },
    });
    expect(result.stdout).toContain(`${name}:1  limit "5 kB" → total: 5 kB`);
  });

  test('is left out with --no-run, and named', async () => {
    await using project = await projectOf({ ...page, '.size-limit.js': 'export default []' });
    const { code, stdout } = await project.call('init', '--no-run');
    expect(code).toBe(0);
    expect(stdout).toContain('left out .size-limit.js  size-limit');
    expect(Object.keys(await writtenIn(project.directory))).toEqual(['servers', 'bundle', 'vitals']);
  });
});
