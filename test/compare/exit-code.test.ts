import { expect, test } from 'vitest';
import { exitCode, FAIL_ON, type FailOn } from '../../src/compare/exit-code.ts';
import { countUndecided } from '../../src/compare/undecided.ts';
import type { Result } from '../../src/model/report.ts';
import {
  aReport,
  heavyApp,
  maybeOver,
  missing,
  quiet,
  slowHome,
  slowList,
  slowShown,
  uncertainHome,
} from '../support/reports/a-report.ts';

/** Exit codes in the order of `FAIL_ON`: breach, budget, regression, undecided, never. */
const CODES: readonly (readonly [run: string, results: readonly Result[], codes: readonly number[]])[] = [
  ['all is decided and within its limits', quiet(3), [0, 0, 0, 0, 0]],
  ['something only got slower below its threshold', [slowHome(), slowShown()], [0, 0, 0, 0, 0]],
  ['something regressed within its budget', [heavyApp()], [1, 0, 1, 1, 0]],
  ['something is over its budget and regressed', [slowList()], [1, 1, 1, 1, 0]],
  ['a change is undecided', [uncertainHome(), ...quiet(3)], [0, 0, 0, 1, 0]],
  ['a value may be over its budget', [maybeOver()], [0, 0, 0, 1, 0]],
  ['something is missing', [missing()], [3, 3, 3, 3, 0]],
  ['something is missing and something undecided', [missing(), uncertainHome()], [3, 3, 3, 1, 0]],
];

const EVERY = CODES.flatMap(([run, results, codes]) =>
  FAIL_ON.map((failOn, index): [FailOn, string, readonly Result[], number] => [
    failOn,
    run,
    results,
    codes[index] ?? -1,
  ]),
);

test.each(EVERY)('exit code with fail-on %s where %s', (failOn, _, results, code) => {
  expect(exitCode(aReport({ results: [...results] }), failOn)).toBe(code);
});

test('a result is undecided only if a limit holds for it and it does not fail by another', () => {
  const over = { limit: 2_000, status: 'over', source: null } as const;
  const count = (...results: Result[]) => countUndecided({ results });
  expect(count(uncertainHome(), maybeOver(), ...quiet(2))).toBe(2);
  expect(count(uncertainHome({ gates: false }))).toBe(0);
  expect(count(uncertainHome({ threshold: { ...uncertainHome().threshold, limit: null } }))).toBe(0);
  expect(count(uncertainHome({ budget: over, verdict: 'fail' }))).toBe(0);
  expect(count(uncertainHome({ budget: over, verdict: 'accepted' }))).toBe(0);
  expect(count(missing())).toBe(0);
});
