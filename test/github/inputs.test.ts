import { afterEach, expect, it, vi } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { readInputs } from '../../src/github/inputs.ts';

afterEach(() => vi.unstubAllEnvs());

/** Inputs reach an action as the runner puts them: in upper case, with their dashes. */
function read(inputs: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  return readInputs();
}

it('every input has a default', () => {
  expect(read()).toEqual({
    config: null,
    workingDirectory: '.',
    name: 'default',
    base: null,
    baseline: 'auto',
    branch: null,
    token: null,
    comment: 'always',
    check: 'check-run',
    failOn: 'breach',
    issue: 'never',
    artifact: 'on-change',
    acceptLabel: 'perf-budget:accept',
    shard: null,
    reports: [],
  });
});

it('a label that is left empty turns accepting off', () => {
  expect(read({ 'accept-label': '' }).acceptLabel).toBeNull();
});

it('what is given is read', () => {
  expect(
    read({
      config: 'budgets.yml',
      'working-directory': 'web',
      name: 'web é',
      base: 'origin/main',
      token: 'secret',
      comment: 'on-change',
      check: 'status',
      'fail-on': 'never',
      artifact: 'never',
      'accept-label': 'size ok',
      branch: 'data/perf-budget',
      issue: 'on-failure',
    }),
  ).toEqual({
    config: 'budgets.yml',
    workingDirectory: 'web',
    name: 'web é',
    base: 'origin/main',
    baseline: 'auto',
    branch: 'data/perf-budget',
    token: 'secret',
    comment: 'on-change',
    check: 'status',
    failOn: 'never',
    issue: 'on-failure',
    artifact: 'never',
    acceptLabel: 'size ok',
    shard: null,
    reports: [],
  });
});

it('all mistakes in the inputs are listed at once', () => {
  const mistakes = {
    name: 'x'.repeat(201),
    base: '--upload-pack=x',
    baseline: 'sometimes',
    branch: '../main',
    comment: 'yes',
    check: 'run',
    'fail-on': 'error',
    artifact: 'sometimes',
    'accept-label': 'x'.repeat(51),
    shard: '6/5',
    reports: 'reports/*/report.json',
  };
  expect(() => read(mistakes)).toThrow(UsageError);
  expect(() => read(mistakes)).toThrow(
    [
      "perf-budget can't use these inputs of the action:",
      '  name: expected at most 200 characters, and no control characters',
      '  base: expected a branch, a tag, a commit, or a time such as 28 days ago, found "--upload-pack=x"',
      '  branch: expected the name of a branch, found "../main"',
      "  accept-label: expected at most 50 characters, GitHub's limit for labels, and no control characters",
      '  shard: expected the number of this job and of all jobs, such as 2/5, found "6/5"',
      '  reports: a step that joins reports measures nothing, so leave out base, shard',
      '  baseline: expected auto, measure, stored or none, found "sometimes"',
      '  comment: expected always, on-change, on-failure or never, found "yes"',
      '  check: expected check-run, status or none, found "run"',
      '  fail-on: expected breach, budget, regression, undecided or never, found "error"',
      '  artifact: expected on-change, always or never, found "sometimes"',
    ].join('\n'),
  );
});

it('a branch for baselines contradicts a step that stores none', () => {
  expect(read({ baseline: 'stored', branch: 'data' })).toMatchObject({ baseline: 'stored', branch: 'data' });
  expect(() => read({ baseline: 'measure', branch: 'data' })).toThrow(/branch: .*leave one of the two out/);
});

it.each(['-x', 'a..b', 'a b', 'a/', 'refs/heads/a', 'a.lock', '.a', 'a//b', 'a:b'])('%j is no branch', (branch) => {
  expect(() => read({ branch })).toThrow(/branch: expected the name of a branch/);
});

it('a base that would not be compared with is a contradiction', () => {
  expect(() => read({ baseline: 'none', base: 'main' })).toThrow(/leave one of the two out/);
});

it('reports to join are named one a line', () => {
  const { reports } = read({ reports: 'reports/*/report.json\n\n  web/report.json\n' });
  expect(reports).toEqual(['reports/*/report.json', 'web/report.json']);
});

it('a shard posts nothing: that is for the job that joins their reports', () => {
  expect(read({ shard: '2/5', comment: 'always', check: 'status' })).toMatchObject({
    shard: { index: 2, count: 5 },
    comment: 'never',
    check: 'none',
  });
});
