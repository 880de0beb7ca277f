import { countsIn } from '../../../compare/which-try-counts.ts';
import { keyed } from '../../../model/printed-key.ts';
import type { Report, Result } from '../../../model/report.ts';

/** The value of one visit. */
export interface Dot {
  readonly value: number;
  readonly round: number;
  readonly launch: number;
  /** Whether another try of its round counts instead. */
  readonly replaced: boolean;
}

/** The values of both sides, as a report carries them. */
export interface Series {
  readonly base: readonly Dot[];
  readonly head: readonly Dot[];
}

/** Finds the values of a result in a report: indexed once, for a page has many strips. */
export function seriesOf(report: Report): (result: Result) => Series {
  const samples = report.samples.map(keyed);
  // Inspections number their rounds separately.
  const [inspected, timed] = [samples.filter((one) => one.inspected), samples.filter((one) => !one.inspected)];
  const index = new Map<string, { base: Dot[]; head: Dot[] }>();
  for (const group of [inspected, timed]) {
    const counts = countsIn(group);
    for (const one of group) {
      const id = idOf(one.check, one.subject, one.variant, one.part, one.metric);
      const series = index.get(id) ?? { base: [], head: [] };
      series[one.side].push({ value: one.value, round: one.round, launch: one.launch, replaced: !counts(one) });
      index.set(id, series);
    }
  }
  return (result) => {
    const { check, subject, variant, part } = keyed(result);
    return index.get(idOf(check, subject, variant, part, result.metric)) ?? { base: [], head: [] };
  };
}

const idOf = (...parts: (string | null)[]): string => JSON.stringify(parts);

/** The change of each round whose visits both count, in the unit of the result's interval. */
export function pairChanges({ change }: Result, { base, head }: Series): Dot[] {
  const heads = new Map(head.filter(({ replaced }) => !replaced).map((one) => [one.round, one]));
  return base.flatMap((before): Dot[] => {
    const after = heads.get(before.round);
    if (before.replaced || after === undefined) return [];
    if (change?.relative == null) return [{ ...after, value: after.value - before.value }];
    return before.value === 0 ? [] : [{ ...after, value: after.value / before.value - 1 }];
  });
}
