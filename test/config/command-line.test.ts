import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { createRepository, git } from '../support/git/repository.ts';

/** The command line as a user calls it, in a repository with these files. */

const CLI = join(import.meta.dirname, '../../src/cli.ts');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the call left behind, of the repository's own folder and of what git sees. */
  readonly left: string;
}

async function call(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Outcome> {
  await using folder = await temporaryFolder();
  await createRepository(folder.path, files);
  const before = (await readdir(folder.path)).sort().join();
  const outcome = await new Promise<Omit<Outcome, 'left'>>((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder.path }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
  const after = (await readdir(folder.path)).sort().join();
  return { ...outcome, left: (after === before ? '' : after) + (await git(folder.path, 'status', '--porcelain')) };
}

const good = `servers:
  api: { start: node server.js }
bundle:
  app: { path: dist, budgets: { javascript: 100 kB, total: off }, thresholds: { css: +5 kB } }
api:
  list: { server: api, request: GET /, budgets: { p99: 2 s } }
thresholds:
  response-time: 30%
`;

test('A plan that could never decide a threshold of the user ends with 2, and says how many rounds are needed', async () => {
  const few = good
    .replace('p99: 2 s }', 'p99: 2 s }, thresholds: { p95: 20% }')
    .concat('measure: { rounds: { api: 5 } }\n');
  for (const args of [['run'], ['run', '--plan']]) {
    const { code, stderr, left } = await call({ 'perf-budget.yml': few }, ...args);
    expect({ code, left }).toEqual({ code: 2, left: '' });
    expect(stderr).toContain("measure.rounds.api: 5 rounds can't decide the threshold of ");
    expect(stderr).toContain('7 are the least');
  }
});

describe('perf-budget run --plan', () => {
  test('shows the limits that hold, and leaves nothing behind', async () => {
    const { code, stdout, stderr, left } = await call({ 'perf-budget.yml': good }, 'run', '--plan');
    expect({ code, stderr, left }).toEqual({ code: 0, stderr: '', left: '' });
    expect(stdout).toContain('config   perf-budget.yml');
    for (const line of [
      'JavaScript: at most 100 kB, regressed from +10 %',
      'CSS: regressed from +5 kB',
      'total: regressed from +10 %',
      'p95: at most 500 ms, regressed from +30 %',
      'p99: at most 2 s',
      'error rate: at most 1 %, regressed from +50 %',
    ]) {
      expect(stdout.split('\n').map((one) => one.trim())).toContain(line);
    }
  });

  test('shows only what --only names', async () => {
    const { code, stdout } = await call({ 'perf-budget.yml': good }, 'run', '--plan', '--only', 'bundle');
    expect(code).toBe(0);
    expect(stdout).toContain('bundle  app');
    expect(stdout).not.toContain('api  list');
  });

  test('shows what is found where there is no config', async () => {
    const { code, stdout, left } = await call({ 'dist/index.html': '<p>hello' }, 'run', '--plan');
    expect({ code, left }).toEqual({ code: 0, left: '' });
    expect(stdout).toContain('the bundle in dist (a usual output folder) and the page dist/index.html');
  });
});

describe.each([
  ['run --plan', ['run', '--plan']],
  ['run', ['run']],
])('perf-budget %s ends with 2, without a stack and without measuring, where', (_, args) => {
  const TABLE: Readonly<Record<string, readonly [config: string, ...told: string[]]>> = {
    'a key is unknown': ['bundel: {}', 'perf-budget.yml:1:1  bundel: ', 'Did you mean "bundle"?'],
    'a unit is wrong': [
      'servers: { s: { start: x } }\napi: { a: { server: s, request: GET /, budgets: { p95: 500 msec } } }',
      'perf-budget.yml:2:56  api.a.budgets.p95: "500 msec" is not a duration',
      'write 500 ms',
    ],
    'a budget is negative': [
      'bundle: { app: { path: dist, budgets: { css: -1 kB } } }',
      'perf-budget.yml:1:46  bundle.app.budgets.css: "-1 kB" is negative',
    ],
    'two subjects have one name': [
      'bundle:\n  app: { path: dist }\n  app: { path: out }',
      'perf-budget.yml:3:3  bundle.app: this name is there twice, first in line 2',
    ],
    'no one declared the server': [
      'vitals: { home: { server: site } }',
      'perf-budget.yml:1:27  vitals.home.server: there is no server "site"; none is declared',
    ],
    'the file is empty': ['', 'perf-budget.yml is empty. Name a check in it'],
    'the file is not YAML': ['bundle: [', 'perf-budget.yml:1:10  '],
    'there are several mistakes': [
      'bundel: {}\nmeasure: { time: soon }',
      'perf-budget.yml has 2 mistakes:',
      'perf-budget.yml:1:1  bundel: ',
      'perf-budget.yml:2:18  measure.time: "soon" is not a duration',
    ],
  };

  test.each(Object.entries(TABLE))('%s', async (_, [config, ...told]) => {
    const { code, stdout, stderr, left } = await call({ 'perf-budget.yml': config }, ...args);
    expect({ code, stdout, left }).toEqual({ code: 2, stdout: '', left: '' });
    for (const text of told) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^\s+at |node:|This is a bug/m);
  });

  test('there is no config of the name that is given', async () => {
    const { code, stderr } = await call({ 'perf-budget.yml': good }, ...args, '--config', 'limits.yml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^limits\.yml can't be read: there is no such file\. Name a file, relative to .*\n$/);
  });
});

test('perf-budget run ends with 2 where the build did not write what the config names', async () => {
  const { code, stderr } = await call(
    { 'perf-budget.yml': 'bundle:\n  app: { path: dist }', 'a.txt': '' },
    'run',
    '--quiet',
  );
  expect(code).toBe(2);
  expect(stderr).toContain(
    'perf-budget.yml:2 → bundle.app: there is nothing at "dist" after the build. Name what the build writes',
  );
});
