import type { Metric } from '../model/metric.ts';
import { mean, pseudomedian as typical } from './statistics/center.ts';
import type { Values } from './statistics/scale.ts';

/** The level of one side: its pseudomedian, or its mean if visits count rare events. `values` is not empty. */
export const level = (metric: Metric, values: readonly number[]): number =>
  metric.level === 'mean' ? mean(values) : typical(values);

/**
 * The levels of both sides, placed half of the estimated change to each side of the middle of all rounds. So they
 * differ by exactly the judged change, as two separate medians would not.
 *
 * @param estimate head / base − 1 for ratios, head − base for differences.
 */
export function levels(
  metric: Metric,
  pairs: readonly Values[],
  compared: 'ratio' | 'difference',
  estimate: number,
): { base: number; head: number } {
  if (metric.level === 'mean') {
    return { base: mean(pairs.map(({ base }) => base)), head: mean(pairs.map(({ head }) => head)) };
  }
  if (compared === 'ratio') {
    const middle = Math.exp(typical(pairs.map(({ base, head }) => (Math.log(base) + Math.log(head)) / 2)));
    const half = Math.sqrt(1 + estimate);
    return { base: rounded(middle / half), head: rounded(middle * half) };
  }
  const middle = typical(pairs.map(({ base, head }) => (base + head) / 2));
  // A level never falls below zero: a metric that is zero on a healthy side keeps its zero.
  const lower = Math.max(0, middle - Math.abs(estimate) / 2);
  return estimate >= 0 ? { base: lower, head: lower + estimate } : { base: lower - estimate, head: lower };
}

/** Removes the rounding errors of logarithms, so that three requests are 3 and within a budget of 3. */
const rounded = (value: number): number => Number(value.toPrecision(12));
