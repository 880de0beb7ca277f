import { describe, expect, test } from 'vitest';
import {
  visitSeconds,
  visitSize,
  visitSizeAt,
  warmUpSize,
  warmUpSizeAt,
} from '../../../src/checks/api/requests-per-visit.ts';

describe('a visit', () => {
  test.each([
    ['half a second of a fast endpoint', 10, 2_000, 1_000],
    ['at least 20 requests a connection', 10, 300, 200],
    ['at least 100 requests', 1, 100, 100],
    ['at most 5,000 requests', 10, 50_000, 5_000],
    ['more than that where the connections need it', 1_000, 50_000, 20_000],
    ['three seconds of an endpoint that takes 300 ms', 10, 33, 99],
    ['four requests a connection, however slow they are', 10, 1, 40],
    ['twenty requests, however slow they are', 1, 0.1, 20],
    ['of some size where nothing is known', 10, 0, 40],
  ])('a visit of an endpoint is %s', (_, connections, perSecond, size) => {
    expect(visitSize(connections, perSecond).size).toBe(size);
  });

  test('a visit of an endpoint is never longer than three seconds, unless the fewest requests are', () => {
    for (const connections of [1, 3, 10, 100, 1_000]) {
      for (const perSecond of [0.5, 3, 33, 100, 1_234, 40_000]) {
        const { size } = visitSize(connections, perSecond);
        expect(size).toBeLessThanOrEqual(Math.max(Math.round(3 * perSecond), 20, 4 * connections));
      }
    }
  });
});

test('a slow side bounds the visits of a fast one to ten seconds, and to the fewest requests that count', () => {
  expect(visitSize(10, 20).most).toBe(200);
  expect(visitSize(10, 1).most).toBe(40);
});

test.each([
  [1, 20, 20],
  [10, 30, 3],
  [50, 100, 2],
  [200, 100, 0.5],
  [10_000, 5_000, 0.5],
])('a visit at %d requests a second is %d requests, and takes %d s', (rate, size, seconds) => {
  expect(visitSizeAt(rate)).toBe(size);
  expect(visitSeconds(rate)).toBeCloseTo(seconds, 0.2);
});

test.each([1, 10, 50, 200, 10_000])('a warm-up at %d requests a second takes two seconds, or 800 requests', (rate) => {
  let answers = 0;
  let elapsedMs = 0;
  for (let size = warmUpSizeAt(rate, 0, 0); size > 0; size = warmUpSizeAt(rate, answers, elapsedMs)) {
    answers += size;
    elapsedMs += (1_000 * size) / rate;
  }
  expect(answers >= 800 || elapsedMs === 2_000).toBe(true);
});

describe('a warm-up', () => {
  /** Sizes of its batches, and how long it takes, where all requests take the same time. */
  function warmUp(connections: number, answerMs: number) {
    const batches: number[] = [];
    let answers = 0;
    let elapsedMs = 0;
    for (;;) {
      const size = warmUpSize(connections, answers, elapsedMs);
      if (size === 0) return { batches, answers, elapsedMs };
      batches.push(size);
      answers += size;
      elapsedMs += Math.ceil(size / connections) * answerMs;
    }
  }

  test('a warm-up is a small batch to know the speed, and one that makes 800 answers of it', () => {
    expect(warmUp(10, 2)).toEqual({ batches: [20, 780], answers: 800, elapsedMs: 160 });
  });

  test('a warm-up of a slow endpoint takes two seconds', () => {
    expect(warmUp(10, 300)).toMatchObject({ batches: [20, 47], elapsedMs: 2_100 });
  });

  test('a warm-up is two requests a connection, however slow they are', () => {
    expect(warmUp(10, 9_000)).toMatchObject({ batches: [20] });
    expect(warmUp(100, 9_000)).toMatchObject({ batches: [200] });
  });
});
