import type { VitalsEvidence } from '../evidence.ts';

/** What one step away from the median is worth, for each metric: its floor, or a tenth of the median if that is more. */
const FLOORS = { lcp: 150, tbt: 50, cls: 0.02 } as const;
const INP_FLOOR_MS = 40;
const SHARE = 0.1;

/** A visit that lacks a figure of the others' is no picture of the page. */
const MISSING = 1_000;

type Figure = (visit: VitalsEvidence) => number | null;

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor((sorted.length - 1) / 2);
  return ((sorted[half] ?? 0) + (sorted[sorted.length - 1 - half] ?? 0)) / 2;
}

/** How far each visit is from the median of one figure. */
function distances(visits: readonly VitalsEvidence[], figure: Figure, floor: number): number[] {
  const values = visits.map(figure);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return visits.map(() => 0);
  const middle = median(known);
  const scale = Math.max(floor, SHARE * middle);
  return values.map((value) => (value === null ? MISSING : Math.abs(value - middle) / scale));
}

/**
 * The visit that stands for a side: the one whose gating metrics (LCP, TBT, CLS, and the INP of each interaction) are the
 * nearest to their medians over all visits, in all. What explains a page comes from one visit, for its figures belong
 * together; and from a typical one, for the last may have been disturbed. Of equally near ones the first, so that the
 * same visits always give the same.
 *
 * @param visits at least one
 */
export function representativeVisit(visits: readonly VitalsEvidence[]): VitalsEvidence {
  const steps = new Set(visits.flatMap(({ interactions }) => interactions.map(({ step }) => step)));
  const figures: [Figure, number][] = [
    ...Object.entries(FLOORS).map(([metric, floor]): [Figure, number] => [
      ({ values }) => finite(values[metric]),
      floor,
    ]),
    ...[...steps].map((step): [Figure, number] => [
      ({ interactions }) => finite(interactions.find((one) => one.step === step)?.inpMs),
      INP_FLOOR_MS,
    ]),
  ];
  const all = figures.map(([figure, floor]) => distances(visits, figure, floor));
  const far = visits.map((_, index) => all.reduce((sum, ofFigure) => sum + (ofFigure[index] ?? 0), 0));
  const nearest = visits[far.indexOf(Math.min(...far))];
  if (nearest === undefined) throw new RangeError('expected at least one visit');
  return nearest;
}
