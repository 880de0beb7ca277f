import { median } from '../../../compare/statistics/center.ts';
import type { Answer } from '../load-result.ts';
import { isRight } from '../summarise.ts';

/** Fewer requests show no trend. */
const LEAST_REQUESTS = 8;
/** Whoever holds less than this share of a rate does not keep up: after a second, its queue is 50 ms long. */
const KEEPS_UP = 0.95;

export const keepsUp = (held: number, rate: number): boolean => held >= KEEPS_UP * rate;

/** A time that belongs to a request; milliseconds. */
interface Timed {
  /** When the request was due, from the start of the load. */
  readonly dueMs?: number;
  readonly ms: number;
}

/**
 * How many of the requests that come each second are served, from the growth of the time that they take. Where C of R
 * requests a second are served, one that comes t seconds later takes t(R/C − 1) seconds longer. That growth is the
 * difference between the medians of the last and the first quarter. At most `rate`; null if there are too few requests.
 *
 * @param times in the order in which they were due
 */
export function heldRate(times: readonly Timed[], rate: number): number | null {
  if (times.length < LEAST_REQUESTS) return null;
  const quarter = Math.floor(times.length / 4);
  const of = (part: readonly Timed[]) => ({
    ms: median(part.map(({ ms }) => ms)),
    dueMs: median(part.map(({ dueMs = 0 }) => dueMs)),
  });
  const [first, last] = [of(times.slice(0, quarter)), of(times.slice(-quarter))];
  return rate / (1 + Math.max(0, (last.ms - first.ms) / (last.dueMs - first.dueMs)));
}

/** The requests a second that the server served in a load, from its right answers; null if there are too few. */
export const servedPerSecond = (answers: readonly Answer[], rate: number, expect: readonly string[]): number | null =>
  heldRate(
    answers.filter((one) => isRight(one, expect)).toSorted((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0)),
    rate,
  );

/** Requests a second that a side serves, in the middle of its visits; null if it serves all, or is unknown. */
export function servedBehind(visits: readonly number[], rate: number | undefined): number | null {
  if (rate === undefined || visits.length === 0) return null;
  const served = median(visits);
  return keepsUp(served, rate) ? null : served;
}
