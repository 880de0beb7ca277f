import { z } from 'zod';
import type { Result } from '../../model/report.ts';
import { say } from '../../text/inline.ts';
import type { Chart } from '../chart.ts';
import type { Evidence } from '../explanation.ts';
import { sumBy } from '../sum.ts';
import { inRanks, type Settled } from './summarise.ts';

/** The response times of a visit as counts: a few hundred numbers, however many answers there were. */
export interface Latencies {
  /** Number of requests by duration. The key is the logarithm of milliseconds to the base `STEP`, rounded. */
  readonly counts: Readonly<Record<string, number>>;
  /** Number of failed requests, which count as slower than all others. */
  readonly failed: number;
}

/** Times of one count differ by 1 % at most. */
const STEP = 1.01;
const SHORTEST_MS = 0.001;

export function latenciesOf(result: Settled, expect: readonly string[], timeoutMs: number): Latencies {
  const { times, failed } = inRanks(result, expect, timeoutMs);
  const counts: Record<string, number> = {};
  for (const ms of times) {
    const bucket = Math.round(Math.log(Math.max(ms, SHORTEST_MS)) / Math.log(STEP));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { counts, failed };
}

/** The response times of one side, in the details of `p95`. The fastest `share` of all requests took at most `ms`. */
interface Distribution {
  readonly requests: number;
  readonly percentiles: readonly Percentile[];
}

interface Percentile {
  /** 0 to 1. */
  readonly share: number;
  readonly ms: number;
  /** Half of the visits lie between these; null where a visit has too few requests to know. */
  readonly low: number | null;
  readonly high: number | null;
}

const SHARES = [
  0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.997,
  0.998, 0.999, 0.9995, 0.9999,
];

/** A percentile that fewer requests lie beyond is one slow request, and no percentile. */
const LEAST_BEYOND = 10;

const knows = (share: number, requests: number, beyond: number): boolean => requests * (1 - share) >= beyond - 1e-6;

/** Joins all visits of a side; null if no request was timed. */
export function distributionOf(visits: readonly Latencies[]): Distribution | null {
  const sorted = visits.map(sortedOf);
  const all = sortedOf({
    counts: Object.fromEntries(
      [
        ...Map.groupBy(
          visits.flatMap(({ counts }) => Object.entries(counts)),
          ([bucket]) => bucket,
        ),
      ].map(([bucket, entries]) => [bucket, sumBy(entries, ([, count]) => count)]),
    ),
    failed: sumBy(visits, ({ failed }) => failed),
  });
  const percentiles = SHARES.flatMap((share): Percentile[] => {
    const ms = knows(share, all.requests, LEAST_BEYOND) ? timeAt(all, share) : null;
    if (ms === null) return [];
    const each = sorted.map((visit) => (knows(share, visit.requests, 1) ? timeAt(visit, share) : null));
    const known = each.filter((one) => one !== null).sort((a, b) => a - b);
    const isKnown = known.length >= 4 && known.length === each.length;
    const at = (part: number) => (isKnown ? rounded(known[Math.round(part * (known.length - 1))] ?? ms) : null);
    return [{ share, ms: rounded(ms), low: at(0.25), high: at(0.75) }];
  });
  return percentiles.length === 0 ? null : { requests: all.requests, percentiles };
}

const rounded = (ms: number): number => Number(ms.toPrecision(4));

interface Sorted {
  readonly times: readonly (readonly [ms: number, count: number])[];
  readonly requests: number;
}

function sortedOf({ counts, failed }: Latencies): Sorted {
  const times = Object.entries(counts)
    .map(([bucket, count]) => [STEP ** Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  return { times, requests: sumBy(times, ([, count]) => count) + failed };
}

/** By nearest rank; null if that request failed. */
function timeAt({ times, requests }: Sorted, share: number): number | null {
  const rank = Math.max(1, Math.ceil(share * requests));
  let seen = 0;
  for (const [ms, count] of times) {
    seen += count;
    if (seen >= rank) return ms;
  }
  return null;
}

export const distributions = ({ base, head }: Evidence<readonly Latencies[]>): Evidence<Distribution> => ({
  base: base && distributionOf(base),
  head: head && distributionOf(head),
});

const time = z.number().positive();
const sideSchema = z
  .object({
    percentiles: z.array(
      z.object({ share: z.number().gt(0).lt(1), ms: time, low: time.nullable(), high: time.nullable() }),
    ),
  })
  .nullable();
const detailsSchema = z.object({ base: sideSchema, head: sideSchema }) satisfies z.ZodType<
  Evidence<Pick<Distribution, 'percentiles'>>
>;

/** The response times of both sides as curves. */
export function latencyCharts({ subject, metric, details }: Result): Chart[] {
  const { data } = detailsSchema.safeParse(details);
  if (metric !== 'p95' || data === undefined || data.head === null || data.head.percentiles.length < 2) return [];
  const curve = (side: (typeof data)['head']) =>
    (side?.percentiles ?? []).toSorted((a, b) => a.share - b.share).map(({ ms, ...rest }) => ({ ...rest, value: ms }));
  const title = say`${subject}: response times of all requests, visits together`;
  return [{ kind: 'percentiles', title, unit: 'ms', base: curve(data.base), head: curve(data.head) }];
}
