/**
 * Randomisation inference (Fisher 1935; Lehmann & Romano 2005, §5.8 and §15.2). A coin decides for each launch which side
 * goes first. If base and head are the same program, every one of the 2^L ways to flip the signs of L launches was equally
 * likely, whatever the noise. The certainty of a change is the share of flips that look as bad as what was measured.
 *
 * A flip is a whole number: bit l turns the sign of launch l. Flip 0 is what was measured.
 */

/** The flips that were certain at an earlier look. A later look may not spend them again. */
interface SpentFlips {
  /** How many launches the flips are of. */
  readonly launches: number;
  /** 1 for each flip that is spent; 2^launches entries. */
  readonly isSpent: Uint8Array;
}

export const NOTHING_SPENT: SpentFlips = { launches: 0, isSpent: new Uint8Array(1) };

/** Statistics whose difference is only rounding count as equal; they are of the size of 1 to the number of launches. */
const ROUNDING = 1e-9;

/**
 * One look at some columns of numbers, one number a launch, all labelled by the same coins. A column is certain where its
 * mean, in units of its root mean square, is among the largest maxima over columns that all flips give (max-T: Westfall
 * & Young 1993). Unscaled columns of zeros are never certain, and cost the others nothing.
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
  const isSpent = extended(spent, launches);
  const scaled = columns.map(inUnitsOfRms);
  const maxima = maximaOfFlips(
    scaled.filter((column) => column !== null),
    launches,
  );
  const limit = criticalValue(maxima, isSpent, Math.floor(share * isSpent.length));
  for (let flip = 0; flip < maxima.length; flip++) if ((maxima[flip] as number) >= limit) isSpent[flip] = 1;
  return {
    certain: scaled.map((column) => column !== null && sum(column) >= limit),
    spent: { launches, isSpent },
  };
}

/** A flip of more launches is spent where its first launches are. */
function extended({ launches, isSpent }: SpentFlips, to: number): Uint8Array {
  const all = new Uint8Array(2 ** to);
  for (let start = 0; start < all.length; start += 2 ** launches) all.set(isSpent, start);
  return all;
}

const sum = (column: readonly number[]): number => column.reduce((total, number) => total + number, 0);

/** The root mean square does not change with signs. Null for zeros alone. */
function inUnitsOfRms(column: readonly number[]): number[] | null {
  const rms = Math.sqrt(column.reduce((total, number) => total + number ** 2, 0) / column.length);
  return rms > 0 ? column.map((number) => number / rms) : null;
}

/** For each flip, the largest sum of all columns; −∞ without columns. */
function maximaOfFlips(columns: readonly (readonly number[])[], launches: number): Float64Array {
  const maxima = new Float64Array(2 ** launches).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(2 ** launches);
  for (const column of columns) {
    sums[0] = 0;
    // After launch l, `sums` holds those of all 2^(l+1) flips of the launches so far.
    column.forEach((number, launch) => {
      const half = 2 ** launch;
      for (let flip = 0; flip < half; flip++) {
        const before = sums[flip] as number;
        sums[flip] = before + number;
        sums[flip + half] = before - number;
      }
    });
    for (let flip = 0; flip < sums.length; flip++)
      maxima[flip] = Math.max(maxima[flip] as number, sums[flip] as number);
  }
  return maxima;
}

/**
 * Statistics above this spend at most `most` flips in all; ∞ if none does. It lies at the next flip, not at the last that is
 * spent: a column between both is as rare. Ties at the border reject nothing.
 */
function criticalValue(maxima: Float64Array, isSpent: Uint8Array, most: number): number {
  const spent = isSpent.reduce((count, one) => count + one, 0);
  let take = Math.min(maxima.length - spent, most - spent);
  if (take <= 0) return Number.POSITIVE_INFINITY;
  const open = openOnes(maxima, isSpent, maxima.length - spent);
  const largest = largestOf(open, take + 1);
  const nextAfter = (taken: number) => largest[taken] ?? Number.NEGATIVE_INFINITY;
  while (take > 0 && nextAfter(take - 1) - nextAfter(take) <= ROUNDING) take--;
  return take > 0 ? nextAfter(take) + ROUNDING / 2 : Number.POSITIVE_INFINITY;
}

function openOnes(maxima: Float64Array, isSpent: Uint8Array, count: number): Float64Array {
  const open = new Float64Array(count);
  let place = 0;
  for (let flip = 0; flip < maxima.length; flip++) if (isSpent[flip] === 0) open[place++] = maxima[flip] as number;
  return open;
}

/**
 * The largest numbers, in descending order; `numbers` is reordered. To sort a million flips takes seconds, so this selects
 * (Hoare 1961) and sorts only what it returns.
 */
function largestOf(numbers: Float64Array, count: number): Float64Array {
  let from = 0;
  let to = numbers.length - 1;
  while (from < to && count < numbers.length) {
    const pivot = numbers[(from + to) >>> 1] as number;
    let left = from;
    let right = to;
    while (left <= right) {
      while ((numbers[left] as number) > pivot) left++;
      while ((numbers[right] as number) < pivot) right--;
      if (left > right) break;
      const swapped = numbers[left] as number;
      numbers[left++] = numbers[right] as number;
      numbers[right--] = swapped;
    }
    if (count - 1 <= right) to = right;
    else if (count - 1 >= left) from = left;
    else break;
  }
  return numbers.slice(0, count).sort().reverse();
}
