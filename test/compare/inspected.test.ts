import { expect, it } from 'vitest';
import { isUnchanged } from '../../src/compare/inspected.ts';
import type { Side } from '../../src/model/subject.ts';
import { aMetric, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { aSample, LIST } from '../support/plans/some-measurements.ts';

const growth = aMetric('heap-growth', { unit: 'B', kind: 'fact', compared: 'difference', seen: 'inspection' });
const list = aPlanned([limited(growth, { threshold: aThreshold(200_000) })]);
const seen = (side: Side, value: number) => aSample({ ...LIST, side, metric: 'heap-growth', value });

it('An endpoint is inspected again where one side lacks what the other has, since one failed request may have cost it', () => {
  expect(isUnchanged(list, [seen('base', 0), seen('head', 0)])).toBe(true);
  expect(isUnchanged(list, [seen('base', 0)])).toBe(false);
  expect(isUnchanged(list, [])).toBe(true);
});
