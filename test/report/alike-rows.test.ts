import { expect, it } from 'vitest';
import { alikeAsOne } from '../../src/report/alike-rows.ts';
import { rowOf } from '../../src/report/row.ts';
import { aResult } from '../support/reports/a-report.ts';

const lost = (label: string, limit: number | null) =>
  aResult({
    ...{ label, base: null, head: null, change: null, budget: null, gates: limit !== null },
    verdict: limit === null ? 'pass' : 'invalid',
    threshold: { limit, by: 'fraction', status: 'invalid', source: null },
  });

it('a subject that could not be measured is one row, which names the metrics with a limit and counts the others', () => {
  const rows = alikeAsOne([lost('p50', null), lost('p95', 0.2), lost('error rate', 0.2), lost('slowest', null)]);
  expect(rows).toMatchObject([{ label: 'p95, error rate and 2 more', threshold: { limit: 0.2, status: 'invalid' } }]);
});

it('a row of metrics with different limits names the limits of each', () => {
  const [row] = alikeAsOne([{ ...lost('p95', 0.2), unjudgedBudget: 500 }, lost('error rate', 0.5), lost('p50', null)]);
  expect(row && rowOf(row)).toMatchObject({
    limit: '',
    words: 'could not be measured; limits: p95 500 ms, +20 %; error rate +50 %',
  });
});

it('a row of one metric that could not be measured has its limits', () => {
  const [row] = alikeAsOne([{ ...lost('p95', 0.2), unjudgedBudget: 500 }]);
  expect(row && rowOf(row)).toMatchObject({ limit: '500 ms, +20 %', words: 'could not be measured' });
});

it('what was measured of a subject keeps its rows', () => {
  const rows = alikeAsOne([lost('p95', 0.2), aResult({ label: 'error rate' })]);
  expect(rows.map(({ label }) => label)).toEqual(['p95', 'error rate']);
});
