/** Finds out which shapes a server asks by itself: its pollers and jobs. */
export interface Background {
  /** What came while no request was under way, for so long. */
  rested(shapes: readonly string[], durationMs: number): void;
  /** What came in a request, its shapes with repetitions. */
  requested(of: string, shapes: readonly string[], durationMs: number): void;
  /** Whether the server asks it by itself, and a request of this kind does not. */
  isBackground(of: string, shape: string): boolean;
}

/** Of fewer requests, none can say that it always asks a shape. */
const FEWEST_REQUESTS = 3;

/** A shape that comes without a request is the background's, unless every request asked it and more often than by chance. */
export function background(): Background {
  let restMs = 0;
  const resting = new Map<string, number>();
  const requests = new Map<
    string,
    { times: number; durationMs: number; shapes: Map<string, { in: number; times: number }> }
  >();
  return {
    rested(shapes, durationMs) {
      restMs += durationMs;
      for (const shape of shapes) resting.set(shape, (resting.get(shape) ?? 0) + 1);
    },
    requested(of, shapes, durationMs) {
      const seen = requests.get(of) ?? { times: 0, durationMs: 0, shapes: new Map() };
      requests.set(of, seen);
      seen.times += 1;
      seen.durationMs += durationMs;
      for (const [shape, all] of Map.groupBy(shapes, (shape) => shape)) {
        const before = seen.shapes.get(shape) ?? { in: 0, times: 0 };
        seen.shapes.set(shape, { in: before.in + 1, times: before.times + all.length });
      }
    },
    isBackground(of, shape) {
      const rested = resting.get(shape);
      if (rested === undefined) return false;
      const seen = requests.get(of);
      const asked = seen?.shapes.get(shape);
      if (seen === undefined || asked === undefined || seen.times < FEWEST_REQUESTS) return true;
      const byChance = (rested / Math.max(restMs, 1)) * seen.durationMs;
      return asked.in < seen.times || asked.times <= 2 * byChance + 2;
    },
  };
}
