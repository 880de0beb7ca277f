import { type Column, certainAfter } from './certain.ts';
import { type Estimate, estimateOf, isLikely } from './interval.ts';
import type { Looks } from './levels.ts';
import { quantileAbove } from './student-t.ts';

export type Status = 'regressed' | 'worse' | 'unchanged' | 'improved' | 'uncertain';

/** One metric of a subject, on one device or of one part, launch by launch. */
export interface Series {
  /** The change of each launch, on the metric's scale: positive for the worse, null without a complete pair. */
  readonly launches: readonly (number | null)[];
  /** The size of a regression, on the scale; at least the floor. Null: it can't regress. */
  readonly threshold: number | null;
  /** The smallest change that can be called worse or improved: 5 %, at least the floor. */
  readonly minEffect: number;
  /** The limit below which a metric without a threshold is unchanged: 10 %, at least the floor. */
  readonly equivalenceMargin: number;
  /** `mean` where a visit counts what is rare. */
  readonly center: 'typical' | 'mean';
  /**
   * Other series of the subject that move for the same reason. If one of them is certain, this one needs less evidence.
   */
  readonly support: readonly Support[];
}

interface Support {
  /** Its place in the subject's list. */
  readonly series: number;
  /**
   * The share of its own threshold that the supporting series must have moved by. If it has none, the supported one's
   * is used.
   */
  readonly share: number;
}

export interface SubjectRule {
  /** Null: the plan allows too few launches for certainty. */
  readonly looks: Looks | null;
  /** The level for the subject's changes for the worse, over all looks. Improvements get the same level again. */
  readonly level: number;
  /** With fewer launches there is no judgement: 3 of a server, 4 of a page. */
  readonly minLaunches: number;
}

/** The judgement of one series. */
export interface Judgement {
  readonly status: Status;
  /** Whether more launches would not change it. */
  readonly settled: boolean;
  /** On the scale, positive for the worse. */
  readonly estimate: number;
  /** The interval of 90 %; it does not contradict what is certain. Null for a single launch. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /**
   * The smallest regression that this many launches with this noise detect in about four of five runs; null for a
   * single launch.
   */
  readonly detectable: number | null;
  /** The number of launches behind it. */
  readonly launches: number;
  /** The index of the series that supports it, if it was not certain by itself; null otherwise. */
  readonly supportedBy: number | null;
  /** Whether the change is so likely (one-sided t, 0.001) that the first lines name it, even without a threshold. */
  readonly isPlain: boolean;
}

/** One-sided levels of the t test. */
const LIKELY = { worse: 0.01, plain: 0.001, beside: 0.05 } as const;
/** From this many launches on, the t test may call a change worse or improved. */
const LAUNCHES_FOR_A_WORD = 5;
/** From this many launches on, an estimate that is not near zero keeps nothing open. */
const ENOUGH_LAUNCHES = 8;
/**
 * An estimate of this many times the margin, about 20 %, keeps a subject without a threshold open to `ENOUGH_LAUNCHES`.
 */
const LARGE = 2;
/** The share of the threshold that a change must certainly exceed, since two sides are never quite equal. */
const MARGIN = 1 / 4;

/**
 * Judges all series of a subject together, from all of their launches. A regression or an improvement that is certain
 * at a look keeps the figures of that look. Everything else uses all launches.
 */
export function judgeSubject(series: readonly Series[], rule: SubjectRule): Judgement[] {
  const worse = certainty(series, rule, 1);
  const better = certainty(series, rule, -1);
  return series.map((one, index) => {
    const context = { series, one, index, rule };
    return certainChange(context, worse, 1) ?? certainChange(context, better, -1) ?? ordinary(context);
  });
}

interface Context {
  readonly series: readonly Series[];
  readonly one: Series;
  readonly index: number;
  readonly rule: SubjectRule;
}

/** The number of launches after which each series is certain to have changed in a direction; null if none. */
function certainty(series: readonly Series[], { looks, level }: SubjectRule, direction: 1 | -1): (number | null)[] {
  const thresholds = series.map((_, index) => thresholdOf(series, index));
  const indexes = [...series.keys()].filter((index) => thresholds[index] !== null);
  // Trying all flips is expensive, and useless if no series was ever past its threshold.
  if (looks === null || !series.some((one) => isEverPast(one, looks, direction))) return series.map(() => null);
  const columns = indexes.map(
    (index): Column => ({
      launches: (series[index] as Series).launches.map((number) => direction * (number ?? 0)),
      margin: MARGIN * (thresholds[index] as number),
    }),
  );
  const after = certainAfter(columns, looks, level);
  return series.map((_, index) => after[indexes.indexOf(index)] ?? null);
}

