import {
  MOST_POINTS,
  MOST_SERIES,
  type Series,
  type Trail,
  type TrailEnvironment,
  type TrailPoint,
} from '../model/trail.ts';

/** A trail point by point, which is how it grows. `toLine` and `toTrail` are each other's inverse. */

/** A metric at a point. */
export interface Cell {
  readonly value: number | null;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly limit: number | null;
  readonly status: string | null;
}

/** The fields of a series besides its figures, such as its subject and metric. */
export type About = Omit<Series, keyof Cell>;

export interface Point extends Omit<TrailPoint, 'env'> {
  readonly env: TrailEnvironment;
  /** By the id of a result. */
  readonly cells: ReadonlyMap<string, Cell>;
}

/** Points along a line of commits, the oldest first. */
export interface Line {
  readonly points: readonly Point[];
  readonly about: ReadonlyMap<string, About>;
}

export function toLine({ points, envs, series }: Trail): Line {
  const all = Object.entries(series);
  return {
    points: points.map(({ env, ...point }, at) => ({
      ...point,
      env: envs[env] as TrailEnvironment,
      cells: new Map(all.flatMap(([id, one]) => (one.status[at] == null ? [] : [[id, cellAt(one, at)] as const]))),
    })),
    about: new Map(all.map(([id, { value: _, change, low, high, limit, status, ...about }]) => [id, about])),
  };
}

const cellAt = ({ value, change, low, high, limit, status }: Series, at: number): Cell => ({
  value: value[at] ?? null,
  change: change[at] ?? null,
  low: low?.[at] ?? null,
  high: high?.[at] ?? null,
  limit: limit[at] ?? null,
  status: status[at] ?? null,
});

/** The last points and the metrics nearest to their limits, within what a trail may hold. */
export function toTrail(line: Line, mostSeries = MOST_SERIES): Trail {
  const points = line.points.slice(-MOST_POINTS);
  const envs = [...new Map(points.map(({ env }) => [JSON.stringify(env), env])).entries()];
  const placeOf = new Map(envs.map(([key], index) => [key, index]));
  const ids = [...line.about.keys()].filter((id) => points.some(({ cells }) => cells.has(id)));
  const kept = ids.length <= mostSeries ? ids : nearestToLimits(ids, points).slice(0, mostSeries);
  return {
    points: points.map(({ cells: _, env, ...point }) => ({ ...point, env: placeOf.get(JSON.stringify(env)) ?? 0 })),
    envs: envs.map(([, env]) => env),
    series: Object.fromEntries(kept.map((id) => [id, seriesOf(id, line, points)])),
  };
}

function seriesOf(id: string, { about }: Line, points: readonly Point[]): Series {
  const cells = points.map((point) => point.cells.get(id));
  const column = <K extends keyof Cell>(key: K) => cells.map((cell) => cell?.[key] ?? null);
  const interval = (key: 'low' | 'high') => (cells.every((cell) => cell?.[key] == null) ? null : column(key));
  return {
    ...(about.get(id) as About),
    value: column('value'),
    change: column('change'),
    low: interval('low'),
    high: interval('high'),
    limit: column('limit'),
    status: column('status'),
  };
}

/** Sorts ids by the share of their limit that is used at the last point. Ids without a cell there come last. */
function nearestToLimits(ids: readonly string[], points: readonly Point[]): string[] {
  const used = (id: string): number => {
    const cell = points.at(-1)?.cells.get(id);
    if (cell === undefined) return -1;
    return cell.value === null || !cell.limit ? 0 : cell.value / cell.limit;
  };
  return ids.toSorted((a, b) => used(b) - used(a));
}
