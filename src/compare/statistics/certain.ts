import { lookAtFlips, NOTHING_SPENT } from './flips.ts';
import { type Looks, levelUpTo } from './levels.ts';

/** One metric of a subject, one number a launch: positive for the worse, 0 for a launch without a number. */
export interface Column {
  readonly launches: readonly number[];
  /** The change must be certainly more than this, beside being certainly more than nothing. Not negative. */
  readonly margin: number;
}

/** More steps than any run needs. Numbers can be forged that would need one for each column. */
const MOST_STEPS = 8;

/**
 * The number of launches after which each column is certainly worse; null if no look so far shows it. All columns of a
 * subject are tested together. Columns that are certain are then removed, and the others tested again (step-down).
 *
 * The test against zero is exact. The test against the margin is not, if there are several columns. So a column must
 * pass both.
 *
 * @param level the level of the subject, over all of its looks.
 */
export function certainAfter(
  columns: readonly Column[],
  looks: Looks,
  level: number,
  steps = MOST_STEPS,
): (number | null)[] {
  const found = testTogether(columns, looks, level);
  const rest = columns.filter((_, index) => found[index] === null);
  if (rest.length === 0 || rest.length === columns.length || steps === 1) return found;
  const later = certainAfter(rest, looks, level, steps - 1);
  return found.map((after) => after ?? later.shift() ?? null);
}

function testTogether(columns: readonly Column[], looks: Looks, level: number): (number | null)[] {
  const launches = columns.map((column) => column.launches);
  const ofNothing = firstCertain(launches, looks, level, launches.keys().toArray());
  const wanted = [...ofNothing.keys()].filter((index) => ofNothing[index] !== null);
  const beyondMargin = columns.map(({ launches, margin }) => launches.map((one) => (one === 0 ? 0 : one - margin)));
  const ofMargin = firstCertain(beyondMargin, looks, level, wanted);
  return ofNothing.map((after, index) => {
    const later = ofMargin[index] ?? null;
    return after === null || later === null ? null : Math.max(after, later);
  });
}

/**
 * The first look at which each column is certain; null if none so far. Later looks cost more, so it stops once all
 * wanted columns are certain.
 */
function firstCertain(
  columns: readonly (readonly number[])[],
  { first, last, step = 1 }: Looks,
  level: number,
  wanted: readonly number[],
): (number | null)[] {
  const after: (number | null)[] = columns.map(() => null);
  const measured = columns[0]?.length ?? 0;
  let spent = NOTHING_SPENT;
  for (let launches = first; launches <= Math.min(last, measured); launches += step) {
    if (wanted.every((index) => after[index] !== null)) break;
    const share = levelUpTo(launches, { first, last }, level);
    const look = lookAtFlips(
      columns.map((column) => column.slice(0, launches)),
      share,
      spent,
    );
    spent = look.spent;
    for (const [index, isCertain] of look.certain.entries()) if (isCertain) after[index] ??= launches;
  }
  return after;
}
