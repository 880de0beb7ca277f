/** A visit is this long, if that gives enough answers. */
const VISIT_MS = 500;
/** With fewer answers, the p95 of a visit is mostly chance. */
const FEWEST_REQUESTS = 100;
const FEWEST_PER_CONNECTION = 20;
const MOST_REQUESTS = 5_000;
/** Slow endpoints get fewer requests rather than visits longer than this … */
const LONGEST_VISIT_MS = 3_000;
/** … but not fewer than this: the first answer of each connection does not count. */
const LEAST_REQUESTS = 20;
const LEAST_PER_CONNECTION = 4;
/** Longest visit of the slower side, unless its fewest requests take longer. */
const LONGEST_OF_SLOWER_MS = 10_000;
/** Interpreters get faster for a while: this many answers come before any is counted, or this much time goes by. */
const WARM_UP_REQUESTS = 800;
const WARM_UP_MS = 2_000;
const SMALLEST_BATCH = 20;

/**
 * Requests of a visit: half a second's worth, and at least 100 and 20 a connection where these fit into 3 s.
 *
 * @param perSecond how fast they were answered once warm.
 * @returns and as many as the other side may ask for
 */
export function visitSize(connections: number, perSecond: number): { readonly size: number; readonly most: number } {
  const worth = (ms: number) => Math.round((perSecond * ms) / 1_000);
  const enough = Math.max(FEWEST_REQUESTS, FEWEST_PER_CONNECTION * connections);
  const wanted = Math.min(Math.max(enough, worth(VISIT_MS)), Math.max(enough, MOST_REQUESTS));
  const least = Math.max(LEAST_REQUESTS, LEAST_PER_CONNECTION * connections);
  return {
    size: Math.max(least, Math.min(wanted, worth(LONGEST_VISIT_MS))),
    most: Math.max(least, worth(LONGEST_OF_SLOWER_MS)),
  };
}

/** Requests of a visit at a fixed rate: as many as if they were answered as fast as they are sent. */
export const visitSizeAt = (rate: number): number => visitSize(1, rate).size;

/** Seconds that a visit takes, roughly. @param rate undefined: none is fixed */
export const visitSeconds = (rate: number | undefined): number =>
  rate === undefined ? 0.6 : 0.1 + visitSizeAt(rate) / rate;

/** Requests of the next batch of a warm-up at a fixed rate, 0 once it is over. Parameters: see `warmUpSize`. */
export function warmUpSizeAt(rate: number, answers: number, elapsedMs: number): number {
  if (answers >= WARM_UP_REQUESTS || elapsedMs >= WARM_UP_MS) return 0;
  return Math.max(1, Math.min(visitSizeAt(rate), Math.round((rate * (WARM_UP_MS - elapsedMs)) / 1_000)));
}

/**
 * Requests of the next batch of a warm-up, 0 once it is over. The first batch is small: it finds out how many fit.
 *
 * @param answers of the batches so far, which took `elapsedMs`.
 */
export function warmUpSize(connections: number, answers: number, elapsedMs: number): number {
  if (answers >= WARM_UP_REQUESTS || elapsedMs >= WARM_UP_MS) return 0;
  const smallest = Math.max(SMALLEST_BATCH, 2 * connections);
  const fitting = elapsedMs > 0 ? Math.round((answers / elapsedMs) * (WARM_UP_MS - elapsedMs)) : 0;
  return Math.max(smallest, Math.min(WARM_UP_REQUESTS - answers, fitting));
}
