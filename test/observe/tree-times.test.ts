import { describe, expect, it } from 'vitest';
import { type TreeTimes, timesOf, treeUse } from '../../src/observe/tree-times.ts';

/** Milliseconds that threads ran and waited; ticks of processes. */
const reading = (
  tasks: Readonly<Record<string, readonly [ran: number, waited: number]>>,
  processes: Readonly<Record<string, readonly number[]>> = {},
): TreeTimes => ({
  tasks: new Map(
    Object.entries(tasks).map(([id, [ran, waited]]) => [id, { ran: ran * 1e6, waited: waited * 1e6 }] as const),
  ),
  processes: new Map(Object.entries(processes)),
});

describe('what a tree used', () => {
  it('is what its threads did since the first reading, whatever they did before', () => {
    const use = treeUse([reading({ a: [500, 90], b: [10, 0] }), reading({ a: [540, 98], b: [20, 2] })]);
    expect(use).toEqual({ cpuMs: 50, delay: 0.2, busiest: { cpuMs: 40, delay: 0.2 } });
  });

  it('counts all that a new thread did, and what one that ended had done when it was last seen', () => {
    const use = treeUse([reading({ a: [100, 0] }), reading({ a: [100, 0], b: [30, 3] }), reading({ c: [10, 1] })]);
    expect(use.cpuMs).toBe(40);
    expect(use.delay).toBeCloseTo(0.1, 12);
  });

  it('takes a thread that ran less than before for another one with the same id', () => {
    expect(treeUse([reading({ a: [100, 50] }), reading({ a: [7, 1] })]).cpuMs).toBe(7);
  });

  it('believes the threads where the ticks show no more than rounding can explain', () => {
    const use = treeUse([reading({ a: [0, 0] }, { p: [10, 3, 0, 0] }), reading({ a: [21, 0] }, { p: [12, 5, 0, 0] })]);
    expect(use.cpuMs).toBe(21);
  });

  it('believes the ticks where threads or children ended unseen', () => {
    const before = reading({ a: [0, 0] }, { p: [10, 3, 0, 0] });
    expect(treeUse([before, reading({ a: [10, 0] }, { p: [40, 3, 0, 0] })]).cpuMs).toBe(300);
    expect(treeUse([before, reading({ a: [10, 0] }, { p: [11, 3, 25, 4] })]).cpuMs).toBe(300);
  });

  it('counts a process that ended once, though its parent has its time then', () => {
    const before = reading({ a: [0, 0], b: [500, 0] }, { p: [10, 0, 0, 0], q: [50, 0, 0, 0] });
    expect(treeUse([before, reading({ a: [10, 0] }, { p: [11, 0, 50, 0] })]).cpuMs).toBe(10);
  });

  it('has no delay if the kernel reports no thread, and uses the ticks', () => {
    const use = treeUse([reading({}, { p: [10, 3, 0, 0] }), reading({}, { p: [12, 4, 0, 0] })]);
    expect(use).toEqual({ cpuMs: 30, delay: null, busiest: null });
  });

  it('knows no delay of what never ran', () => {
    expect(treeUse([reading({ a: [5, 0] }), reading({ a: [5, 9] })])).toEqual({ cpuMs: 0, delay: null, busiest: null });
  });
});

it('does without the times of threads, and of processes that have just ended', () => {
  const entry = { pid: 1, parent: 0, group: 1, session: 1, startTime: 7, cpu: [1, 2, 3, 4] } as const;
  const { tasks, processes } = timesOf([entry], '/nowhere');
  expect([...tasks]).toEqual([]);
  expect([...processes]).toEqual([['1 7', [1, 2, 3, 4]]]);
});
