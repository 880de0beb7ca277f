/**
 * The signed-rank test of Wilcoxon (1945), with weights, exact: how likely is it that differences which lie
 * symmetrically around `centre` come out as far above it as these do?
 *
 * With x = difference − centre in the order of |x|, the k-th counts a_k = w_k · (w_1 + … + w_k), and the statistic is
 * the sum of a_k over the positive x. Under symmetry every sign is a fair coin, so its distribution is that of
 * Σ a_k · coin_k, which is summed up here by dynamic programming: no table, no random numbers, no approximation by a
 * normal distribution. Equal weights give a_k = k, Wilcoxon's own ranks. The weights must not depend on the signs.
 */

/**
 * What all counts add up to, for each difference, when they have to be rounded to whole numbers. Rounding then moves the
 * sum by about 1/500 of its standard deviation, and small p-values by 1 % of themselves.
 */
const RESOLUTION = 250;

/** The p-value of "the centre is at most `centre`": small when the differences lie above it. */
export function probabilityAtMost(differences: readonly number[], weights: readonly number[], centre: number): number {
  const { counts, above } = signedRanks(differences, weights, centre);
  return probabilityOfSum(counts, above);
}

/** The p-value of "the centre is at least `centre`": small when the differences lie below it. */
export function probabilityAtLeast(differences: readonly number[], weights: readonly number[], centre: number): number {
  const { counts, below } = signedRanks(differences, weights, centre);
  return probabilityOfSum(counts, below);
}

/** P(Σ counts_k · coin_k ≥ sum) for fair coins and whole counts. */
function probabilityOfSum(counts: readonly number[], sum: number): number {
  const total = counts.reduce((all, count) => all + count, 0);
  // Heads and tails may be swapped, so P(Σ ≥ sum) = P(Σ ≤ total − sum), and the shorter of the two tails will do.
  const lower = total - sum < sum;
  const limit = lower ? total - sum : sum - 1;
  const atMost = probabilityOfSumUpTo(counts, limit);
  return lower ? atMost : 1 - atMost;
}

function probabilityOfSumUpTo(counts: readonly number[], limit: number): number {
  if (limit < 0) return 0;
  const probability = new Float64Array(limit + 1);
  probability[0] = 1;
  let reached = 0;
  for (const count of counts) {
    reached = Math.min(limit, reached + count);
    for (let sum = reached; sum >= count; sum--) {
      probability[sum] = 0.5 * ((probability[sum] as number) + (probability[sum - count] as number));
    }
    for (let sum = Math.min(count, limit + 1) - 1; sum >= 0; sum--)
      probability[sum] = 0.5 * (probability[sum] as number);
  }
  return Math.min(
    1,
    probability.reduce((all, one) => all + one, 0),
  );
}

/**
 * What every difference counts, in the order of its distance from `centre`, and the sums above and below it. Equal
 * distances share: each counts what it would on average over all their orders. A distance of zero is on neither side,
 * which makes both p-values larger.
 */
function signedRanks(
  differences: readonly number[],
  weights: readonly number[],
  centre: number,
): { counts: number[]; above: number; below: number } {
  const sorted = differences
    .map((difference, i) => ({ x: difference - centre, weight: weights[i] as number }))
    .sort((a, b) => Math.abs(a.x) - Math.abs(b.x));

  const raw: number[] = [];
  let before = 0;
  for (let start = 0; start < sorted.length; ) {
    const distance = Math.abs((sorted[start] as { x: number }).x);
    let end = start;
    let tied = 0;
    for (; end < sorted.length && Math.abs((sorted[end] as { x: number }).x) === distance; end++) {
      tied += (sorted[end] as { weight: number }).weight;
    }
    for (; start < end; start++) {
      const { weight } = sorted[start] as { weight: number };
      raw.push(weight * (before + (tied + weight) / 2));
    }
    before += tied;
  }

  const counts = wholeNumbers(raw, weights);
  let above = 0;
  let below = 0;
  sorted.forEach(({ x }, k) => {
    if (x > 0) above += counts[k] as number;
    if (x < 0) below += counts[k] as number;
  });
  return { counts, above, below };
}

/** Ranks, and halves of ranks where there are ties, are doubled and stay exact; other counts are scaled and rounded. */
function wholeNumbers(raw: readonly number[], weights: readonly number[]): number[] {
  const weight = weights[0] ?? 1;
  if (weights.every((other) => other === weight)) return raw.map((count) => Math.round((2 * count) / weight ** 2));
  const total = raw.reduce((all, count) => all + count, 0);
  return raw.map((count) => Math.round((RESOLUTION * raw.length * count) / total));
}
