import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { perfBudget, readReport } from '../../support/cli/perf-budget.ts';
import { temporaryFolder } from '../../support/folders/temporary.ts';
import { checkOutBranch, type Files } from '../../support/git/pull-request.ts';

const PACKAGES = join(import.meta.dirname, '../../../node_modules');

/** A whole run on a branch. */
async function run({ config, base, head }: { config: object; base: Files; head: Files }) {
  await using folder = await temporaryFolder();
  const files = { '.gitignore': 'node_modules\n', 'perf-budget.yml': JSON.stringify(config), ...base };
  const { workspace } = await checkOutBranch(folder.path, { base: files, head });
  const call = { directory: workspace, temporary: join(folder.path, 'temporary') };
  const outcome = await perfBudget(call, 'run', '--base', 'main');
  const report = await readReport(join(workspace, '.perf-budget'));
  const comment = await readFile(join(workspace, '.perf-budget/report.md'), 'utf8');
  return { ...outcome, report, comment };
}

const statuses = ({ report }: Pick<Awaited<ReturnType<typeof run>>, 'report'>) =>
  report.results.map(({ part, metric, threshold }) => [part, metric, threshold.status]);

/** A script that prints benchmarks, by name in milliseconds. */
const prints = (benchmarks: Readonly<Record<string, number>>): Files => ({
  'bench.js': `console.log(JSON.stringify(${JSON.stringify(Object.entries(benchmarks).map(([name, value]) => ({ name, unit: 'ms', value })))}.map((one) => ({ ...one, value: one.value * (1 + Math.random() / 100) }))));\n`,
});
const SUITE = { bench: { parser: { run: 'node bench.js' } } };

test('A benchmark of vitest is measured on both sides; one that a side lacks is new or removed', async () => {
  const file = (...names: string[]) => `import { test } from 'vitest';
test('parse', async ({ bench }) => {
  for (const name of ${JSON.stringify(names)})
    await bench(name, () => JSON.parse('[1, 2, 3]')).run({ time: 20, warmupTime: 5 });
});\n`;
  const vitest = `${process.execPath} node_modules/vitest/vitest.mjs bench --run --root . --reporter=json --outputFile="$PERF_BUDGET_OUTPUT"`;
  const outcome = await run({
    config: {
      build: `ln -s '${PACKAGES}' node_modules`,
      bench: { parser: { run: vitest } },
      measure: { rounds: { bench: 2 } },
    },
    base: { 'package.json': '{ "type": "module" }', 'parse.bench.js': file('kept', 'old') },
    head: { 'parse.bench.js': file('kept', 'new') },
  });
  expect(outcome.report.failures).toEqual([]);
  expect(statuses(outcome)).toEqual([
    ['parse > kept', 'time', 'uncertain'],
    ['parse > new', 'time', 'new'],
    ['parse > old', 'time', 'removed'],
  ]);
  expect(outcome.report.notes.join('\n')).toContain('`parse.bench.js` changed');
  expect(outcome.code).toBe(0);
});

test('A benchmark that is 30 % slower on head fails the run by name, and one that is not does not', async () => {
  const outcome = await run({
    config: SUITE,
    base: prints({ 'parse | small': 0.1, 'parse large': 100 }),
    head: prints({ 'parse | small': 0.1, 'parse large': 130 }),
  });
  expect(statuses(outcome)).toEqual([
    ['parse | small', 'time', 'unchanged'],
    ['parse large', 'time', 'regressed'],
  ]);
  expect(outcome.code).toBe(1);
  expect(outcome.comment).toMatch(/\*\*parser\*\* runs `parse large` (?:29|30|31)[.\d]*\s% slower/);
});

test('A suite whose command fails on head could not be measured, and the report has the line that says why', async () => {
  const outcome = await run({
    config: SUITE,
    base: prints({ a: 1, b: 2 }),
    head: { 'bench.js': "throw new Error('the corpus is missing');\n" },
  });
  expect(statuses(outcome)).toEqual([[null, 'time', 'invalid']]);
  expect(outcome.code).toBe(3);
  expect(outcome.comment).toContain('the corpus is missing');
});
