import type { Since } from '../model/trail.ts';
import type { Line, Point } from './line.ts';

const DAY_MS = 86_400_000;

/**
 * The commit since which a metric has been over its budget without a break. Null if the last measurement was within it,
 * or there is none.
 *
 * @param id of the result.
 * @param subject its subject, of which somebody may have accepted a breach.
 * @param now milliseconds since 1970.
 */
export function sinceWhen({ points }: Line, id: string, subject: string, now: number): Since | null {
  let first: Point | null = null;
  const over: Point[] = [];
  for (const point of points.toReversed()) {
    const status = point.cells.get(id)?.status ?? null;
    if (status === null) continue;
    if (!status.endsWith('o')) break;
    first = point;
    over.push(point);
  }
  if (first === null) return null;
  const accepted = over
    .flatMap((point) => point.accepted)
    .find((one) => one.subject === null || one.subject.toLowerCase() === subject.toLowerCase());
  return {
    sha: first.sha,
    at: first.at,
    days: Math.max(0, Math.floor((now - Date.parse(first.at)) / DAY_MS)),
    ...(accepted === undefined ? {} : { accepted: { by: accepted.by, at: accepted.at } }),
  };
}
