import { describe, it } from 'vitest';
import { type Machine, NOISY, QUIET } from '../../../bench/simulator/machine.ts';
import { seeded } from '../../../bench/simulator/random.ts';
import { PAGE, pageMachine, type Scenario } from '../../../bench/simulator/subjects.ts';
import { judgeRun, lcpRule, threeEndpointsAndTwoPages } from '../../../bench/simulator/whole-run.ts';
import { expectAtLeast, expectAtMost, judgements, regressed } from './figures.ts';

const TIMEOUT = 60_000;

describe('LCP of a page, simulated', () => {
  const lcp = (machine: Machine, effect: number, runs: number) =>
    judgements({ ...PAGE, machine, effect }, lcpRule(0.1), runs);

  it.each([
    { name: 'whose runs vary by 8 %', machine: pageMachine(QUIET, 0.08), share: 0.97 },
    { name: 'whose runs vary by 11 %', machine: pageMachine(QUIET, 0.11), share: 0.9 },
    { name: 'with a noisy neighbour', machine: pageMachine(NOISY, 0.08), share: 0.8 },
  ])(
    '$name: +20 % is called regressed at a threshold of 10 %, no change is not',
    ({ machine, share }) => {
      expectAtLeast(share, lcp(machine, 0.2, 700), regressed);
      expectAtMost(0.002, lcp(machine, 0, 500), regressed);
    },
    TIMEOUT,
  );
});

describe('a whole run in which nothing changed, simulated', () => {
  const runs = (machine: Machine, threshold: number, luck?: Scenario['luck']) =>
    Array.from({ length: 200 }, (_, seed) => {
      const conditions = { machine, variation: 0.08, ...(luck && { luck }) };
      const thresholds = { responseTime: threshold, pageLoad: 0.1 };
      const metrics = threeEndpointsAndTwoPages(conditions, thresholds, seeded(seed));
      return judgeRun(metrics).map((judgement, i) => ({ ...judgement, kind: metrics[i]?.kind }));
    });

  it.each([
    { name: 'quiet, default thresholds', machine: QUIET, threshold: 0.2, settled: 0.95 },
    { name: 'quiet, thresholds of 10 %', machine: QUIET, threshold: 0.1, settled: 0.95 },
    { name: 'noisy, default thresholds', machine: NOISY, threshold: 0.2, settled: 0.75 },
    { name: 'noisy, thresholds of 10 %', machine: NOISY, threshold: 0.1, settled: 0.75 },
  ])(
    'does not fail, seldom warns, and settles its endpoints in half of their rounds ($name)',
    (row) => {
      const all = runs(row.machine, row.threshold);
      expectAtMost(0.01, all, (run) => run.some(regressed));
      expectAtMost(0.05, all, (run) => run.some(({ status }) => status === 'worse'));
      const endpoints = all.flat().filter(({ kind }) => kind === 'p95');
      expectAtLeast(row.settled, endpoints, ({ rounds }) => rounds <= 20);
    },
    TIMEOUT,
  );

  it(
    'does not fail when the first launch of head was unlucky',
    () => {
      const luck = (launch: number, side: string) => (launch === 0 && side === 'head' ? 1.4 : 1);
      expectAtMost(0.01, runs(QUIET, 0.1, luck), (run) => run.some(regressed));
    },
    TIMEOUT,
  );
});
