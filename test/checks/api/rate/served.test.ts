import { describe, expect, test } from 'vitest';
import { type Random, seeded } from '../../../../bench/simulator/random.ts';
import type { Answer } from '../../../../src/checks/api/load-result.ts';
import { servedBehind, servedPerSecond } from '../../../../src/checks/api/rate/served.ts';
import { summarise } from '../../../../src/checks/api/summarise.ts';

const expected = ['2xx'];

/** A server that serves one request at a time, in the order in which they come, each in `serviceMs`. */
function queue(rate: number, amount: number, serviceMs: () => number): Answer[] {
  let freeAt = 0;
  return Array.from({ length: amount }, (_, index) => {
    const dueMs = (1_000 * index) / rate;
    freeAt = Math.max(freeAt, dueMs) + serviceMs();
    return { status: 200, bytes: 100, ms: freeAt - dueMs, dueMs, first: false };
  });
}

/** A server that serves all at once, each in a time of its own. */
const parallel = (rate: number, amount: number, serviceMs: () => number): Answer[] =>
  Array.from({ length: amount }, (_, index) => {
    return { status: 200, bytes: 100, ms: serviceMs(), dueMs: (1_000 * index) / rate, first: false };
  });

const p95Of = (answers: readonly Answer[]) =>
  summarise({ sent: answers.length, answers, timeouts: 0, durationMs: 1_000 }, expected, 10_000).values.p95;

/** Whether one of `visits` visits' servers is taken to fall behind, in the middle of them. */
const isBehind = (visit: () => Answer[], visits: number, rate: number) =>
  servedBehind(
    Array.from({ length: visits }, () => servedPerSecond(visit(), rate, expected) ?? rate),
    rate,
  ) !== null;

describe('a server at a fixed rate', () => {
  test.each([
    [50, 10],
    [100, 10],
    [150, 95 * 10 - (94 * 1_000) / 150],
    [200, 95 * 10 - (94 * 1_000) / 200],
  ])('at %d requests a second, one that needs 10 ms for each has the p95 of its queue', (rate, p95) => {
    expect(p95Of(queue(rate, 100, () => 10))).toBeCloseTo(p95, 6);
  });

  test.each([
    ['one that needs 10 ms for each', () => () => 10],
    ['one that needs 10 ms on average', (random: Random) => () => random.exponential(10)],
  ])('of 150 requests a second, %s serves 100', (_, service) => {
    const random = seeded(1);
    const visits = Array.from({ length: 24 }, () =>
      servedPerSecond(queue(150, 100, service(random)), 150, expected),
    ).filter((one) => one !== null);
    const served = servedBehind(visits, 150) ?? 0;
    expect(served).toBeGreaterThan(90);
    expect(served).toBeLessThan(110);
  });

  test('a server that answers all at once does not fall behind, however slow and uneven its answers are', () => {
    const random = seeded(2);
    const slow = () => parallel(200, 100, () => Math.max(5, 300 + random.normal(60)));
    const runs = Array.from({ length: 200 }, () => isBehind(slow, 24, 200));
    expect(runs.filter((one) => one)).toEqual([]);
  });

  test('a server whose queue comes and goes does not fall behind', () => {
    const random = seeded(3);
    const near = () => queue(200, 100, () => random.exponential(4));
    const runs = Array.from({ length: 200 }, () => isBehind(near, 24, 200));
    expect(runs.filter((one) => one).length).toBeLessThan(10);
  });

  test('time-outs and errors show nothing about the queue', () => {
    const answers = queue(100, 100, () => 20);
    const errors = answers.map((one) => ({ ...one, status: 500, ms: 0.2, dueMs: (one.dueMs ?? 0) + 1 }));
    expect(servedPerSecond([...answers, ...errors], 100, expected)).toBeCloseTo(50, 6);
    expect(servedPerSecond(answers.slice(0, 40), 100, expected)).toBeCloseTo(50, 6);
    expect(servedPerSecond(errors, 100, expected)).toBeNull();
  });
});
