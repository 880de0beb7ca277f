import { judge } from '../src/compare/statistics/judge.ts';
import { type Machine, NOISY, QUIET } from './simulator/machine.ts';
import { seeded } from './simulator/random.ts';
import { oneAfterTheOther, RIVALS } from './simulator/rivals.ts';
import { ENDPOINT, PAGE, pageMachine, simulatedPairs } from './simulator/subjects.ts';
import {
  judgeRun,
  lcpRule,
  METRICS_THAT_MOVE,
  p95Rule,
  ruleInSuchARun,
  threeEndpointsAndTwoPages,
} from './simulator/whole-run.ts';
import type { Cell, Table } from './table.ts';

/** About what a visit takes on a machine with two cores. */
const VISIT_SECONDS = { api: 0.6, page: 6 };

const EFFECTS = [0, 0.1, 0.2, 0.3, 0.5];
const EFFECT_NAMES = ['A/A', '+10 %', '+20 %', '+30 %', '+50 %'];
const { shared, own } = METRICS_THAT_MOVE;

/** What is said of an endpoint's p95, by us and by what is done elsewhere. */
export function endpoints(name: string, machine: Machine, runs: number): Table {
  const row = (threshold: number, called: readonly string[]) =>
    EFFECTS.map((effect) =>
      share(runs, VISIT_SECONDS.api, (seed) => {
        const scenario = { ...ENDPOINT, machine, effect };
        const judgement = judge(
          simulatedPairs(scenario, seeded(seed)),
          ruleInSuchARun(p95Rule(threshold), scenario.rounds),
        );
        return { called: called.includes(judgement.status), rounds: judgement.rounds };
      }),
    );
  return {
    title: `p95 of an endpoint, ${name}: called regressed`,
    columns: EFFECT_NAMES,
    rows: [
      { name: 'perf-budget, threshold 20 % (the default)', cells: row(0.2, ['regressed']) },
      { name: 'perf-budget, threshold 10 %', cells: row(0.1, ['regressed']) },
      { name: 'perf-budget, threshold 20 %: called worse or regressed', cells: row(0.2, ['worse', 'regressed']) },
      ...RIVALS.map((rival) => ({
        name: rival.name,
        cells: EFFECTS.map((effect) =>
          share(runs, VISIT_SECONDS.api, (seed) => {
            const { base, head } = oneAfterTheOther({ ...ENDPOINT, machine, effect }, seeded(seed), rival.rounds);
            return { called: rival.regressed(base, head), rounds: rival.rounds };
          }),
        ),
      })),
    ],
  };
}

/** What is said of a page's LCP of 1.5 s, with a threshold of 10 %. */
export function pages(runs: number): Table {
  const row = (machine: Machine) =>
    EFFECTS.map((effect) =>
      share(runs, VISIT_SECONDS.page, (seed) => {
        const scenario = { ...PAGE, machine, effect };
        const judgement = judge(simulatedPairs(scenario, seeded(seed)), ruleInSuchARun(lcpRule(0.1), scenario.rounds));
        return { called: judgement.status === 'regressed', rounds: judgement.rounds };
      }),
    );
  return {
    title: 'LCP of a page, threshold 10 %: called regressed',
    columns: EFFECT_NAMES,
    rows: [
      { name: 'runs vary by 8 %', cells: row(pageMachine(QUIET, 0.08)) },
      { name: 'runs vary by 11 %', cells: row(pageMachine(QUIET, 0.11)) },
      { name: 'runs vary by 8 %, noisy neighbour', cells: row(pageMachine(NOISY, 0.08)) },
    ],
  };
}

/** What goes wrong in whole runs in which nothing changed. */
export function wholeRuns(runs: number): Table {
  const row = (machine: Machine, responseTime: number, unlucky: boolean) => {
    const luck = (launch: number, side: string) => (unlucky && launch === 0 && side === 'head' ? 1.4 : 1);
    const tally = { regressed: 0, worse: 0, half: 0 };
    for (let seed = 0; seed < runs; seed++) {
      const thresholds = { responseTime, pageLoad: 0.1 };
      const metrics = threeEndpointsAndTwoPages({ machine, variation: 0.08, luck }, thresholds, seeded(seed));
      const judgements = judgeRun(metrics);
      if (judgements.some(({ status }) => status === 'regressed')) tally.regressed++;
      if (judgements.some(({ status }) => status === 'worse')) tally.worse++;
      tally.half += judgements.filter(({ rounds }, i) => metrics[i]?.kind === 'p95' && rounds <= 20).length;
    }
    return [
      { called: tally.regressed, runs, rounds: null, seconds: null },
      { called: tally.worse, runs, rounds: null, seconds: null },
      { called: tally.half, runs: 3 * runs, rounds: null, seconds: null },
    ];
  };
  return {
    title: `Whole runs in which nothing changed: 3 endpoints and 2 pages (${shared + own} metrics that move)`,
    columns: ['any regressed', 'any worse', 'endpoints in 20'],
    rows: [
      { name: 'quiet, default thresholds', cells: row(QUIET, 0.2, false) },
      { name: 'quiet, all thresholds 10 %', cells: row(QUIET, 0.1, false) },
      { name: 'noisy, default thresholds', cells: row(NOISY, 0.2, false) },
      { name: 'noisy, all thresholds 10 %', cells: row(NOISY, 0.1, false) },
      { name: "quiet, head's first launches 40 % slower, all thresholds 10 %", cells: row(QUIET, 0.1, true) },
    ],
  };
}

/** The seconds are those of the visits alone, as a plan estimates them. */
function share(runs: number, visitSeconds: number, one: (seed: number) => { called: boolean; rounds: number }): Cell {
  let called = 0;
  let rounds = 0;
  for (let seed = 0; seed < runs; seed++) {
    const outcome = one(seed);
    if (outcome.called) called++;
    rounds += outcome.rounds;
  }
  return { called, runs, rounds: rounds / runs, seconds: (2 * visitSeconds * rounds) / runs };
}
