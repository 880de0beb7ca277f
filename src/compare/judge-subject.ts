import type { Measurements } from '../model/measurements.ts';
import { hasNoise } from '../model/metric.ts';
import type { LimitedMetric } from '../model/plan.ts';
import { type SubjectKey, subjectId } from '../model/subject.ts';
import { kindOf } from './metric-kind.ts';
import { keysOf, type NamedSubject } from './named-subjects.ts';
import { type MetricSamples, type Pair, pairsOf, samplesOf } from './pairs.ts';
import { limitsThatHold } from './results-without-values.ts';
import { pooled, type ScaledSeries, seriesOf } from './series.ts';
import { type BudgetJudgement, judgeBudgets } from './statistics/budget.ts';
import { mean, median } from './statistics/center.ts';
import { judgeErrorRate } from './statistics/error-rate.ts';
import { type Judgement, judgeSubject, type Series } from './statistics/judge.ts';
import { MOST_LAUNCHES } from './statistics/levels.ts';
import type { Scale } from './statistics/scale.ts';
import { type NamedRule, seriesId } from './subject-rules.ts';

interface Change extends Judgement {
  readonly scale: Scale;
  readonly pairs: readonly Pair[];
  /** The change of each launch, on the scale: positive for the worse, null without a complete pair. */
  readonly numbers: readonly (number | null)[];
  /** On the scale; null if there is none. */
  readonly threshold: number | null;
  /** The other metric that the status rests on; null if it rests on none. */
  readonly witness: string | null;
}

/** The judgement of one metric with noise, on one device or of one part. */
export interface MetricJudgement {
  readonly key: SubjectKey;
  readonly limited: LimitedMetric;
  /** Null if there is no pair to compare. */
  readonly change: Change | null;
  /** Null if there is no budget, or no value of head. */
  readonly budget: BudgetJudgement | null;
}

interface Entry extends Partial<ScaledSeries> {
  readonly key: SubjectKey;
  readonly limited: LimitedMetric;
  readonly pairs: readonly Pair[];
  readonly samples: MetricSamples;
}

/** Judges all metrics with noise of one subject together: its devices, its parts, its changes and its budgets. */
export function judgeNamed(named: NamedSubject, rule: NamedRule, measurements: Measurements): MetricJudgement[] {
  const entries = entriesOf(named, rule, measurements);
  const launches = [...new Set(entries.flatMap(({ samples }) => samples.head.map(({ launch }) => launch)))]
    .sort((a, b) => a - b)
    .slice(0, MOST_LAUNCHES);
  const paired = entries
    .filter(({ pairs }) => pairs.length > 0)
    .map((entry) => ({ ...entry, ...seriesOf(entry.limited, entry.pairs, launches) }));
  const changes = judgeChanges(paired, rule);
  const budgets = budgetsOf(entries, rule, launches);
  return entries.map(({ key, limited }, index) => ({
    key,
    limited,
    change: changes.get(seriesId(key, limited.metric.id)) ?? null,
    budget: budgets[index] ?? null,
  }));
}

function entriesOf(named: NamedSubject, rule: NamedRule, measurements: Measurements): Entry[] {
  return keysOf(named, measurements).flatMap(([planned, key]) =>
    planned.metrics.flatMap((limited): Entry[] => {
      if (!hasNoise(limited.metric)) return [];
      const samples = samplesOf(measurements, key, limited.metric);
      const isSampled = kindOf(limited.metric, samples, rule.minLaunches) === 'sampled';
      if (!isSampled || samples.head.length === 0) return [];
      return [{ key, limited: { ...limited, ...limitsThatHold(limited, samples) }, samples, pairs: pairsOf(samples) }];
    }),
  );
}

type Paired = Entry & ScaledSeries;

function judgeChanges(paired: readonly Paired[], rule: NamedRule): Map<string, Change> {
  const pools = poolsOf(paired);
  const all: Series[] = paired.map((entry, index): Series => {
    const { witness } = entry.limited.metric;
    const beside = paired.findIndex(
      (other) => other.limited.metric.id === witness && subjectId(other.key) === subjectId(entry.key),
    );
    const pool = pools.findIndex(({ members }) => members.includes(index));
    return {
      ...entry.series,
      support: [
        ...(pool < 0 ? [] : [{ series: paired.length + pool, share: 1 }]),
        ...(beside < 0 ? [] : [{ series: beside, share: 1 / 2 }]),
      ],
    };
  });
  const judged = judgeSubject([...all, ...pools.map(({ series }): Series => ({ ...series, support: [] }))], rule);
  return new Map(
    paired.map(({ key, limited, scale, pairs, series: { launches: numbers, threshold } }, index) => {
      const judgement = judged[index] as Judgement;
      const supported = judgement.supportedBy === null ? undefined : paired[judgement.supportedBy];
      // A pool that stays open keeps its members open, for the same reason.
      const pool = pools.findIndex(({ members }) => members.includes(index));
      const settled = judgement.settled && (pool < 0 || judged[paired.length + pool]?.settled === true);
      const witness = supported?.limited.metric.id ?? null;
      return [seriesId(key, limited.metric.id), { ...judgement, settled, scale, pairs, numbers, threshold, witness }];
    }),
  );
}

/** The mean over devices, for each metric that could fail and that several devices of the subject have. */
function poolsOf(
  paired: readonly Paired[],
): { readonly members: readonly number[]; readonly series: Omit<Series, 'support'> }[] {
  const byMetric = Map.groupBy(paired.keys(), (index) => {
    const { key, limited, series } = paired[index] as Paired;
    return key.part === null && key.variant !== null && series.threshold !== null ? limited.metric.id : null;
  });
  return [...byMetric]
    .filter(([id, members]) => id !== null && members.length > 1)
    .map(([, members]) => ({ members, series: pooled(members.map((index) => (paired[index] as Paired).series)) }));
}

/** The budgets of times are tested together; a rate of failures has a test of its own. */
function budgetsOf(
  entries: readonly Entry[],
  rule: NamedRule,
  launches: readonly number[],
): (BudgetJudgement | null)[] {
  const values = entries.map(({ samples, limited }) => launchValues(samples, limited, launches));
  const isTime = ({ limited: { metric, budget } }: Entry) => budget !== null && !isRate(metric);
  const times = [...entries.keys()].filter((index) => isTime(entries[index] as Entry));
  const judged = judgeBudgets(
    times.map((index) => {
      const { metric, budget } = (entries[index] as Entry).limited;
      return { launches: values[index] as number[], limit: budget?.limit ?? 0, worse: metric.worse };
    }),
    rule.budgets.looks,
    rule.budgets.level,
  );
  return entries.map(({ limited: { metric, budget } }, index) => {
    if (budget === null) return null;
    const launches = values[index] as number[];
    if (!isRate(metric)) return judged[times.indexOf(index)] ?? null;
    return metric.worse === 'higher'
      ? judgeErrorRate(launches, budget.limit)
      : judgeErrorRate(
          launches.map((value) => 1 - value),
          1 - budget.limit,
        );
  });
}

const isRate = ({ unit, level }: LimitedMetric['metric']): boolean => unit === 'fraction' && level === 'mean';

/** Head's value in each launch. */
function launchValues({ head }: MetricSamples, { metric }: LimitedMetric, launches: readonly number[]): number[] {
  const byLaunch = Map.groupBy(head, ({ launch }) => launch);
  return launches.flatMap((launch) => {
    const values = (byLaunch.get(launch) ?? []).map(({ value }) => value);
    if (values.length === 0) return [];
    return metric.level === 'mean' || values.length <= 2 ? mean(values) : median(values);
  });
}
