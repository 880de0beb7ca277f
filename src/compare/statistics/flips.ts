/**
 * Randomisation inference (Fisher 1935; Lehmann & Romano 2005, §5.8 and §15.2). A coin decides for each launch which side
 * goes first. If base and head are the same program, every one of the 2^L ways to flip the signs of L launches was equally
 * likely, whatever the noise. The certainty of a change is the share of flips that look as bad as what was measured.
 *
 * A flip is a whole number: bit l turns the sign of launch l. Flip 0 is what was measured.
 */

/** The flips that were certain at an earlier look. Later looks may not spend them again. */
interface SpentFlips {
  /** The number of launches that each flip covers. */
  readonly launches: number;
  readonly flips: ReadonlySet<number>;
}

export const NOTHING_SPENT: SpentFlips = { launches: 0, flips: new Set() };

/** Statistics whose difference is only rounding count as equal; they are of the size of 1 to the number of launches. */
const ROUNDING = 1e-9;

/**
 * One look at some columns of numbers, one number a launch, all labelled by the same coins. A column is certain where its
 * mean, in units of its root mean square, is among the largest maxima over columns that all flips give (max-T: Westfall
 * & Young 1993). Unscaled columns of zeros are never certain, and cost the others nothing.
 *
 * The largest maxima decide, and the share of all flips that may be certain bounds how many. So the work follows that
 * share, and not the number of all flips.
 *
 * @param columns at least one, of equal length: at most 20 launches. Positive numbers are changes for the worse.
 * @param share how much of all flips may have been certain up to and including this look, from 0 to 1.
 */
export function lookAtFlips(
  columns: readonly (readonly number[])[],
  share: number,
  spent: SpentFlips,
): { readonly certain: readonly boolean[]; readonly spent: SpentFlips } {
  const launches = columns[0]?.length ?? 0;
  const all = 2 ** launches;
  const most = Math.floor(share * all);
  const before = extended(spent, launches);
  const scaled = columns.map(inUnitsOfRms);
  const maxima = largestMaxima(
    scaled.filter((column) => column !== null),
    Math.min(all, most + 1),
  );
  const open = maxima.filter(({ flip }) => !before.has(flip));
  const { limit, taken } = criticalValue(open, Math.min(all, most) - before.size);
  return {
    certain: scaled.map((column) => column !== null && sum(column) >= limit),
    spent: { launches, flips: new Set([...before, ...open.slice(0, taken).map(({ flip }) => flip)]) },
  };
}

/** Extends flips to more launches: a flip is spent if its first launches are. */
function extended({ launches, flips }: SpentFlips, to: number): ReadonlySet<number> {
  const all = new Set<number>();
  for (let start = 0; start < 2 ** to; start += 2 ** launches) for (const flip of flips) all.add(start + flip);
  return all;
}

const sum = (column: readonly number[]): number => column.reduce((total, number) => total + number, 0);

/** The root mean square does not change with signs. Null for zeros alone. */
function inUnitsOfRms(column: readonly number[]): number[] | null {
  const rms = Math.sqrt(column.reduce((total, number) => total + number ** 2, 0) / column.length);
  return rms > 0 ? column.map((number) => number / rms) : null;
}

interface Flipped {
  readonly flip: number;
  readonly sum: number;
}

/**
 * The flips with the largest sums of any column, in descending order; at least `count`. A flip that one column puts
 * among them is among the largest of that column, too.
 */
function largestMaxima(columns: readonly (readonly number[])[], count: number): Flipped[] {
  const maxima = new Map<number, number>();
  for (const column of columns) {
    for (const { flip, sum } of largestSums(column, count)) {
      maxima.set(flip, Math.max(sum, maxima.get(flip) ?? Number.NEGATIVE_INFINITY));
    }
  }
  return [...maxima].map(([flip, sum]) => ({ flip, sum })).sort((a, b) => b.sum - a.sum);
}

/**
 * The flips of a column with the largest sums, in descending order. It extends the flips of the column's first
 * launches.
 */
function largestSums(column: readonly number[], count: number): Flipped[] {
  return column.reduce<Flipped[]>(
    (best, number, launch) => {
      const kept = best.map(({ flip, sum }) => ({ flip, sum: sum + number }));
      const turned = best.map(({ flip, sum }) => ({ flip: flip + 2 ** launch, sum: sum - number }));
      return merged(kept, turned, count);
    },
    [{ flip: 0, sum: 0 }],
  );
}

/** The first `count` of two lists in descending order. */
function merged(some: readonly Flipped[], others: readonly Flipped[], count: number): Flipped[] {
  const both: Flipped[] = [];
  let next = 0;
  let other = 0;
  while (both.length < count) {
    const [one, two] = [some[next], others[other]];
    if (one === undefined && two === undefined) break;
    const isFirst = two === undefined || (one !== undefined && one.sum >= two.sum);
    both.push((isFirst ? one : two) as Flipped);
    if (isFirst) next++;
    else other++;
  }
  return both;
}

/**
 * Statistics above this spend at most `most` open flips; ∞ if none does. It lies at the next flip, not at the last that is
 * spent: a column between both is as rare. Ties at the border reject nothing.
 *
 * @param open in descending order.
 */
function criticalValue(open: readonly Flipped[], most: number): { readonly limit: number; readonly taken: number } {
  const sumOf = (place: number): number => open[place]?.sum ?? Number.NEGATIVE_INFINITY;
  let taken = Math.min(open.length, most);
  while (taken > 0 && sumOf(taken - 1) - sumOf(taken) <= ROUNDING) taken--;
  return taken > 0 ? { limit: sumOf(taken) + ROUNDING / 2, taken } : { limit: Number.POSITIVE_INFINITY, taken: 0 };
}
