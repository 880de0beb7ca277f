import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KINDS, mutated, SUBTLE } from '../support/reports/mutations.ts';
import { readAndShow } from '../support/reports/read-and-show.ts';
import { REPORTS, SMALL } from '../support/reports/seeds.ts';

const texts = REPORTS.map((report) => JSON.stringify(report));

const mutations = fc.array(fc.record({ kind: fc.constantFrom(...KINDS, ...SUBTLE), seed: fc.nat() }), {
  minLength: 1,
  maxLength: 4,
});

test('A report that was tampered with is refused, or shown without anything of it getting through', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.nat(texts.length - 1), mutations, (index, list) => {
      const { outcome } = readAndShow(mutated(texts[index] as string, list), SMALL.plan);
      if (outcome === 'read') read++;
    }),
    { numRuns: 150 },
  );
  expect(read).toBeGreaterThan(20);
});

test('All that is shown of a report without mutations is ours', () => {
  for (const text of texts) expect(readAndShow(Buffer.from(text), SMALL.plan).outcome).toBe('read');
});
