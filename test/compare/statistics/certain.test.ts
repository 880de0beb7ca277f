import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainAfter } from '../../../src/compare/statistics/certain.ts';

/** How often at least one column is called certain, over all ways that the coins of these launches could have fallen. */
function falseAlarms(slots: readonly (readonly number[])[], margin: number, level: number): number {
  const launches = slots[0]?.length ?? 0;
  let alarms = 0;
  for (let coins = 0; coins < 2 ** launches; coins++) {
    const columns = slots.map((column) => ({
      launches: column.map((number, launch) => ((coins >> launch) & 1 ? -number : number)),
      margin,
    }));
    const after = certainAfter(columns, { first: Math.min(6, launches), last: launches }, level);
    if (after.some((one) => one !== null)) alarms++;
  }
  return alarms / 2 ** launches;
}

const LEVEL = 0.05;
const anything = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.constantFrom(0, 1, 1e6),
);
const worlds = fc.tuple(fc.integer({ min: 5, max: 8 }), fc.integer({ min: 1, max: 4 })).chain(([launches, columns]) =>
  fc.array(fc.array(anything, { minLength: launches, maxLength: launches }), {
    minLength: columns,
    maxLength: columns,
  }),
);

describe('Certainty that comes from coins', () => {
  it('is wrong no more often than its level, whatever the two slots of each launch measured, over all coins', () => {
    fc.assert(
      fc.property(worlds, (slots) => {
        expect(falseAlarms(slots, 0, LEVEL)).toBeLessThanOrEqual(LEVEL);
      }),
      { numRuns: 60 },
    );
  });

  it('is wrong no more often with a margin either', () => {
    fc.assert(
      fc.property(worlds, fc.double({ min: 0, max: 2, noNaN: true }), (slots, margin) => {
        expect(falseAlarms(slots, margin, LEVEL)).toBeLessThanOrEqual(LEVEL);
      }),
      { numRuns: 60 },
    );
  });

  it('uses up its level where the numbers allow it', () => {
    expect(falseAlarms([[1, 2, 4, 8, 16, 32, 64, 128]], 0, LEVEL)).toBeGreaterThan(0.6 * LEVEL);
  });

  it('is stricter for a change of more than the margin than for a change of more than nothing', () => {
    const launches = [3, 2.5, 3.5, 3, 2, 4, 3, 3.2];
    const looks = { first: 8, last: 8 };
    expect(certainAfter([{ launches, margin: 1 }], looks, 0.01)).toEqual([8]);
    expect(certainAfter([{ launches, margin: 3 }], looks, 0.01)).toEqual([null]);
  });

  it('finds each of two changes that are there, and not a third column that did not change', () => {
    const still = [1, -1, 2, -2, 1, -1, 1, -1];
    const columns = [[3, 3, 4, 3, 3, 4, 3, 3], still, [9, 7, 8, 9, 8, 7, 9, 8]].map((launches) => ({
      launches,
      margin: 0.5,
    }));
    expect(certainAfter(columns, { first: 8, last: 8 }, 0.01)).toEqual([8, null, 8]);
  });
});
