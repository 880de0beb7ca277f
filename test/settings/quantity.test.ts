import { describe, expect, test } from 'vitest';
import { parseBudget, parseDuration, parseThreshold } from '../../src/settings/quantity.ts';

describe('A budget is read in the unit of its metric:', () => {
  test.each([
    ['250 kB', 'B', 250_000],
    ['250kB', 'B', 250_000],
    ['250 KiB', 'B', 256_000],
    ['1.5 MB', 'B', 1_500_000],
    ['1 MiB', 'B', 1_048_576],
    ['512 B', 'B', 512],
    ['0 B', 'B', 0],
    ['500 ms', 'ms', 500],
    ['2.5 s', 'ms', 2_500],
    ['.5 s', 'ms', 500],
    ['1 min', 'ms', 60_000],
    ['  1 s ', 'ms', 1_000],
    ['1.1 MB', 'B', 1_100_000],
    ['57%', 'fraction', 0.57],
    ['1%', 'fraction', 0.01],
    ['0.5 %', 'fraction', 0.005],
    ['100%', 'fraction', 1],
    [0.01, 'fraction', 0.01],
    ['0.01', 'fraction', 0.01],
    [0.1, 'score', 0.1],
    ['0.1', 'score', 0.1],
    [0, 'score', 0],
    [3, 'count', 3],
    ['0', 'count', 0],
    [200, '1/s', 200],
    ['200/s', '1/s', 200],
    ['5 MB/s', 'B/s', 5_000_000],
  ] as const)('%j of %s is %d', (input, unit, value) => {
    expect(parseBudget(input, unit)).toEqual({ ok: true, value });
  });
});

describe('A budget that can not be meant is refused, with what to write:', () => {
  test.each([
    ['500 msec', 'ms', '"500 msec" is not a duration', 'write 500 ms'],
    ['2 Seconds', 'ms', '"2 Seconds" is not a duration', 'write 2 s'],
    ['1 m', 'ms', '"1 m" is not a duration', 'write 1 min'],
    ['1 h', 'ms', '"1 h" is not a duration', 'write it like 500 ms'],
    ['2,5 s', 'ms', '"2,5 s" is not a duration', 'write it like 500 ms'],
    ['500 kB', 'ms', '"500 kB" is not a duration', 'write it like 500 ms'],
    [500, 'ms', '500 has no unit', 'write 500 ms, 500 s or 500 min'],
    ['500', 'ms', '"500" has no unit', 'write 500 ms, 500 s or 500 min'],
    [0, 'ms', '0 has no unit', 'write 0 ms, 0 s or 0 min'],
    [-5, 'ms', '-5 is negative', 'write it like 500 ms, or "off" for no limit'],
    ['- 5 kB', 'B', '"- 5 kB" is negative', 'write it like 250 kB, or "off" for no limit'],
    ['−5 kB', 'B', '"−5 kB" is negative', 'write it like 250 kB, or "off" for no limit'],
    ['250 KB', 'B', '"250 KB" is not a size', 'write 250 kB'],
    ['1 m', 'B', '"1 m" is not a size', 'write 1 MB'],
    ['1 GB', 'B', '"1 GB" is not a size', 'write it like 250 kB'],
    ['+5 kB', 'B', '"+5 kB" is a change, and a budget is a limit', 'write it without the plus'],
    ['5 kB', 'B/s', '"5 kB" is not a throughput', 'write 5 kB/s'],
    ['200 rps', '1/s', '"200 rps" is not a rate', 'write 200/s'],
    [1, 'fraction', '1 as a fraction is 100%', 'did you mean 1%?'],
    ['150%', 'fraction', '"150%" is more than 100%', 'write at most 100%'],
    ['10%', 'score', '"10%" is not a number', 'write it like 0.1'],
    [2.5, 'count', '2.5 is not a whole number', 'write it like 3'],
    ['3 kB', 'count', '"3 kB" is not a whole number', 'write it like 3'],
    [Number.POSITIVE_INFINITY, 'ms', 'Infinity is not a duration', 'write it like 500 ms'],
    [Number.NaN, 'score', 'NaN is not a number', 'write it like 0.1'],
    [1e300, 'score', '1e+300 is not a number', 'write it like 0.1'],
    ['', 'ms', '"" is not a duration', 'write it like 500 ms'],
    ['1 2 s', 'ms', '"1 2 s" is not a duration', 'write it like 500 ms'],
    ['5 constructor', 'B', '"5 constructor" is not a size', 'write it like 250 kB'],
    ['5 __proto__', 'B', '"5 __proto__" is not a size', 'write it like 250 kB'],
  ] as const)('%j of %s', (input, unit, message, hint) => {
    expect(parseBudget(input, unit)).toEqual({ ok: false, message, hint });
  });

  test('a number of 400 digits is no size', () => {
    expect(parseBudget(`${'9'.repeat(400)} kB`, 'B')).toMatchObject({ ok: false });
  });
});

