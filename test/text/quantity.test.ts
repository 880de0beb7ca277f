import { describe, expect, test } from 'vitest';
import { rowOf } from '../../src/report/row.ts';
import { figures } from '../../src/report/words/figures.ts';
import { difference, fixed, quantity } from '../../src/text/quantity.ts';
import { aChange, alone, aResult, aSize, fastHome, heavyApp, slowHome, slowList } from '../support/reports/a-report.ts';

describe('a value by itself', () => {
  test.each([
    [0, 'B', '0 B'],
    [999, 'B', '999 B'],
    [999.7, 'B', '1 kB'],
    [153_200, 'B', '153 kB'],
    [1_250_000, 'B', '1.25 MB'],
    [999_960, 'B', '1 MB'],
    [488.1, 'ms', '488 ms'],
    [1_900, 'ms', '1.9 s'],
    [0.42, 'ms', '0.42 ms'],
    [0.012, 'score', '0.012'],
    [0.004, 'fraction', '0.4 %'],
    [1, 'fraction', '100 %'],
    [1_234, '1/s', '1234/s'],
    [1_234, 'count', '1234'],
    [12.25, 'count', '12.3'],
    [2_500_000, 'B/s', '2.5 MB/s'],
  ] as const)('%d %s is %s', (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });

  test('a difference has a sign, and the minus is a real one', () => {
    expect(difference(24_000, 'B')).toBe('+24 kB');
    expect(difference(-1_200, 'ms')).toBe('−1.2 s');
    expect(difference(1, 'count')).toBe('+1');
    expect(difference(0.008, 'fraction')).toBe('+0.8 points');
    expect(fixed(-0.001, 1)).toBe('0.0');
  });
});

