import { type Judgement, judge, type Pair } from '../../src/compare/statistics/judge.ts';
import { levelsOf, takesShare } from '../../src/compare/statistics/levels.ts';
import { looksUpTo, type Rule } from '../../src/compare/statistics/rule.ts';
import type { Machine } from './machine.ts';
import type { Random } from './random.ts';
import { ENDPOINT, PAGE, pageMachine, type Scenario, simulatedPairs } from './subjects.ts';

/** One metric of a run: its pairs, and what they are held against. */
export interface SimulatedMetric {
  readonly kind: 'p95' | 'error-rate' | 'lcp' | 'tbt' | 'cls';
  readonly pairs: readonly Pair[];
  readonly rule: Omit<Rule, 'looks' | 'levels'>;
}

const worseIsHigher = { worse: 'higher' } as const;
const fraction = (limit: number) => ({ limit, by: 'fraction' }) as const;

export const p95Rule = (threshold: number) =>
  ({ ...worseIsHigher, compared: 'ratio', threshold: fraction(threshold), floor: 1, launches: 'shared' }) as const;
export const lcpRule = (threshold: number) =>
  ({ ...worseIsHigher, compared: 'ratio', threshold: fraction(threshold), floor: 150, launches: 'own' }) as const;

/** The gating metrics of three endpoints and two pages, with thresholds for response times and for page loads. */
export function threeEndpointsAndTwoPages(
  { machine, variation, luck }: { machine: Machine; variation: number; luck?: Scenario['luck'] },
  thresholds: { responseTime: number; pageLoad: number },
  random: Random,
): SimulatedMetric[] {
  const endpoint = { ...ENDPOINT, machine, ...(luck && { luck }) };
  const page = { ...PAGE, machine: pageMachine(machine, variation) };
  // Total blocking time varies about twice as much as LCP.
  const blocked = { ...PAGE, baseMs: 300, machine: pageMachine(machine, 2 * variation) };
  const differences = { ...worseIsHigher, compared: 'difference', launches: 'own' } as const;
  const always = (pairs: readonly Pair[], value: number) =>
    pairs.map((pair) => ({ ...pair, base: value, head: value }));
  const metrics: SimulatedMetric[] = [];
  for (let subject = 0; subject < 3; subject++) {
    const pairs = simulatedPairs(endpoint, random);
    metrics.push(
      { kind: 'p95', pairs, rule: p95Rule(thresholds.responseTime) },
      {
        kind: 'error-rate',
        pairs: always(pairs, 0),
        rule: { ...differences, launches: 'shared', threshold: fraction(0.5), floor: 0.005 },
      },
    );
  }
  for (let subject = 0; subject < 2; subject++) {
    const pairs = simulatedPairs(page, random);
    metrics.push(
      { kind: 'lcp', pairs, rule: lcpRule(thresholds.pageLoad) },
      {
        kind: 'tbt',
        pairs: simulatedPairs(blocked, random),
        rule: { ...differences, threshold: fraction(thresholds.pageLoad), floor: 50 },
      },
      { kind: 'cls', pairs: always(pairs, 0.02), rule: { ...differences, threshold: fraction(0.1), floor: 0.02 } },
    );
  }
  return metrics;
}

/** Judges them as one run, which shares its level over all that could fail it. */
export function judgeRun(metrics: readonly SimulatedMetric[], confidence = 0.99): Judgement[] {
  const counts = { shared: 0, own: 0 };
  for (const { pairs, rule } of metrics) if (takesShare(pairs)) counts[rule.launches]++;
  return metrics.map(({ pairs, rule }) => {
    const looks = looksUpTo(pairs.length, rule.launches);
    return judge(pairs, { ...rule, looks, levels: levelsOf(confidence, counts, { launches: rule.launches, looks }) });
  });
}

/** What such a run shares its level over: p95 of three endpoints, LCP and TBT of two pages. */
export const METRICS_THAT_MOVE = { shared: 3, own: 4 } as const;

/** The whole rule of one metric in such a run. */
export function ruleInSuchARun(rule: Omit<Rule, 'looks' | 'levels'>, rounds: number): Rule {
  const looks = looksUpTo(rounds, rule.launches);
  return { ...rule, looks, levels: levelsOf(0.99, METRICS_THAT_MOVE, { launches: rule.launches, looks }) };
}
