/**
 * The estimate that belongs to the signed-rank test (Hodges & Lehmann 1963): the weighted median of the means of all
 * pairs of differences, (d_i + d_j) / 2 with i ≤ j ("Walsh averages") and the weight w_i · w_j. It is nearly as sharp
 * as the mean where noise is normal, and a few wild differences do not move it far.
 */

export interface WalshAverage {
  readonly value: number;
  readonly weight: number;
  /** The differences that it is the mean of. */
  readonly i: number;
  readonly j: number;
}

/** All Walsh averages, from the smallest to the largest. */
export function walshAverages(differences: readonly number[], weights: readonly number[]): WalshAverage[] {
  const averages: WalshAverage[] = [];
  for (let i = 0; i < differences.length; i++) {
    for (let j = i; j < differences.length; j++) {
      averages.push({
        value: ((differences[i] as number) + (differences[j] as number)) / 2,
        weight: (weights[i] as number) * (weights[j] as number),
        i,
        j,
      });
    }
  }
  return averages.sort((a, b) => a.value - b.value);
}

/** The weighted median of averages that are already in order; NaN of none. */
export function hodgesLehmann(averages: readonly WalshAverage[]): number {
  const half = averages.reduce((sum, { weight }) => sum + weight, 0) / 2;
  // Sums of the same weights in another order differ in their last digits. Without this, the estimate of the mirrored
  // differences would now and then be another one.
  const rounding = half * 1e-9;
  let sum = 0;
  for (const [k, { value, weight }] of averages.entries()) {
    sum += weight;
    if (sum < half - rounding) continue;
    const next = averages[k + 1];
    return sum <= half + rounding && next ? (value + next.value) / 2 : value;
  }
  return Number.NaN;
}

/**
 * The estimate without each group in turn. `groups[i]` says which group (launch) the i-th difference belongs to. A
 * group's luck that alone carries an estimate is seen here.
 */
export function hodgesLehmannWithoutEach(averages: readonly WalshAverage[], groups: readonly number[]): number[] {
  return [...new Set(groups)].map((group) =>
    hodgesLehmann(averages.filter(({ i, j }) => groups[i] !== group && groups[j] !== group)),
  );
}

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
