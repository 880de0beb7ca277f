import { mean, pseudomedian, standardDeviation } from './center.ts';
import { quantileAbove } from './student-t.ts';

/** The estimate over the launches of one metric. */
export interface Estimate {
  readonly launches: number;
  /** Their pseudomedian from five launches on, else their mean. */
  readonly value: number;
  /** Half of the width of the interval, 5 % at each end; ∞ for a single launch. */
  readonly half: number;
  /** The standard error of the mean; NaN for a single launch. */
  readonly standardError: number;
  readonly mean: number;
}

/** The one-sided level at each end of the interval. */
const LEVEL = 0.05;

/** The estimate and the interval leave out the most extreme launches from this number on. */
const LAUNCHES_FOR_PSEUDOMEDIAN = 5;
const LAUNCHES_TO_TRIM = 8;

/**
 * The t interval over launches, or that of the trimmed mean where it is narrower (Tukey & McLaughlin 1963): one launch of
 * eight is cut at each end, and its spread is that of the winsorised numbers.
 *
 * @param center `mean` where a launch counts what is rare: a pseudomedian of mostly zeros is zero.
 */
export function estimateOf(numbers: readonly number[], center: 'typical' | 'mean'): Estimate {
  const { length: launches } = numbers;
  const value = center === 'typical' && launches >= LAUNCHES_FOR_PSEUDOMEDIAN ? pseudomedian(numbers) : mean(numbers);
  if (launches < 2) {
    return { launches, value, half: Number.POSITIVE_INFINITY, standardError: Number.NaN, mean: mean(numbers) };
  }
  const standardError = standardDeviation(numbers) / Math.sqrt(launches);
  const plain = quantileAbove(LEVEL, launches - 1) * standardError;
  const half = center === 'typical' && launches >= LAUNCHES_TO_TRIM ? Math.min(plain, trimmedHalf(numbers)) : plain;
  return { launches, value, half, standardError, mean: mean(numbers) };
}

function trimmedHalf(numbers: readonly number[]): number {
  const { length: launches } = numbers;
  const cut = Math.floor(launches / LAUNCHES_TO_TRIM);
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[cut] as number, sorted[launches - 1 - cut] as number];
  const winsorised = sorted.map((number) => Math.min(high, Math.max(low, number)));
  const standardError = standardDeviation(winsorised) / ((1 - (2 * cut) / launches) * Math.sqrt(launches));
  return quantileAbove(LEVEL, launches - 2 * cut - 1) * standardError;
}

/** Whether the mean lies above zero by more than chance, by a one-sided t test; `direction` −1 asks for below. */
export function isLikely({ mean, standardError, launches }: Estimate, direction: 1 | -1, level: number): boolean {
  return (
    launches >= 2 && direction * mean > 0 && direction * mean >= quantileAbove(level, launches - 1) * standardError
  );
}
