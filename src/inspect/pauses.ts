import { setTimeout as sleep } from 'node:timers/promises';
import type { Background } from './background.ts';

/** The pauses between requests, in which the queries that a server sends by itself show. */
interface Pauses {
  /** A statement has ended. It belongs to the present pause if it began in it; milliseconds. */
  executed(shape: string, startedMs: number): void;
  /** Begins or ends a pause. */
  listen(isOn: boolean): void;
  /** Listens until the total time of all pauses is this long. */
  rest(totalMs: number): Promise<void>;
  /** Listens until no shape is in doubt any more; at most this long. */
  restInDoubt(limitMs: number): Promise<void>;
}

/** The last endpoint may have woken something up. */
const LEAST_REST_MS = 100;
/** Milliseconds between checks whether enough is known by now. */
const LOOK_MS = 100;

export function pausesFor(background: Background, signal: AbortSignal): Pauses {
  let restedMs = 0;
  /** The current pause: its start, and the time up to which it is counted. Null during a request. */
  let pause: { readonly sinceMs: number; countedMs: number } | null = null;

  /** Counts the pause up to now, at whose end these shapes came. */
  function count(shapes: readonly string[]): void {
    if (pause === null) return;
    const nowMs = performance.now();
    background.rested(shapes, nowMs - pause.countedMs);
    restedMs += nowMs - pause.countedMs;
    pause.countedMs = nowMs;
  }

  function listen(isOn: boolean): void {
    count([]);
    const nowMs = performance.now();
    pause = isOn ? (pause ?? { sinceMs: nowMs, countedMs: nowMs }) : null;
  }

  async function rest(forMs: number, isEnough = () => false): Promise<void> {
    listen(true);
    const endMs = performance.now() + forMs;
    for (let leftMs = forMs; leftMs > 0 && !isEnough() && !signal.aborted; leftMs = endMs - performance.now()) {
      await sleep(Math.min(leftMs, LOOK_MS));
      count([]);
    }
    listen(false);
  }

  return {
    executed(shape, startedMs) {
      if (pause !== null && startedMs >= pause.sinceMs) count([shape]);
    },
    listen,
    rest: (totalMs) => rest(Math.max(LEAST_REST_MS, totalMs - restedMs)),
    restInDoubt: (limitMs) => rest(limitMs, () => !background.isInDoubt()),
  };
}
