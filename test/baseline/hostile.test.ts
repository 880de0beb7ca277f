import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GOOD, readAndCompare, spoilt } from '../support/baselines/read-and-compare.ts';
import { KINDS, randomFrom, SUBTLE } from '../support/reports/mutations.ts';

const mutations = fc.array(fc.record({ kind: fc.constantFrom(...KINDS, ...SUBTLE), seed: fc.nat() }), {
  minLength: 1,
  maxLength: 4,
});

test('A stored baseline that was tampered with is none, or compared with without anything of it getting through', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.nat(), mutations, (seed, list) => {
      const { outcome } = readAndCompare(spoilt(list, randomFrom(seed)));
      if (outcome === 'compared') compared++;
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(20);
});

test('One without mutations is compared with', () => {
  expect(readAndCompare(GOOD).outcome).toBe('compared');
});
