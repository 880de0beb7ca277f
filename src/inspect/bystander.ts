import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that are watched. The bystander asks alone as often. */
const REQUESTS = 5;
/** Between two of the bystander's; milliseconds. */
const PAUSE_MS = 2;
/** No further request is watched after this time; milliseconds. */
const LONGEST_MS = 3_000;

interface Watched {
  /** The bystander's request, which costs the server little, on a connection of its own. */
  readonly ask: () => Promise<unknown>;
  readonly request: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * Measures how long a server answers nobody else while it works on one request, in milliseconds. It is the longest wait
 * of a bystander meanwhile, beyond the bystander's usual wait. The lower quartile of a few requests counts, since other
 * work on the machine only adds time. Null if the bystander is never answered.
 */
export async function blockingMs({ ask, request, signal }: Watched): Promise<number | null> {
  const startedAt = performance.now();
  const wait = async (): Promise<number[]> => {
    const askedAt = performance.now();
    const answered = await ask().then(
      () => true,
      () => false,
    );
    signal.throwIfAborted();
    return answered ? [performance.now() - askedAt] : [];
  };
  const alone: number[] = [];
  for (let made = 0; made < REQUESTS; made++) {
    const waits = [...(await wait()), ...(await wait()), ...(await wait())];
    if (waits.length > 0) alone.push(Math.max(...waits));
  }
  const longest: number[] = [];
  for (let made = 0; made < REQUESTS && performance.now() - startedAt < LONGEST_MS; made++) {
    const waits = await wait();
    let isOver = false;
    const work = request().finally(() => {
      isOver = true;
    });
    // Once more when it is over: a server may go on after it has answered.
    for (let wasOver = false; !wasOver; ) {
      wasOver = isOver;
      waits.push(...(await wait()));
      await sleep(PAUSE_MS);
    }
    await work;
    if (waits.length > 0) longest.push(Math.max(...waits));
  }
  if (alone.length === 0 || longest.length === 0) return null;
  return Math.max(0, lowerQuartile(longest) - lowerQuartile(alone));
}

const lowerQuartile = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 2] ?? 0;
