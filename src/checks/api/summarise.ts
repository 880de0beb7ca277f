import { isExpected } from '../../text/status.ts';
import type { Answer, LoadResult } from './load-result.ts';

/**
 * The `share` quantile by nearest rank: the smallest value that at least that share of all values does not exceed.
 *
 * @param sorted ascending; the values that are known to be the smallest of `count`.
 * @returns undefined if it is not among them.
 */
export function nearestRank(sorted: readonly number[], count: number, share: number): number | undefined {
  return sorted[Math.max(1, Math.ceil(share * count)) - 1];
}

/** A visit's figures by metric id, in the metrics' units; response times are missing where they are not known. */
interface Summary {
  readonly values: Readonly<Record<string, number>>;
  /** Response times that the percentiles stand on. */
  readonly answers: number;
}

export type Settled = Pick<LoadResult, 'sent' | 'answers' | 'timeouts' | 'durationMs'>;

const RANKS = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, max: 1 };

/** Whether an answer is as it must be. */
export const isRight = ({ status, wrongText }: Answer, expect: readonly string[]): boolean =>
  wrongText === undefined && isExpected(status, expect);

/** 404 and similar: the endpoint does not exist. A new endpoint answers like that on base. */
export const isMissing = (status: number): boolean => [404, 405, 410, 501].includes(status);

/** The shares of requests that failed, and of those that the server answered, in a load that may have been cut short. */
export function errorsOf(
  { sent, answers }: Pick<LoadResult, 'sent' | 'answers'>,
  expect: readonly string[],
): Readonly<Record<string, number>> {
  const expected = answers.filter((one) => isRight(one, expect)).length;
  const available = answers.filter(({ status }) => status < 500).length;
  return { 'error-rate': (sent - expected) / sent, availability: available / sent };
}

/**
 * No failure makes a response time better. A request that times out is as slow as the timeout, for it took at least
 * that long. A wrong or missing answer has no response time, since a fast 500 is not fast. It still counts as a request
 * slower than all others: with 6 % of them there is no p95. The first answers of the connections are left out:
 * connecting is part of their time.
 *
 * @returns the times, ascending, and how many requests have none.
 */
export function inRanks(
  { sent, answers, timeouts }: Settled,
  expect: readonly string[],
  timeoutMs: number,
): { readonly times: readonly number[]; readonly failed: number } {
  const expected = answers.filter((one) => isRight(one, expect));
  const times = expected.filter(({ first }) => !first).map(({ ms }) => ms);
  times.push(...new Array<number>(timeouts).fill(timeoutMs));
  return { times: times.sort((a, b) => a - b), failed: sent - expected.length - timeouts };
}

/** @param result of a load that was not cut short. */
export function summarise(result: Settled, expect: readonly string[], timeoutMs: number): Summary {
  const { times, failed } = inRanks(result, expect, timeoutMs);
  const expected = result.answers.filter((one) => isRight(one, expect));
  const seconds = result.durationMs / 1_000;
  const values: Record<string, number> = { ...errorsOf(result, expect) };
  if (expected.length > 0) {
    values['requests-per-second'] = expected.length / seconds;
    values['bytes-per-second'] = expected.reduce((sum, { bytes }) => sum + bytes, 0) / seconds;
    for (const [id, share] of Object.entries(RANKS)) {
      const value = nearestRank(times, times.length + failed, share);
      if (value !== undefined) values[id] = value;
    }
  }
  return { values, answers: times.length };
}
