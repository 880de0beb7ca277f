import { describe, expect, it } from 'vitest';
import { samplesOf } from '../../src/compare/pairs.ts';
import { measure } from '../../src/measure/measure.ts';
import { afterRound, mayRedo, NO_REDOS } from '../../src/measure/redo.ts';
import type { Task } from '../../src/measure/schedule.ts';
import type { Side } from '../../src/model/subject.ts';
import type { Observer } from '../../src/observe/observer.ts';

interface Seen {
  readonly side: Side;
  readonly round: number;
  /** How often this side's visit of this round was made before. */
  readonly before: number;
}

/** Measures one subject while others run as many cores as `others` says. A visit's value is its number. */
async function run(
  others: (visit: Seen) => number | null,
  { rounds = 12, value = (visit: number) => visit }: { rounds?: number; value?: (visit: number) => number } = {},
) {
  const log: Seen[] = [];
  const probe = (side: Side) => ({
    async visit({ round }: { round: number }) {
      const before = log.filter((one) => one.side === side && one.round === round).length;
      log.push({ side, round, before });
      return { ok: true, values: { p95: value(log.length) }, evidence: `${side} ${round} ${before}` } as const;
    },
  });
  const key = { check: 'api', subject: 'list', variant: null, part: null };
  const task: Task = {
    ...key,
    label: 'list',
    server: 'site',
    relaunches: false,
    noisy: true,
    launches: 'shared',
    rounds,
    metrics: ['p95'],
    probes: { base: probe('base'), head: probe('head') },
  };
  const kernel: Observer = {
    metrics: [],
    async start() {
      return {
        async stop() {
          const cores = others(log.at(-1) as Seen);
          return { covariates: cores === null ? {} : { others: cores, own: 1 } };
        },
      };
    },
  };
  const server = { origin: '', pid: null, failure: () => null, async [Symbol.asyncDispose]() {} };
  const measurements = await measure({
    tasks: [task],
    noBase: null,
    launch: async () => ({ ok: true, server }),
    observers: [kernel],
    prospect: () => ({ settled: false, suspicion: 0 }),
    firstLook: 8,
    timeMs: 1e9,
    seed: '00',
    clock: () => 0,
    progress: () => {},
    signal: new AbortController().signal,
  });
  const visits = log.map(({ side, round }) => `${side} ${round}`);
  const tries = Array.from({ length: rounds }, (_, round) => log.filter((one) => one.round === round).length / 2);
  const counting = samplesOf(measurements, key, { id: 'p95' }).head.map(({ redo = 0 }) => redo);
  return { visits, tries, counting, measurements };
}

describe('a round that others disturbed', () => {
  it('is made again at once, both sides in the same order, and the calmest try counts', async () => {
    const { visits, counting, measurements } = await run(({ side, round, before }) =>
      round === 1 && side === 'head' ? ([0.9, 0.2][before] as number) : 0.1,
    );
    const [first, second, third, fourth] = visits.slice(2);
    expect(new Set([first, second])).toEqual(new Set(['base 1', 'head 1']));
    expect([third, fourth]).toEqual([first, second]);
    expect(visits).toHaveLength(26);
    expect(counting.slice(0, 3)).toEqual([0, 1, 0]);
    expect(measurements.samples).toHaveLength(26);
    expect(measurements.evidence.map(({ data }) => data)).toContain('head 1 1');
    expect(measurements.evidence.map(({ data }) => data)).not.toContain('head 1 0');
  });

  it('is made again twice at most', async () => {
    const { tries, counting } = await run(({ round, before }) => (round === 4 ? 0.9 - before / 10 : 0));
    expect(tries).toEqual([1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1]);
    expect(counting[4]).toBe(2);
  });

  it('is made again whatever was measured', async () => {
    const others = ({ round, before }: Seen) => (round % 3 === 0 && before === 0 ? 2 : 0);
    const slow = await run(others, { value: (visit) => (visit % 2 === 0 ? 1e6 : 1) });
    expect(slow.visits).toEqual((await run(others)).visits);
  });

  it('is not made again where the kernel does not tell', async () => {
    const { visits, measurements } = await run(() => null);
    expect(visits).toHaveLength(24);
    expect(measurements.samples.some(({ redo }) => redo !== undefined)).toBe(false);
  });

  it('is made again in every second round and two more, in all', async () => {
    const { tries } = await run(({ before }) => (before === 0 ? 2 : 0), { rounds: 20 });
    const again = tries.map(
      (one, index) => tries.slice(0, index + 1).reduce((sum, next) => sum + next - 1, 0) - one + 1,
    );
    expect(tries.reduce((sum, one) => sum + one - 1, 0)).toBe(12);
    expect(again.every((before, round) => before <= Math.floor((round + 1) / 2) + 2)).toBe(true);
  });

  it('is not made again once four in a row stayed disturbed', async () => {
    const { tries } = await run(() => 2, { rounds: 40 });
    expect(tries.slice(8).every((one) => one === 1)).toBe(true);
  });
});

describe('others that work for head, as its database does', () => {
  it('bring the first tries of all rounds back, and no more rounds are made again', async () => {
    const { tries, counting } = await run(({ side, before }) => (side === 'head' && before === 0 ? 2 : 0), {
      rounds: 20,
    });
    expect(tries.slice(0, 5)).toContain(2);
    expect(tries.slice(5)).toEqual(Array.from({ length: 15 }, () => 1));
    expect(counting).toEqual(Array.from({ length: 20 }, () => 0));
  });
});

describe('the rule by which rounds are made again', () => {
  it('allows two more than every second round', () => {
    expect([0, 1, 2].map((tries) => mayRedo(0, 0, { tries, inVain: 0 }))).toEqual([true, true, false]);
    expect(mayRedo(1, 0, { tries: 2, inVain: 0 })).toBe(true);
    expect(mayRedo(9, 2, NO_REDOS)).toBe(false);
  });

  it('forgets rounds in vain once one became calm', () => {
    const vain = afterRound(afterRound(NO_REDOS, 2, true), 1, true);
    expect(vain).toEqual({ tries: 3, inVain: 2 });
    expect(afterRound(vain, 0, true)).toEqual(vain);
    expect(afterRound(vain, 1, false)).toEqual({ tries: 4, inVain: 0 });
  });
});