describe('a row', () => {
  const row = (result: Parameters<typeof rowOf>[0]) => {
    const { base, head, change, limit, words } = rowOf(result);
    return [base, head, change.detail === null ? change.main : `${change.main} (${change.detail})`, limit, words];
  };

  test('a row is drawn as in the documentation', () => {
    expect(row(slowList())).toEqual(['488 ms', '612 ms', '+25 % (21–30 %)', '500 ms, +20 %', 'over budget, regressed']);
    expect(row(heavyApp())).toEqual(['153 kB', '250 kB', '+97 kB (+63 %)', '256 kB, +10 %', 'regressed']);
    expect(row(slowHome())).toEqual([
      '1.9 s',
      '2.2 s',
      '+16 % (9–22 %)',
      '2.5 s, +20 %',
      'slower, below the threshold',
    ]);
    expect(row(fastHome())).toEqual(['1.9 s', '1.6 s', '−14 % (9–19 %)', '2.5 s, +20 %', 'faster']);
  });

  test('a row says why a change past its threshold that is not certain enough does not fail', () => {
    const { change, threshold } = slowHome();
    const past = { ...slowHome(), change: change && { ...change, relative: (threshold.limit ?? 0) + 0.01 } };
    expect(row(past).at(-1)).toBe('slower, not certain enough to fail');
  });

  test('a row counts things in whole numbers, and their means with one decimal', () => {
    const requests = { unit: 'count', metric: 'requests', label: 'requests', check: 'vitals', budget: null } as const;
    expect(row(aSize(12, 13, requests)).slice(0, 3)).toEqual(['12', '13', '+1 (+8.3 %)']);
    expect(row(aSize(12, 12.25, requests)).slice(0, 2)).toEqual(['12.0', '12.3']);
    expect(row(aSize(0, 1, requests)).slice(0, 3)).toEqual(['0', '1', '+1']);
  });

  test('a row has one unit for base and head', () => {
    expect(row(aSize(800, 1_900)).slice(0, 3)).toEqual(['0.80 kB', '1.90 kB', '+1.10 kB (+138 %)']);
  });

  test('a row describes a change within noise by what could have been seen, never by its estimate', () => {
    const change = aChange({ relative: 0.003, low: -0.02, high: 0.03, detectable: 0.09 });
    expect(row(aResult({ change }))[2]).toBe('within noise (could have seen 9 %)');
    expect(row(aResult({ change: { ...change, detectable: null } }))[2]).toBe('within noise');
  });

  test('a row describes an uncertain change by its interval', () => {
    const change = aChange({ relative: 0.08, low: -0.02, high: 0.18 });
    const threshold = { ...aResult().threshold, status: 'uncertain' as const };
    expect(row(aResult({ change, threshold })).slice(2)).toEqual(['−2 to +18 %', '500 ms, +20 %', 'uncertain']);
  });

  test('a figure of a row has no more digits than its interval justifies', () => {
    const p50 = { base: 4.1234, head: 4.9876, unit: 'ms' as const };
    const wide = aResult({ ...p50, change: aChange({ absolute: 0.86, relative: 0.21, low: 0.08, high: 0.35 }) });
    const narrow = aResult({ ...p50, change: aChange({ absolute: 0.86, relative: 0.2097, low: 0.204, high: 0.215 }) });
    expect(row(wide).slice(0, 3)).toEqual(['4 ms', '5 ms', '+21 % (8–35 %)']);
    expect(row(narrow).slice(0, 3)).toEqual(['4.12 ms', '4.99 ms', '+21.0 % (20.4–21.5 %)']);
  });

  test('a row never shows a value over its budget as equal to it', () => {
    const { budget } = slowHome();
    const head = 2_503;
    const result = slowHome({ head, budget: { limit: 2_500, source: null, ...budget, status: 'over' } });
    expect(row(result)[1]).toBe('2.503 s');
  });

  test('a row shows a small change of a large size in a unit that suits it', () => {
    expect(row(aSize(153_200, 153_400)).slice(0, 3)).toEqual(['153.2 kB', '153.4 kB', '+0.2 kB (+0.1 %)']);
    expect(row(aSize(1_250_000, 1_250_007)).slice(0, 3)).toEqual(['1.25 MB', '1.25 MB', '+7 B']);
    expect(row(aSize(40_000, 40_000))[2]).toBe('no change');
  });

  test('a row says nothing of infinity where base is zero', () => {
    expect(row(aSize(0, 9_000)).slice(0, 3)).toEqual(['0.00 kB', '9.00 kB', '+9.00 kB']);
    const cls = aResult({
      unit: 'score',
      base: 0,
      head: 0.13,
      change: aChange({ absolute: 0.13, relative: null, low: 0.11, high: 0.16, detectable: 0.02 }),
      budget: { limit: 0.1, status: 'over', source: null },
      threshold: { limit: 0.1, by: 'fraction', status: 'regressed', source: null },
    });
    expect(row(cls)).toEqual(['0.00', '0.13', '+0.13 (0.11–0.16)', '0.1, +10 %', 'over budget, regressed']);
    expect(JSON.stringify([row(aSize(0, 9_000)), row(cls)])).not.toMatch(/Infinity|NaN/);
  });

  test('a row counts differences of fractions in points', () => {
    const change = aChange({ absolute: 0.022, relative: null, low: 0.018, high: 0.027 });
    const result = aResult({ unit: 'fraction', base: 0.001, head: 0.023, change });
    expect(row(result).slice(0, 3)).toEqual(['0.1 %', '2.3 %', '+2.2 points (1.8–2.7 points)']);
  });

  test('a row has a dash for a rule that is off', () => {
    const off = { limit: null, by: 'fraction', status: 'unchanged', source: null } as const;
    expect(row(aResult({ threshold: off }))[3]).toBe('500 ms, –');
    expect(row(aResult({ budget: null }))[3]).toBe('–, +20 %');
    expect(row(aResult({ budget: null, threshold: off }))[3]).toBe('–');
    expect(row(aSize(1, 2, { budget: null, threshold: { ...off, limit: 5_000, by: 'amount' } }))[3]).toBe('–, +5 kB');
  });

  test('a row turns the limits of a metric around that gets worse as it falls', () => {
    const threshold = { limit: 0.2, by: 'fraction', status: 'unchanged', source: null } as const;
    const budget = { limit: 100, status: 'within', source: null } as const;
    expect(row(aResult({ unit: '1/s', worse: 'lower', budget, threshold }))[3]).toBe('≥ 100/s, −20 %');
  });

  test('a row without a base shows head alone', () => {
    expect(row(alone()).slice(0, 3)).toEqual(['–', '489 ms', '–']);
    expect(figures(alone({ threshold: { ...alone().threshold, status: 'new' } })).change.main).toBe('new');
  });
});