describe('A threshold is a fraction of base, or an amount:', () => {
  test.each([
    ['10%', 'B', 0.1, 'fraction'],
    ['+10%', 'B', 0.1, 'fraction'],
    ['+ 10 %', 'B', 0.1, 'fraction'],
    [0.1, 'B', 0.1, 'fraction'],
    ['0.1', 'ms', 0.1, 'fraction'],
    [0, 'ms', 0, 'fraction'],
    ['150%', 'ms', 1.5, 'fraction'],
    ['+5 kB', 'B', 5_000, 'amount'],
    ['5 kB', 'B', 5_000, 'amount'],
    ['+150 ms', 'ms', 150, 'amount'],
    ['50%', 'fraction', 0.5, 'fraction'],
    [0.5, 'fraction', 0.5, 'fraction'],
    ['+0.05', 'score', 0.05, 'amount'],
    [0.05, 'score', 0.05, 'amount'],
    ['5%', 'score', 0.05, 'fraction'],
    ['+1', 'count', 1, 'amount'],
    ['+0', 'count', 0, 'amount'],
    [2, 'count', 2, 'amount'],
    ['10%', 'count', 0.1, 'fraction'],
    [10, '1/s', 10, 'amount'],
    ['10%', null, 0.1, 'fraction'],
    [0.1, null, 0.1, 'fraction'],
  ] as const)('%j of %s', (input, unit, limit, by) => {
    expect(parseThreshold(input, unit)).toEqual({ ok: true, limit, by });
  });

  test.each([
    [10, null, '10 as a fraction is 1000%', 'did you mean 10%?'],
    ['10', 'fraction', '10 as a fraction is 1000%', 'did you mean 10%?'],
    [10, 'B', '10 has no unit', 'did you mean 10%? An amount is written like +250 kB'],
    ['-10%', 'B', '"-10%" is negative', 'write it like 10%, or "off" for no limit'],
    ['+5 kB', null, '"+5 kB" is not a fraction', 'write it like 10%; an amount goes to one metric'],
    [0.1, 'count', '0.1 is not a whole number', 'write it like 3, or as a fraction like 10%'],
    ['10 percent', null, '"10 percent" is not a fraction', 'write 10%; an amount goes to one metric'],
    ['+150 msec', 'ms', '"+150 msec" is not a duration', 'write 150 ms, or as a fraction like 10%'],
    ['ten', 'ms', '"ten" is not a duration', 'write it like 500 ms, or as a fraction like 10%'],
    [Number.POSITIVE_INFINITY, null, 'Infinity is not a fraction', 'write it like 10%; an amount goes to one metric'],
  ] as const)('%j of %s is refused', (input, unit, message, hint) => {
    expect(parseThreshold(input, unit)).toEqual({ ok: false, message, hint });
  });
});

describe('Where lower is worse, a threshold may have a minus:', () => {
  test.each([
    ['-5%', 'fraction', 0.05, 'fraction'],
    ['\u2212 5 %', '1/s', 0.05, 'fraction'],
    [-10, '1/s', 10, 'amount'],
    ['-10/s', '1/s', 10, 'amount'],
    ['5%', '1/s', 0.05, 'fraction'],
    ['+5%', '1/s', 0.05, 'fraction'],
  ] as const)('%j of %s', (input, unit, limit, by) => {
    expect(parseThreshold(input, unit, 'lower')).toEqual({ ok: true, limit, by });
  });

  test.each([
    ['-10 rps', '1/s', '"-10 rps" is not a rate', 'write 10/s, or as a fraction like 10%'],
    ['--5%', '1/s', '"--5%" is negative', 'write it like 10%, or "off" for no limit'],
    [-10, 'fraction', '-10 as a fraction is 1000%', 'did you mean 10%?'],
  ] as const)('%j of %s is refused', (input, unit, message, hint) => {
    expect(parseThreshold(input, unit, 'lower')).toEqual({ ok: false, message, hint });
  });
});

test.each([
  ['30 s', 30_000],
  ['5 min', 300_000],
  ['250 ms', 250],
])('The duration %s is %d ms', (input, value) => {
  expect(parseDuration(input)).toEqual({ ok: true, value });
});

test('A negative duration is refused, and "off" is no way out of it', () => {
  expect(parseDuration('-1 s')).toEqual({ ok: false, message: '"-1 s" is negative', hint: 'write it like 500 ms' });
});
