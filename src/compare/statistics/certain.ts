import { lookAtFlips, NOTHING_SPENT } from './flips.ts';
import { type Looks, levelUpTo } from './levels.ts';

/** One metric of a subject, one number a launch: positive for the worse, 0 for a launch without a number. */
export interface Column {
  readonly launches: readonly number[];
  /** The change must be certainly more than this, beside being certainly more than nothing. Not negative. */
  readonly margin: number;
}

/**
 * After how many launches each column is certainly worse; null if it is not after any look so far. All columns of a
 * subject are tested together. Those that are certain are then taken out, and the others tested once more (step-down).
 *
 * Certain of more than nothing is exact. Certain of more than the margin alone is not, where there are several columns:
 * hence both.
 *
 * @param level of the subject, over all of its looks.
 */
export function certainAfter(columns: readonly Column[], looks: Looks, level: number): (number | null)[] {
  const found = testTogether(columns, looks, level);
  const rest = columns.filter((_, index) => found[index] === null);
  if (rest.length === 0 || rest.length === columns.length) return found;
  const later = certainAfter(rest, looks, level);
  return found.map((after) => after ?? later.shift() ?? null);
}

function testTogether(columns: readonly Column[], { first, last, step = 1 }: Looks, level: number): (number | null)[] {
  const after: (number | null)[] = columns.map(() => null);
  const measured = columns[0]?.launches.length ?? 0;
  const ofNothing = columns.map(({ launches }) => launches);
  const ofMargin = columns.map(({ launches, margin }) => launches.map((one) => (one === 0 ? 0 : one - margin)));
  const tests = [ofNothing, ofMargin].map((numbers) => ({
    numbers,
    spent: NOTHING_SPENT,
    certain: columns.map(() => false),
  }));
  for (let launches = first; launches <= Math.min(last, measured); launches += step) {
    const share = levelUpTo(launches, { first, last }, level);
    for (const test of tests) {
      const look = lookAtFlips(
        test.numbers.map((column) => column.slice(0, launches)),
        share,
        test.spent,
      );
      test.spent = look.spent;
      test.certain = test.certain.map((before, index) => before || look.certain[index] === true);
    }
    for (const index of columns.keys()) {
      if (tests.every(({ certain }) => certain[index])) after[index] ??= launches;
    }
  }
  return after;
}
