/** Finds the shapes that a server sends by itself, from pollers and jobs. Any launch of a side may add knowledge. */
export interface Background {
  /** Records `durationMs` without any request, in which the server sent these shapes. */
  rested(shapes: readonly string[], durationMs: number): void;
  /** Records the shapes of one request, with repetitions. */
  requested(of: string, shapes: readonly string[], request: BackgroundRequest): void;
  /** Whether the server sends the shape by itself, and requests of the kind `of` do not. */
  isBackground(of: string, shape: string): boolean;
  /** Whether only some visits of a kind send a shape that has not yet come without a request. */
  isInDoubt(): boolean;
}

interface BackgroundRequest {
  /** When it ended. */
  readonly atMs: number;
  readonly durationMs: number;
  /** Whether the request counts; false if it only warms the server up. */
  readonly isVisit: boolean;
}

/** Requests needed before a shape counts as sent by each of them. */
const FEWEST_REQUESTS = 3;
/** A probability below this is no chance. */
const BY_CHANCE = 0.001;
/**
 * A rest of twice a shape's pause and this time, without the shape, shows that the server does not send it by itself.
 */
const LATE_MS = 1_000;

/** How requests of a kind ask a shape. */
interface Asked {
  requests: number;
  times: number;
  visits: number;
  lastMs: number;
  /** The least time from one request that asks it to the next one. */
  pauseMs: number;
}

interface Requests {
  times: number;
  durationMs: number;
  visits: number;
  readonly shapes: Map<string, Asked>;
}

const NEVER: Asked = {
  requests: 0,
  times: 0,
  visits: 0,
  lastMs: Number.NEGATIVE_INFINITY,
  pauseMs: Number.POSITIVE_INFINITY,
};

/**
 * A shape that comes without a request belongs to the background. The exception is a shape in every request, more often
 * than by chance.
 */
export function background(): Background {
  let restMs = 0;
  /** When each came, in the time without a request. */
  const resting = new Map<string, number[]>();
  const requests = new Map<string, Requests>();
  return {
    rested(shapes, durationMs) {
      restMs += durationMs;
      for (const shape of shapes) {
        const arrivals = resting.get(shape) ?? [];
        resting.set(shape, arrivals);
        arrivals.push(restMs);
      }
    },
    requested(of, shapes, { atMs, durationMs, isVisit }) {
      const seen = requests.get(of) ?? { times: 0, durationMs: 0, visits: 0, shapes: new Map() };
      requests.set(of, seen);
      seen.times += 1;
      seen.durationMs += durationMs;
      seen.visits += Number(isVisit);
      for (const [shape, all] of Map.groupBy(shapes, (shape) => shape)) {
        const before = seen.shapes.get(shape) ?? NEVER;
        seen.shapes.set(shape, {
          requests: before.requests + 1,
          times: before.times + all.length,
          visits: before.visits + Number(isVisit),
          lastMs: atMs,
          pauseMs: Math.min(before.pauseMs, atMs - before.lastMs),
        });
      }
    },
    isBackground(of, shape) {
      const arrivals = resting.get(shape);
      if (arrivals === undefined) return false;
      const seen = requests.get(of);
      const asked = seen?.shapes.get(shape);
      if (seen === undefined || asked === undefined || seen.times < FEWEST_REQUESTS) return true;
      if (asked.requests < seen.times) return true;
      // Share of the rest time in which a request of average length would have seen the shape. A start-up sends many
      // queries at once.
      const windowMs = seen.durationMs / seen.times;
      const share = new Set(arrivals.map((atMs) => Math.floor(atMs / windowMs))).size / Math.max(1, restMs / windowMs);
      if (share ** seen.times < BY_CHANCE) return false;
      const byChance = (arrivals.length / Math.max(restMs, 1)) * seen.durationMs;
      return asked.times <= 2 * byChance + 2;
    },
    isInDoubt: () =>
      [...requests.values()].some(({ visits: all, shapes }) =>
        [...shapes].some(
          ([shape, { visits, pauseMs }]) =>
            visits > 0 && visits < all && !resting.has(shape) && restMs < 2 * pauseMs + LATE_MS,
        ),
      ),
  };
}
