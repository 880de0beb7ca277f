import { MOST_POINTS, MOST_SERIES, type Trail, trailSchema } from '../model/trail.ts';

type ReadTrail =
  | { readonly ok: true; readonly trail: Trail }
  /** `why` ends a sentence, and quotes nothing of the content. */
  | { readonly ok: false; readonly why: string };

const refused = (why: string): ReadTrail => ({ ok: false, why });

/** Reads untrusted data as the trail that ends with a commit. Never throws. */
export function readTrail(data: unknown, sha: string): ReadTrail {
  const { points, series } = (typeof data === 'object' && data !== null ? data : {}) as Partial<
    Record<string, unknown>
  >;
  if (!Array.isArray(points) || typeof series !== 'object' || series === null) return refused('it is damaged');
  Reflect.deleteProperty(series, '__proto__');
  if (points.length > MOST_POINTS || Object.keys(series).length > MOST_SERIES) return refused('it is far too large');
  const read = trailSchema.safeParse(data);
  if (!read.success || !isWhole(read.data)) return refused('it is damaged');
  if (read.data.points.at(-1)?.sha !== sha) return refused('it belongs to another commit');
  return { ok: true, trail: read.data };
}

/** Whether all columns have a value, or a gap, for each point. */
function isWhole({ points, envs, series }: Trail): boolean {
  if (new Set(points.map(({ sha }) => sha)).size !== points.length) return false;
  if (points.some(({ env }) => env >= envs.length)) return false;
  return Object.values(series).every(({ value, change, low, high, limit, status }) =>
    [value, change, low ?? value, high ?? value, limit, status].every(({ length }) => length === points.length),
  );
}

/**
 * Whether a trail may belong to a line of commits. As far as both reach back, the line must hold all of its commits, in
 * the same order.
 *
 * @param line the commits before the trail's last, the nearest first, as far as they are known.
 * @param isAll whether these are all commits of the line
 */
export function isOfLine({ points }: Trail, line: readonly string[], isAll: boolean): boolean {
  const before = points.slice(0, -1).toReversed();
  const places = before.map(({ sha }) => line.indexOf(sha));
  const known = places.filter((place) => place >= 0);
  if (known.some((place, index) => index > 0 && place <= (known[index - 1] ?? 0))) return false;
  // Beyond the known commits all may be older; between known ones none may be unknown.
  const firstUnknown = places.indexOf(-1);
  if (firstUnknown < 0) return true;
  return !isAll && places.slice(firstUnknown).every((place) => place < 0);
}
