import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import type { Decided } from '../../src/compare/decided.ts';
import type { FailureCode } from '../../src/model/failure-code.ts';
import type { Failure } from '../../src/model/measurements.ts';
import type { Budget, Threshold } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { aBudget, aMetric, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aSample, LIST, someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

const errors = aMetric('error-rate', {
  unit: 'fraction',
  compared: 'difference',
  floor: 0.005,
  level: 'mean',
  countsFailures: true,
});
const time = aMetric('p95');
const measure = { rounds: { api: 8 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 };
const byDefault = { written: false };

interface Case {
  readonly failures: readonly Partial<Failure>[];
  /** Error rates of the visits that succeeded. */
  readonly base?: readonly number[];
  readonly head?: readonly number[];
  /** Response times of base's visits that succeeded. */
  readonly times?: readonly number[];
  readonly budget?: Budget;
  readonly timeBudget?: Budget;
  readonly threshold?: Threshold;
}

/** The verdicts on an endpoint's error rate and on its p95. */
function judged({ failures, base = [], head = [], times = [], ...limits }: Case): (Decided | undefined)[] {
  const { budget = aBudget(0.01, byDefault), timeBudget = aBudget(500, byDefault) } = limits;
  const { threshold = aThreshold(0.5, byDefault) } = limits;
  const planned = aPlanned([limited(errors, { budget, threshold }), limited(time, { budget: timeBudget })]);
  const of = (side: Side, metric: string, values: readonly number[]) =>
    values.map((value, round) => aSample({ side, round, launch: round, metric, value }));
  const samples = [...of('base', 'error-rate', base), ...of('head', 'error-rate', head), ...of('base', 'p95', times)];
  const failed = failures.map((one): Failure => ({ ...LIST, ...hung('head'), retried: false, ...one }) as Failure);
  const given = { samples, failures: failed, coins: coinsFor(samples, 1) };
  const decided = decide({ subjects: [planned], measure }, someMeasurements(given));
  return [decided.find((one) => one.metric === 'error-rate'), decided.find((one) => one.metric === 'p95')];
}

const hung = (side: Side, code: FailureCode = 'timed-out', errorRate = 1) => ({
  ...{ side, code, message: 'not answered', round: 9, values: { 'error-rate': errorRate } },
});

describe('a failure that ends both sides alike', () => {
  it.each(['timed-out', 'no-answer'] as const)('warns over a default budget as base is, by %s', (code) => {
    const [rate, p95] = judged({ failures: [hung('base', code), hung('head', code)] });
    expect(rate).toMatchObject({ verdict: 'warn', base: 1, head: 1, threshold: { status: 'unchanged' } });
    expect(rate?.budget).toMatchObject({ status: 'over', asBase: true });
    // Not one right answer on either side is no evidence: head may have broken what both use.
    expect(p95).toMatchObject({ verdict: 'invalid', gates: true });
  });

  it('excuses what neither side has a value for, if head answers some requests rightly', () => {
    const some = (side: Side) => hung(side, 'no-answer', 0.6);
    const [rate, p95] = judged({ failures: [some('base'), some('head')] });
    expect(rate).toMatchObject({ verdict: 'warn', budget: { asBase: true } });
    expect(p95).toMatchObject({ verdict: 'pass', gates: false, threshold: { status: 'invalid' } });
  });

  it('is compared with the failure of base, whatever the visits before it showed', () => {
    const healthy = Array.from({ length: 8 }, () => 0);
    const [rate] = judged({ base: healthy, head: healthy, failures: [hung('base'), hung('head')] });
    expect(rate).toMatchObject({ verdict: 'warn', base: 1, head: 1 });
  });

  it('fails over a budget that the user wrote', () => {
    const [rate, p95] = judged({ failures: [hung('base'), hung('head')], budget: aBudget(0.01) });
    expect(rate).toMatchObject({ verdict: 'fail', budget: { asBase: true } });
    expect(p95).toMatchObject({ verdict: 'invalid', gates: true });
  });

  it('leaves a limit that the user wrote for another metric without a value', () => {
    const [rate, p95] = judged({ failures: [hung('base'), hung('head')], timeBudget: aBudget(500) });
    expect(rate).toMatchObject({ verdict: 'warn' });
    expect(p95).toMatchObject({ verdict: 'invalid', gates: true });
  });

  it('does not excuse a metric that base had a value for', () => {
    const [rate, p95] = judged({ failures: [hung('base'), hung('head')], times: [12, 12, 12] });
    expect(rate).toMatchObject({ verdict: 'warn' });
    expect(p95).toMatchObject({ verdict: 'invalid' });
  });

  it('excuses no generator that is too busy', () => {
    const busy = (side: Side) => hung(side, 'saturated', 0.02);
    expect(judged({ failures: [busy('base'), busy('head')] })).toMatchObject([
      { verdict: 'invalid' },
      { verdict: 'invalid' },
    ]);
  });
});

describe('a failure that ends one side', () => {
  it('fails if it is head, and base broke less', () => {
    expect(judged({ failures: [hung('head')] })[0]).toMatchObject({ verdict: 'fail', base: null });
    const [rate] = judged({ failures: [hung('base', 'no-answer', 0.2), hung('head')] });
    expect(rate).toMatchObject({ verdict: 'fail', base: 0.2, threshold: { status: 'regressed' } });
  });

  it('only warns over a default budget if it is base, and head is better', () => {
    const head = Array.from({ length: 8 }, () => 0.3);
    const [rate] = judged({ head, failures: [hung('base')] });
    expect(rate).toMatchObject({
      verdict: 'warn',
      base: 1,
      threshold: { status: 'improved' },
      budget: { asBase: true },
    });
    expect(judged({ head, failures: [hung('base')], budget: aBudget(0.01) })[0]?.verdict).toBe('fail');
  });

  it('shows nothing of a head that is worse than the failure of base', () => {
    const head = Array.from({ length: 8 }, () => 0.3);
    const [rate] = judged({ head, failures: [hung('base', 'no-answer', 0.02)] });
    expect(rate).toMatchObject({ verdict: 'fail', base: null, threshold: { status: 'no-baseline' } });
  });
});
