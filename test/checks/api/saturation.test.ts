import { describe, expect, test } from 'vitest';
import { watchLoop } from '../../../src/checks/api/event-loop-load.ts';
import { isSaturated } from '../../../src/checks/api/saturation.ts';

describe('a load generator', () => {
  test('is late by its own work, not by what kept it from working', async () => {
    const loopLoad = watchLoop();
    for (let turn = 0; turn < 5; turn++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(loopLoad().lateMs).toBeLessThan(30);
  });

  test('needs room in a warm-up for visits that are busier', () => {
    expect(isSaturated({ utilization: 0.45, lateMs: 0 }, 20)).toBe(false);
    expect(isSaturated({ utilization: 0.45, lateMs: 0 }, 20, 1.25)).toBe(true);
  });

  test.each([
    ['is not saturated by 10 connections', 0.05, 1.9, 21, false],
    ['is not saturated by 100 connections', 0.16, 2.8, 24, false],
    ['is saturated by 400 connections', 0.49, 8.9, 36, true],
    ['is saturated when it is blocked for 5 of 20 ms', 0.27, 5.2, 25, true],
    ['is saturated when it is blocked for 10 of 20 ms', 0.51, 10.4, 31, true],
    ['is saturated when it works half of the time', 0.55, 0.5, 20, true],
    ['is not saturated by answers so fast that it hardly matters', 0.8, 1.5, 0.3, false],
    ['is not saturated when other processes make an idle loop late', 0.1, 9, 30, false],
    ['is not saturated when it is late by a time slice of the kernel', 0.3, 4, 6, false],
    ['is not saturated when it is late by little of a slow answer', 0.3, 9, 300, false],
  ])('%s', (_, utilization, lateMs, p95Ms, saturated) => {
    expect(isSaturated({ utilization, lateMs }, p95Ms)).toBe(saturated);
  });

  test('a load generator is seen at work', () => {
    const loopLoad = watchLoop();
    const until = performance.now() + 20;
    while (performance.now() < until);
    expect(loopLoad().utilization).toBeGreaterThan(0.5);
  });
});