function isEverPast(one: Series, { first, last }: Looks, direction: 1 | -1): boolean {
  const { threshold, center } = one;
  if (threshold === null) return false;
  for (let count = first; count <= Math.min(last, one.launches.length); count++) {
    if (direction * estimateOf(numbersOf(one, count), center).value >= threshold) return true;
  }
  return false;
}

/** The threshold of a series; without one, that of the first series that it supports. */
function thresholdOf(series: readonly Series[], index: number): number | null {
  const own = series[index]?.threshold ?? null;
  const supported = series.find(
    (one) => one.threshold !== null && one.support.some((support) => support.series === index),
  );
  return own ?? supported?.threshold ?? null;
}

const numbersOf = ({ launches }: Series, count = launches.length): number[] =>
  launches.slice(0, count).filter((number) => number !== null);

/** The judgement at the first look at which a change of the threshold's size is certain, by itself or with support. */
function certainChange(context: Context, after: readonly (number | null)[], direction: 1 | -1): Judgement | null {
  const { series, one, index, rule } = context;
  if (one.threshold === null || rule.looks === null) return null;
  const isCertain = (of: number, count: number): boolean => (after[of] ?? Number.POSITIVE_INFINITY) <= count;
  const end = Math.min(rule.looks.last, one.launches.length);
  for (let count = rule.looks.first; count <= end; count++) {
    const estimate = estimateOf(numbersOf(one, count), one.center);
    if (!(direction * estimate.value >= one.threshold)) continue;
    const byItself = isCertain(index, count);
    const supports = ({ series: other, share }: Support): boolean => {
      const { value } = estimateOf(numbersOf(series[other] as Series, count), 'typical');
      return (
        isCertain(other, count) && direction * value >= share * (thresholdOf(series, other) ?? Number.POSITIVE_INFINITY)
      );
    };
    const supportedBy =
      byItself || !isLikely(estimate, direction, LIKELY.beside) ? null : (one.support.find(supports)?.series ?? null);
    if (!byItself && supportedBy === null) continue;
    const status = direction === 1 ? 'regressed' : 'improved';
    return said(context, { status, settled: true, supportedBy }, estimate, byItself ? direction : null);
  }
  return null;
}

function ordinary(context: Context): Judgement {
  const { one, rule } = context;
  const estimate = estimateOf(numbersOf(one), one.center);
  const { launches, value, half } = estimate;
  const limit = one.threshold ?? one.equivalenceMargin;
  const isBelow = launches >= rule.minLaunches && Math.abs(value) + half < limit;
  const may = launches >= LAUNCHES_FOR_A_WORD;
  const status =
    may && value >= one.minEffect && isLikely(estimate, 1, LIKELY.worse)
      ? 'worse'
      : may && -value >= one.minEffect && isLikely(estimate, -1, LIKELY.worse)
        ? 'improved'
        : isBelow
          ? 'unchanged'
          : 'uncertain';
  return said(
    context,
    { status, settled: isSettled(context, estimate, status, isBelow), supportedBy: null },
    estimate,
    null,
  );
}

function isSettled({ one, rule }: Context, { launches, value }: Estimate, status: Status, isBelow: boolean): boolean {
  if (rule.looks !== null && one.launches.length >= rule.looks.last) return true;
  if (launches < rule.minLaunches) return false;
  if (one.threshold === null) return value < LARGE * one.equivalenceMargin || launches >= ENOUGH_LAUNCHES;
  if (status !== 'unchanged') return status !== 'uncertain' && isBelow;
  return Math.abs(value) < one.minEffect || launches >= ENOUGH_LAUNCHES;
}

function said(
  { one, rule }: Context,
  outcome: Pick<Judgement, 'status' | 'settled' | 'supportedBy'>,
  estimate: Estimate,
  certain: 1 | -1 | null,
): Judgement {
  const { value, half, launches } = estimate;
  const margin = MARGIN * (one.threshold ?? 0);
  const interval =
    launches < 2
      ? null
      : {
          low: certain === 1 ? Math.max(value - half, margin) : value - half,
          high: certain === -1 ? Math.min(value + half, -margin) : value + half,
        };
  return {
    ...outcome,
    estimate: value,
    interval,
    detectable: launches < 2 ? null : detectable(one, rule, estimate),
    launches,
    isPlain: launches >= LAUNCHES_FOR_A_WORD && value >= one.minEffect && isLikely(estimate, 1, LIKELY.plain),
  };
}

function detectable(one: Series, { level }: SubjectRule, { launches, standardError }: Estimate): number {
  const threshold = one.threshold ?? one.equivalenceMargin;
  const seen = quantileAbove(Math.min(0.5, level), launches - 1) + quantileAbove(0.2, launches - 1);
  return Math.max(threshold, MARGIN * threshold + seen * standardError);
}
