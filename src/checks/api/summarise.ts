import type { LoadResult } from './load.ts';
import { isExpected } from './settings.ts';

/**
 * The `share` quantile by nearest rank: the smallest value that at least that share of all values does not exceed.
 * `sorted` ascends and is not empty.
 */
export function nearestRank(sorted: readonly number[], share: number): number {
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.max(0, rank - 1)] as number;
}

/** A load's figures by metric id, in the metrics' units; response times are missing when no answer was expected. */
export interface Summary {
  readonly values: Readonly<Record<string, number>>;
  /** Answers (and time-outs) that the response times stand on. */
  readonly answers: number;
}

/**
 * A wrong answer has no response time: a fast 500 is not fast. A time-out has one, the timeout: it was at least that
 * slow. The first answer of each connection is left out of the times, since connecting is part of it.
 */
export function summarise(result: LoadResult, expect: readonly string[], timeoutMs: number): Summary {
  const right = result.answers.filter((answer) => isExpected(answer.status, expect));
  const settled = right.filter((answer) => !answer.first);
  const timed = settled.length > 0 ? settled : right;
  const times = timed.map((answer) => answer.ms);
  times.push(...new Array<number>(result.timeouts).fill(timeoutMs));
  times.sort((a, b) => a - b);

  const failed = result.sent - right.length;
  const broken = result.sent - result.answers.filter((answer) => answer.status < 500).length;
  const seconds = result.durationMs / 1_000;
  const values: Record<string, number> = {
    'error-rate': failed / result.sent,
    availability: 1 - broken / result.sent,
  };
  if (right.length > 0) {
    values['requests-per-second'] = result.answers.length / seconds;
    values['bytes-per-second'] = result.bytes / seconds;
    values.p50 = nearestRank(times, 0.5);
    values.p90 = nearestRank(times, 0.9);
    values.p95 = nearestRank(times, 0.95);
    values.p99 = nearestRank(times, 0.99);
    values.max = times.at(-1) as number;
  }
  return { values, answers: times.length };
}
