import { expect, test } from 'vitest';
import { suggestionIn } from '../../../src/checks/bench/detect/suggest.ts';

const suggested = (scripts: unknown, devDependencies: unknown = {}) =>
  suggestionIn({ scripts, devDependencies }, (script) => `npm run ${script}`);

test.each([
  ['vitest bench', { vitest: '^5.1.0' }, 'npx vitest bench --run --reporter=json --outputFile="$PERF_BUDGET_OUTPUT"'],
  ['vitest bench', { vitest: '~3.2.0' }, 'npx vitest bench --run --outputJson "$PERF_BUDGET_OUTPUT"'],
  ['node bench.js', {}, 'npm run bench'],
])('For the script %s with %j a suite runs %s', (bench, devDependencies, run) => {
  expect(suggested({ test: 'x', bench }, devDependencies)?.run).toBe(run);
});

test.each([
  ['another name', { perf: 'vitest bench' }, 'perf'],
  ['a part of it', { 'bench:parse': 'node x' }, 'bench:parse'],
])('A script of %s is found', (_, scripts, script) => {
  expect(suggested(scripts)?.script).toBe(script);
});

test.each([[{ test: 'vitest' }], [{ 'bench:$(rm)': 'x' }], [{ bench: 1 }], [null], ['bench']])(
  'In the scripts %j there is none',
  (scripts) => {
    expect(suggested(scripts)).toBeNull();
  },
);
