import type { MetricWords } from '../../checks/finding-text.ts';
import { checks } from '../../checks/index.ts';
import { isWithheld } from '../../compare/withheld.ts';
import { type Scale, UNITS } from '../../model/metric.ts';
import type { Result } from '../../model/report.ts';
import { worseSign } from '../../model/worse.ts';
import { counted, difference, limitText } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';
import { isAsBase, isMissing, isPastThreshold } from '../result-state.ts';
import { NOTHING } from './figures.ts';

/** The vocabulary of comment, terminal, check run, annotations and documentation. */

export type Mark = 'fail' | 'warn' | 'good' | 'pass' | 'open' | 'unknown' | 'none';

export const OVER_BUDGET = 'over budget';
const OVER_DEFAULT = 'over the default budget';
export const REGRESSED = 'regressed';
export const NOT_MEASURED = 'could not be measured';

/** Each mark is beside words with the same meaning. Marks in a terminal are one column wide. */
export const MARKS = {
  fail: { emoji: '❌', text: '✗' },
  warn: { emoji: '⚠️', text: '!' },
  good: { emoji: '✅', text: '✓' },
  pass: { emoji: '✅', text: '✓' },
  open: { emoji: 'ℹ️', text: '~' },
  unknown: { emoji: '⚠️', text: '?' },
  none: { emoji: '', text: ' ' },
} as const satisfies Record<Mark, { emoji: string; text: string }>;

/** A metric's own words; undefined if it uses those of its unit, or comes from a later version. */
function wordsOf(check: string, metric: string): MetricWords | undefined {
  const metrics = checks.find(({ id }) => id === check)?.explain.words.metrics ?? {};
  return Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
}

type Kind = Pick<Result, 'check' | 'metric' | 'unit' | 'worse'>;

/** The word for a change for the worse: slower for times, heavier for sizes, more for counts. */
export const worseWord = ({ check, metric, unit, worse }: Kind): string =>
  wordsOf(check, metric)?.worse ?? UNITS[unit].words[worse].worse;

const betterWord = ({ check, metric, unit, worse }: Kind): string =>
  wordsOf(check, metric)?.better ?? UNITS[unit].words[worse].better;

const THRESHOLD_WORD = {
  regressed: () => REGRESSED,
  worse: (result) =>
    result.threshold.limit === null
      ? worseWord(result)
      : `${worseWord(result)}, ${isPastThreshold(result) ? 'not certain enough to fail' : 'below the threshold'}`,
  unchanged: () => null,
  improved: betterWord,
  uncertain: () => 'uncertain',
  new: () => 'new',
  removed: () => 'removed',
  'no-baseline': () => 'no baseline',
  invalid: () => 'no verdict',
} as const satisfies Record<Result['threshold']['status'], (result: Result) => string | null>;

function markOf(result: Result): Mark {
  const { verdict, threshold, gates } = result;
  if (verdict === 'fail' || verdict === 'warn') return verdict;
  if (verdict === 'invalid') return 'unknown';
  if (verdict === 'accepted') return 'pass';
  if (threshold.status === 'improved' && gates) return 'good';
  if (threshold.status === 'uncertain' && gates) return 'open';
  return gates ? 'pass' : 'none';
}

/** The words for a witness: it supports the change, or is certain while the change is not. */
function witnessed({ check, change, threshold }: Result): string | null {
  const witness = change?.witness;
  const used = witness ? wordsOf(check, witness.metric)?.used : undefined;
  if (!witness || used === undefined) return null;
  const percent = Math.abs(witness.relative * 100);
  const amount = `${percent.toFixed(percent < 9.95 ? 1 : 0)} % ${witness.relative > 0 ? 'more' : 'less'} ${used}`;
  return threshold.status === 'uncertain' ? `but it uses ${amount}` : `confirmed by ${amount}`;
}

/** ` since 4f1c2ab (12 days)`, or a note that base is over the budget, too. */
function sinceText({ since, budget }: Result): string {
  if (since !== undefined) return ` since ${shortSha(since.sha)} (${counted(since.days, 'day')})`;
  return budget?.asBase ? ', as base is' : '';
}

/** A result's mark and the words beside it. */
export function status(result: Result): { mark: Mark; words: string } {
  if (isWithheld(result)) return { mark: 'none', words: 'not measured' };
  if (isMissing(result)) return { mark: 'unknown', words: NOT_MEASURED };
  const over = `${isAsBase(result) ? OVER_DEFAULT : OVER_BUDGET}${sinceText(result)}`;
  const budget = { over, unclear: 'may be over budget', within: null }[result.budget?.status ?? 'within'];
  const words = [
    result.verdict === 'accepted' ? 'accepted' : null,
    budget,
    THRESHOLD_WORD[result.threshold.status](result),
    witnessed(result),
  ].filter((word) => word !== null);
  return { mark: markOf(result), words: words.join(', ') };
}

/** `+20 %`, `+5 kB`. */
export function thresholdWords(
  { limit, by }: { readonly limit: number; readonly by: Result['threshold']['by'] },
  { unit, worse }: Pick<Result, 'unit' | 'worse'>,
): string {
  const sign = worseSign({ worse });
  if (by === 'amount') return difference(sign * limit, unit);
  return `${sign > 0 ? '+' : '−'}${Number((limit * 100).toFixed(2))} %`;
}

export const thresholdText = (result: Result): string => {
  const { limit, by } = result.threshold;
  return limit === null ? NOTHING : thresholdWords({ limit, by }, result);
};

/** Budget and threshold of a result, with a dash for one that is off: `500 ms, +20 %`. */
export function limits(result: Result, scale: Scale): string {
  const atLeast = result.worse === 'lower' ? '≥ ' : '';
  const kept = result.budget?.ratchet === true ? ' (ratchet)' : '';
  const limit = result.budget?.limit ?? result.unjudgedBudget ?? null;
  const budget = limit === null ? NOTHING : atLeast + limitText(limit, result.unit, scale) + kept;
  const threshold = thresholdText(result);
  return budget === NOTHING && threshold === NOTHING ? NOTHING : `${budget}, ${threshold}`;
}

/** `3 min 12 s`, `12.4 s`, `0.8 s`. */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}
