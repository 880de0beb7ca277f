import { expect, test } from 'vitest';
import { representativeVisit } from '../../../../src/checks/vitals/explain/representative-visit.ts';
import { aClick, aPage } from '../../../support/browser/a-page.ts';

const visit = (lcp: number, tbt: number, cls: number, inpMs: number | null = 64) =>
  aPage({ values: { lcp, tbt, cls }, interactions: inpMs === null ? [] : [aClick({ inpMs })] });

test('the visit nearest to the medians represents its side', () => {
  const typical = visit(1_900, 90, 0);
  const disturbed = visit(1_900, 400, 0);
  const slow = visit(2_600, 100, 0);
  expect(representativeVisit([disturbed, slow, typical, visit(1_850, 60, 0.2)])).toBe(typical);
});

test('the distance of each metric is in units of its floor', () => {
  // 100 ms of the LCP are less than one step, 0.1 of CLS are five.
  const [near, shifted] = [visit(2_000, 80, 0), visit(1_900, 80, 0.1)];
  expect(representativeVisit([visit(1_900, 80, 0), shifted, near, visit(1_850, 80, 0)])).not.toBe(shifted);
  expect(representativeVisit([shifted, near, visit(1_890, 80, 0), visit(2_010, 80, 0)])).not.toBe(shifted);
});

test('the INP of interactions counts, and a visit that lacks it represents nothing', () => {
  const [quick, usual, slow, without] = [
    visit(1_900, 80, 0, 20),
    visit(1_900, 80, 0, 64),
    visit(1_900, 80, 0, 300),
    visit(1_900, 80, 0, null),
  ];
  expect(representativeVisit([slow, quick, without, usual])).toBe(usual);
  expect(representativeVisit([without])).toBe(without);
});

test('the first of equal visits represents its side, also if nothing was measured', () => {
  const [first, second] = [visit(1_900, 80, 0), visit(1_900, 80, 0)];
  expect(representativeVisit([first, second])).toBe(first);
  expect(representativeVisit([second, first])).toBe(second);
  const empty = aPage({ values: {}, interactions: [] });
  expect(representativeVisit([empty, empty])).toBe(empty);
  expect(() => representativeVisit([])).toThrow(RangeError);
});
