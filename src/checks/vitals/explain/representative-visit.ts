import { median } from '../../../compare/statistics/center.ts';
import type { VitalsEvidence } from '../evidence.ts';

/** The unit of distance from the median, by metric: this floor, or a tenth of the median if that is larger. */
const FLOORS = { lcp: 150, tbt: 50, cls: 0.02 } as const;
const INP_FLOOR_MS = 40;
const SHARE = 0.1;

/** Distance of a visit that lacks a figure: it can't represent the page. */
const MISSING = 1_000;

type Figure = (visit: VitalsEvidence) => number | null;

/** Each visit's distance from the median of one figure. */
function distances(visits: readonly VitalsEvidence[], figure: Figure, floor: number): number[] {
  const values = visits.map(figure);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return visits.map(() => 0);
  const middle = median(known);
  const scale = Math.max(floor, SHARE * middle);
  return values.map((value) => (value === null ? MISSING : Math.abs(value - middle) / scale));
}

/**
 * The visit that represents a side: its gating metrics (LCP, TBT, CLS, and the INP of each interaction) are nearest to their
 * medians over all visits, in total. An explanation needs the figures of one visit, since they belong together, and of a
 * typical one, since the last may have been disturbed. Ties go to the first, so that the same visits give the same result.
 *
 * @param visits at least one
 * @throws RangeError if there is none
 */
export function representativeVisit(visits: readonly VitalsEvidence[]): VitalsEvidence {
  const steps = new Set(visits.flatMap(({ interactions }) => interactions.map(({ step }) => step)));
  const figures: [Figure, number][] = [
    ...Object.entries(FLOORS).map(([metric, floor]): [Figure, number] => [
      ({ values }) => values[metric] ?? null,
      floor,
    ]),
    ...[...steps].map((step): [Figure, number] => [
      ({ interactions }) => interactions.find((one) => one.step === step)?.inpMs ?? null,
      INP_FLOOR_MS,
    ]),
  ];
  const all = figures.map(([figure, floor]) => distances(visits, figure, floor));
  const totals = visits.map((_, index) => all.reduce((sum, ofFigure) => sum + (ofFigure[index] ?? 0), 0));
  const nearest = visits[totals.indexOf(Math.min(...totals))];
  if (nearest === undefined) throw new RangeError('expected at least one visit');
  return nearest;
}
