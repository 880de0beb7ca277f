/** Where some numbers lie. All return NaN for an empty list. */

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The middle number, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/**
 * The pseudomedian (Hodges & Lehmann 1963): the median of the means of all pairs, (x_i + x_j) / 2 with i ≤ j. It is nearly
 * as sharp as the mean where noise is normal, and a few wild numbers do not move it far.
 */
export function pseudomedian(numbers: readonly number[]): number {
  return median(numbers.flatMap((a, i) => numbers.slice(i).map((b) => (a + b) / 2)));
}

/** The standard deviation of a sample, with n − 1; NaN for fewer than two numbers. */
export function standardDeviation(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return Math.sqrt(numbers.reduce((sum, number) => sum + (number - middle) ** 2, 0) / (numbers.length - 1));
}
