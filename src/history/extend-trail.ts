import { MOST_POINTS } from '../model/trail.ts';
import type { Line, Point } from './line.ts';

const DAY_MS = 86_400_000;
/** Days from which all points are kept. Of older points, one a week is kept. */
const WHOLE_DAYS = 90;

/** The points of several lines in their order, each commit once: the first that is given counts. */
export function together(lines: readonly Line[]): Line {
  const points = new Map<string, Point>();
  for (const line of lines) for (const point of line.points) if (!points.has(point.sha)) points.set(point.sha, point);
  // A later point's description of a metric replaces an earlier one.
  return { points: [...points.values()], about: new Map(lines.flatMap(({ about }) => [...about])) };
}

/**
 * A line with one more commit at its end.
 *
 * @param missed points before the line's last one that it lacks, since two pushes were measured at once; the oldest first.
 */
export function grown(before: Line | null, missed: readonly Line[], own: Line): Line {
  const older = before === null ? [] : [{ ...before, points: before.points.slice(0, -1) }];
  const last = before === null ? [] : [{ ...before, points: before.points.slice(-1) }];
  return thinned(together([...older, ...missed, ...last, own]));
}

const timeOf = ({ at }: Point): number => Date.parse(at);

/** Whether something happened there: a certain change, or an acceptance. */
const isNotable = ({ cells, accepted }: Point): boolean =>
  accepted.length > 0 || [...cells.values()].some(({ status }) => /^[rwi]/.test(status ?? ''));

/** The points of 90 days, the last of each week before that, and those at which something happened; 300 at most. */
export function thinned({ points, about }: Line): Line {
  const newest = points.at(-1);
  if (newest === undefined) return { points, about };
  const since = timeOf(newest) - WHOLE_DAYS * DAY_MS;
  const weekOf = (point: Point) => Math.floor(timeOf(point) / (7 * DAY_MS));
  const isLastOfWeek = (point: Point, index: number) =>
    points[index + 1] === undefined || weekOf(points[index + 1] as Point) !== weekOf(point);
  const kept = points.filter(
    (point, index) => timeOf(point) >= since || isLastOfWeek(point, index) || isNotable(point),
  );
  const spare = kept.length - MOST_POINTS;
  // Too many all the same: the oldest at which nothing happened go first.
  const dropped = new Set(
    [...kept.filter((one) => !isNotable(one)), ...kept.filter(isNotable)].slice(0, Math.max(0, spare)),
  );
  const left = kept.filter((one) => !dropped.has(one) || one === newest);
  const isAlive = (id: string) => left.some((point) => point.cells.has(id) && timeOf(point) >= since);
  const alive = new Map([...about].filter(([id]) => isAlive(id)));
  return { points: left.map((point) => ({ ...point, cells: only(point.cells, alive) })), about: alive };
}

const only = <T>(cells: ReadonlyMap<string, T>, ids: ReadonlyMap<string, unknown>): ReadonlyMap<string, T> =>
  [...cells.keys()].every((id) => ids.has(id)) ? cells : new Map([...cells].filter(([id]) => ids.has(id)));
