import { expect } from 'vitest';
import { seeded } from '../../../bench/simulator/random.ts';
import { type Scenario, simulatedPairs } from '../../../bench/simulator/subjects.ts';
import { ruleInSuchARun } from '../../../bench/simulator/whole-run.ts';
import { type Judgement, judge } from '../../../src/compare/statistics/judge.ts';
import type { Rule } from '../../../src/compare/statistics/rule.ts';

/** The judgements of many runs of one metric, in a run of three endpoints and two pages. */
export function judgements(scenario: Scenario, rule: Omit<Rule, 'looks' | 'levels'>, runs: number): Judgement[] {
  const whole = ruleInSuchARun(rule, scenario.rounds);
  return Array.from({ length: runs }, (_, seed) => judge(simulatedPairs(scenario, seeded(seed)), whole));
}

export const regressed = ({ status }: Judgement): boolean => status === 'regressed';
export const worseOrRegressed = ({ status }: Judgement): boolean => status === 'worse' || status === 'regressed';

/** Three standard deviations of a share of so many runs, were the true one `share`. */
const spread = (share: number, runs: number) => 3 * Math.sqrt((share * (1 - share)) / runs);

/** The runs agree with a true share of `share` or more. */
export function expectAtLeast<T>(share: number, runs: readonly T[], happened: (run: T) => boolean): void {
  expect(runs.filter(happened).length / runs.length).toBeGreaterThanOrEqual(share - spread(share, runs.length));
}

/** The runs agree with a true share of `share` or less. */
export function expectAtMost<T>(share: number, runs: readonly T[], happened: (run: T) => boolean): void {
  expect(runs.filter(happened).length / runs.length).toBeLessThanOrEqual(share + spread(share, runs.length));
}
