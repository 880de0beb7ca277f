import type { Metric } from '../../../src/model/metric.ts';
import type { Budget, LimitedMetric, Plan, PlannedSubject, Threshold } from '../../../src/model/plan.ts';

/** Plans for tests, without a config: each field that a test does not give has a default. */

export const aMetric = (id: string, given: Partial<Metric> = {}): Metric => ({
  id,
  label: id,
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: true,
  group: null,
  floor: 1,
  budget: null,
  ...given,
});

const SOURCE = { file: 'perf-budget.yml', line: 7 };

export const aBudget = (limit: number, given: Partial<Budget> = {}): Budget => ({
  limit,
  written: true,
  ratchet: false,
  source: SOURCE,
  ...given,
});

export const aThreshold = (limit: number, given: Partial<Threshold> = {}): Threshold => ({
  limit,
  by: 'fraction',
  written: true,
  source: SOURCE,
  ...given,
});

export const limited = (metric: Metric, limits: Partial<LimitedMetric> = {}): LimitedMetric => ({
  metric,
  budget: null,
  threshold: null,
  ...limits,
});

interface Described {
  readonly check?: string;
  readonly name?: string;
  readonly variant?: string | null;
  readonly launches?: PlannedSubject['launches'];
}

/** The endpoint `list`, unless another subject is described. */
export const aPlanned = (
  metrics: readonly LimitedMetric[],
  { check = 'api', name = 'list', variant = null, launches = 'shared' }: Described = {},
): PlannedSubject => ({
  check,
  subject: { name, variant, settings: {}, server: null, metrics: metrics.map(({ metric }) => metric) },
  launches,
  metrics,
  source: SOURCE,
});

export const aPlan = (subjects: readonly PlannedSubject[], given: Partial<Plan> = {}): Plan => ({
  config: SOURCE.file,
  carry: [],
  install: null,
  build: null,
  servers: {},
  subjects,
  measure: { rounds: { api: 40, vitals: 20 }, timeMs: 300_000, isTimeWritten: true, confidence: 0.99 },
  secrets: [],
  notes: [],
  ...given,
});
