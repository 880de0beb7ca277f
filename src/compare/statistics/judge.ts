import { type Column, certainAfter } from './certain.ts';
import { type Estimate, estimateOf, isLikely } from './interval.ts';
import type { Looks } from './levels.ts';
import { quantileAbove } from './student-t.ts';

export type Status = 'regressed' | 'worse' | 'unchanged' | 'improved' | 'uncertain';

/** One metric of a subject, on one device or of one part, launch by launch. */
export interface Series {
  /** What each launch changed by, on the metric's scale: positive for the worse, null without a complete pair. */
  readonly launches: readonly (number | null)[];
  /** How much worse is a regression, on the scale; at least the floor. Null: nothing can regress it. */
  readonly threshold: number | null;
  /** The smallest change that can be called worse or improved: 5 %, at least the floor. */
  readonly minEffect: number;
  /** Where there is no threshold, an unchanged metric stays below this: 10 %, at least the floor. */
  readonly equivalenceMargin: number;
  /** `mean` where a visit counts what is rare. */
  readonly center: 'typical' | 'mean';
  /** Other series of the subject that move for the same reason: where one is certain, less is asked of this one. */
  readonly support: readonly Support[];
}

interface Support {
  /** Its place in the subject's list. */
  readonly series: number;
  /** How much of its threshold it must have moved by. One without a threshold takes that of the series it supports. */
  readonly share: number;
}

export interface SubjectRule {
  /** Null: the plan allows too few launches for anything to be certain. */
  readonly looks: Looks | null;
  /** Of the subject's changes for the worse, over all looks; as much again is for improvements. */
  readonly level: number;
  /** Below this many launches nothing is said: 3 of a server, 4 of a page. */
  readonly minLaunches: number;
}

/** What is said of one series. */
export interface Judgement {
  readonly status: Status;
  /** More launches are not needed to say so. */
  readonly settled: boolean;
  /** On the scale, positive for the worse. */
  readonly estimate: number;
  /** The interval of 90 %; it does not contradict what is certain. Null for a single launch. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** The smallest regression that as many launches like these show in about four runs of five; null for a single launch. */
  readonly detectable: number | null;
  /** Launches that it rests on. */
  readonly launches: number;
  /** The place of the series that it rests on, where it was not certain by itself; null otherwise. */
  readonly supportedBy: number | null;
  /** Whether the change is so likely (one-sided t, 0.001) that it deserves a word in the first lines, threshold or not. */
  readonly isPlain: boolean;
}

/** One-sided levels of the t test. */
const LIKELY = { worse: 0.01, plain: 0.001, beside: 0.05 } as const;
/** From so many launches on, a change may be called worse or improved by it. */
const LAUNCHES_FOR_A_WORD = 5;
/** From so many launches on, nothing stays open because the estimate is not near enough to zero. */
const ENOUGH_LAUNCHES = 8;
/** From so many times its margin on, about 20 %, a metric without a threshold keeps its subject open to `ENOUGH_LAUNCHES`. */
const LARGE = 2;
/** A change must be certainly more than this share of the threshold: what differs between two sides is never quite nothing. */
const MARGIN = 1 / 4;

/**
 * Judges all series of a subject together, from all of their launches. A regression or an improvement that is certain at
 * a look stays, with the figures of that look; everything else is said of all launches.
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

/** After how many launches each series is certain to have changed in a direction; null: after none. */
function certainty(series: readonly Series[], { looks, level }: SubjectRule, direction: 1 | -1): (number | null)[] {
  const thresholds = series.map((_, index) => thresholdOf(series, index));
  const indexes = [...series.keys()].filter((index) => thresholds[index] !== null);
  // To try all flips is dear, and of no use where nothing was ever past its threshold.
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

/** A series without a threshold is held against that of the first one that it supports. */
function thresholdOf(series: readonly Series[], index: number): number | null {
  const own = series[index]?.threshold ?? null;
  const supported = series.find(
    (one) => one.threshold !== null && one.support.some((support) => support.series === index),
  );
  return own ?? supported?.threshold ?? null;
}

const numbersOf = ({ launches }: Series, count = launches.length): number[] =>
  launches.slice(0, count).filter((number) => number !== null);

/** The first look at which a change of the threshold's size is certain, by itself or by what supports it. */
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
