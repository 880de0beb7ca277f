import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/checks/api/load-result.ts';
import { nearestRank, summarise } from '../../../src/checks/api/summarise.ts';

const answer = (ms: number, status = 200, first = false): Answer => ({ status, ms, first, bytes: 100 });
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Of a load that took two seconds. */
function summaryOf(answers: readonly Answer[], { timeouts = 0, unanswered = 0, expect = ['2xx'] } = {}) {
  const sent = answers.length + timeouts + unanswered;
  return summarise({ sent, answers, timeouts, durationMs: 2_000 }, expect, 10_000);
}

describe('the nearest rank', () => {
  test.each([
    [[7], 0.5, 7],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 0.5, 2],
    [oneTo(20), 0.95, 19],
    [oneTo(21), 0.95, 20],
    [oneTo(100), 0.95, 95],
    [oneTo(100), 0.99, 99],
    [oneTo(100), 1, 100],
    [oneTo(10), 0, 1],
  ])('%#: the nearest rank of %j at %d is %d', (sorted, share, value) => {
    expect(nearestRank(sorted, sorted.length, share)).toBe(value);
  });

  test('a nearest rank is not known where it lies behind the known values', () => {
    expect(nearestRank(oneTo(95), 100, 0.95)).toBe(95);
    expect(nearestRank(oneTo(94), 100, 0.95)).toBeUndefined();
    expect(nearestRank([], 0, 0.5)).toBeUndefined();
  });
});

describe('a summary', () => {
  test('a summary has exact percentiles, in whatever order the answers came', () => {
    const answers = oneTo(100).map((index) => answer(index + 0.25));
    const expected = { p50: 50.25, p90: 90.25, p95: 95.25, p99: 99.25, max: 100.25, 'error-rate': 0, availability: 1 };
    expect(summaryOf(answers)).toMatchObject({ values: expected, answers: 100 });
    expect(summaryOf(answers.toReversed())).toEqual(summaryOf(answers));
  });

  test('a summary leaves out the first answer of each connection, though not from errors and rates', () => {
    const { values, answers } = summaryOf([answer(90, 200, true), answer(80, 500, true), answer(1), answer(2)]);
    expect(answers).toBe(2);
    expect(values).toEqual({
      p50: 2, // of 1, 2 and one that failed
      'error-rate': 0.25,
      availability: 0.75,
      'requests-per-second': 1.5,
      'bytes-per-second': 150,
    });
  });

  const failures = [
    ['time-outs', { timeouts: 1 }, 0],
    ['lost connections', { unanswered: 1 }, 0],
    ['fast errors', {}, 1],
  ] as const;
  test.each(failures)('a summary has no better times for %s', (_, counts, wrong) => {
    const slow = summaryOf([...oneTo(9).map((ms) => answer(ms)), answer(900)]).values;
    const failed = summaryOf(
      [...oneTo(9).map((ms) => answer(ms)), ...oneTo(wrong).map(() => answer(0.1, 500))],
      counts,
    );
    for (const id of ['p50', 'p90', 'p95', 'p99', 'max', 'requests-per-second']) {
      const value = failed.values[id] ?? Number.POSITIVE_INFINITY;
      if (id === 'requests-per-second') expect(value).toBeLessThanOrEqual(slow[id] as number);
      else expect(value).toBeGreaterThanOrEqual(slow[id] as number);
    }
    expect(failed.values).toMatchObject({ 'error-rate': 0.1, availability: 0.9, p90: 9 });
  });

  test('a summary takes a time-out for as slow as the timeout', () => {
    const { values, answers } = summaryOf(
      oneTo(90).map((ms) => answer(ms)),
      { timeouts: 10 },
    );
    expect(values).toMatchObject({ p90: 90, p95: 10_000, 'error-rate': 0.1 });
    expect(answers).toBe(100);
  });

  test('a summary has no p95 where more than 5 % failed, and no times where nothing was as expected', () => {
    const withErrors = (wrong: number) =>
      summaryOf([...oneTo(100 - wrong).map((ms) => answer(ms)), ...oneTo(wrong).map(() => answer(1, 503))]).values;
    expect(withErrors(5).p95).toBe(95);
    expect(withErrors(6)).not.toHaveProperty('p95');
    expect(withErrors(6)).toMatchObject({ p90: 90, 'error-rate': 0.06 });
    expect(withErrors(100)).toEqual({ 'error-rate': 1, availability: 0 });
    expect(summaryOf([], { timeouts: 10 }).values).toEqual({ 'error-rate': 1, availability: 0 });
  });

  test.each([
    [['2xx'], [200, 201, 204], 0],
    [['2xx'], [200, 302, 404, 503], 0.75],
    [['200', '404'], [200, 404, 201], 1 / 3],
    [['3XX'], [302, 301, 200, 200], 0.5],
    [['4xx', '5xx'], [404, 503], 0],
  ])('%#: where %j is expected, the error rate of %j is %d', (expected, statuses, rate) => {
    const { values } = summaryOf(
      statuses.map((status) => answer(1, status)),
      { expect: expected },
    );
    expect(values['error-rate']).toBe(rate);
  });

  test('a summary takes a server for available that says no', () => {
    const { values } = summaryOf([answer(1), answer(1, 404), answer(1, 429), answer(1, 503)], { unanswered: 1 });
    expect(values.availability).toBe(0.6);
  });
});
