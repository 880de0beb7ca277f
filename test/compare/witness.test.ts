import { describe, expect, it } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { settledIn } from '../../src/compare/settled.ts';
import type { Measurements, Sample } from '../../src/model/measurements.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { PlannedSubject } from '../../src/model/plan.ts';
import type { Side } from '../../src/model/subject.ts';

const p95: Metric = {
  id: 'p95',
  label: 'p95',
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: true,
  group: 'response-time',
  floor: 1,
  budget: null,
  witness: 'cpu',
};
const cpu: Metric = { ...p95, id: 'cpu', label: 'CPU per request', gates: false, group: null, floor: 0.05 };
const { witness: _, ...alone } = p95;

const KEY = { check: 'api', subject: 'list', variant: null, part: null };
const ROUNDS = 12;

interface Case {
  readonly metrics?: readonly Metric[];
  /** By metric: head ÷ base, round by round. */
  readonly p95: readonly number[];
  readonly cpu?: readonly number[];
  /** Run-queue delay of the visits, round by round. */
  readonly delay?: readonly number[];
  readonly swapped?: boolean;
}

/** Twelve rounds of three launches. */
function run({ metrics = [{ ...p95 }, withoutWitness(cpu)], delay, swapped = false, ...values }: Case) {
  const planned: PlannedSubject = {
    check: 'api',
    subject: { name: 'list', variant: null, settings: {}, server: null, metrics },
    launches: 'shared',
    source: null,
    metrics: metrics.map((metric) => ({
      metric,
      budget: null,
      threshold: metric.gates ? { limit: 0.1, by: 'fraction', written: false, source: null } : null,
    })),
  };
  const sample = (metric: string, round: number, side: Side, value: number): Sample => ({
    ...KEY,
    metric,
    side,
    round,
    launch: Math.floor(round / 4),
    order: 0,
    attempt: 0,
    value,
    ...(delay?.[round] === undefined ? {} : { covariates: { delay: delay[round] } }),
  });
  const [was, is] = swapped ? (['head', 'base'] as const) : (['base', 'head'] as const);
  const measurements: Measurements = {
    noBase: null,
    samples: Object.entries(values).flatMap(([metric, ratios]: [string, readonly number[]]) =>
      ratios.flatMap((ratio, round) => [sample(metric, round, was, 100), sample(metric, round, is, 100 * ratio)]),
    ),
    failures: [],
    evidence: [],
    files: [],
    notes: [],
    durations: [],
    stored: [],
    tools: { chromium: null, lighthouse: null },
  };
  const plan = { subjects: [planned], measure: { rounds: { api: 40 }, timeMs: 300_000, confidence: 0.99 } };
  const result = (metric: string) => {
    const found = decide(plan, measurements).find((one) => one.metric === metric);
    if (!found) throw new Error(`there is no result for ${metric}`);
    return found;
  };
  return { p95: result('p95'), result, settled: settledIn(plan)(KEY, measurements) };
}

function withoutWitness({ witness: _, ...metric }: Metric): Metric {
  return metric;
}

/** Slower by a quarter, but with two rounds that say the opposite: not certain enough for a gate by itself. */
const NOISY = [1.25, 1.3, 0.8, 1.2, 1.35, 1.22, 1.28, 0.9, 1.4, 1.26, 1.18, 1.33];
const steady = (ratio: number) => Array.from({ length: ROUNDS }, (_, i) => ratio * (1 + 0.01 * Math.sin(5 * i)));

describe('a response time whose witness has clearly moved', () => {
  it('has regressed where alone it would not be certain enough, and says on what that rests', () => {
    const witnessed = run({ p95: NOISY, cpu: steady(1.19) });
    expect(witnessed.p95).toMatchObject({ verdict: 'fail', threshold: { status: 'regressed' } });
    expect(witnessed.p95.change?.witness).toMatchObject({ metric: 'cpu' });
    expect(witnessed.p95.change?.witness?.relative).toBe(witnessed.result('cpu').change?.relative);
    expect(witnessed.p95.change?.witness?.relative).toBeCloseTo(0.19, 1);
    expect(witnessed.settled).toBe(true);

    const one = run({ metrics: [alone, withoutWitness(cpu)], p95: NOISY, cpu: steady(1.19) });
    expect(one.p95.threshold.status).not.toBe('regressed');
    expect(one.p95.change).not.toHaveProperty('witness');
    expect(one.settled).toBe(false);
  });

  it('has improved in the mirror', () => {
    const { p95 } = run({ p95: NOISY, cpu: steady(1.19), swapped: true });
    expect(p95.threshold.status).toBe('improved');
    expect(p95.change?.witness?.relative).toBeCloseTo(1 / 1.19 - 1, 1);
  });

  it('that says nothing itself stays uncertain, and the report has what is clear', () => {
    const unclear = Array.from({ length: ROUNDS }, (_, i) => (i % 2 === 0 ? 1.5 : 0.75));
    const { p95 } = run({ p95: unclear, cpu: steady(1.19) });
    expect(p95.threshold.status).toBe('uncertain');
    expect(p95.change?.witness?.relative).toBeCloseTo(0.19, 1);
  });
});

describe('a response time', () => {
  it.each([
    ['does not move', steady(1)],
    ['moves the other way', steady(0.8)],
    ['is missing for a round', steady(1.19).slice(1)],
  ])('gets no help from a witness that %s', (_, testimony) => {
    const { p95 } = run({ p95: NOISY, cpu: testimony });
    expect(p95.threshold.status).not.toBe('regressed');
  });

  it('that is certain alone needs no witness, and does not name one', () => {
    const { p95 } = run({ p95: steady(1.3), cpu: steady(1.3) });
    expect(p95.threshold.status).toBe('regressed');
    expect(p95.change).not.toHaveProperty('witness');
  });

  it('does not regress because its witness did', () => {
    const { p95, result } = run({ p95: steady(1), cpu: steady(1.5) });
    expect(p95.threshold.status).toBe('unchanged');
    expect(result('cpu')).toMatchObject({ gates: false, verdict: 'pass', threshold: { status: 'worse' } });
  });

  it('has no witness where nobody measured one', () => {
    expect(run({ p95: NOISY }).p95.change).not.toHaveProperty('witness');
  });
});

describe('run-queue delay', () => {
  /** Unchanged, but for three rounds that a neighbour disturbed. */
  const disturbed = steady(1).map((ratio, round) => (round % 4 === 1 ? 1.9 : ratio));
  const delays = disturbed.map((ratio) => (ratio > 1.5 ? 1.2 : 0.02));

  it('takes weight from the rounds that it disturbed', () => {
    const weighted = run({ p95: disturbed, delay: delays }).p95;
    const plain = run({ p95: disturbed }).p95;
    const width = ({ change }: typeof plain) => (change?.high ?? 0) - (change?.low ?? 0);
    expect(width(weighted)).toBeLessThan(width(plain));
    expect(Math.abs(weighted.change?.relative ?? 1)).toBeLessThan(0.02);
  });

  it('that is the same everywhere changes nothing', () => {
    const same = run({ p95: NOISY, delay: new Array(ROUNDS).fill(0.3) }).p95;
    expect(same.change?.relative).toBeCloseTo(run({ p95: NOISY }).p95.change?.relative ?? 0, 9);
  });

  it('that is not told for every round is not used', () => {
    const { p95 } = run({ p95: disturbed, delay: delays.slice(0, 5) });
    expect(p95).toEqual(run({ p95: disturbed }).p95);
  });
});
