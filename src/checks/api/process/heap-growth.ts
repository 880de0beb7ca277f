import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../../compare/statistics/center.ts';
import type { NodeInspector } from '../../../inspect/node/attach.ts';
import { heapInUse } from '../../../inspect/node/heap.ts';
import type { HeapPlan } from '../../inspection.ts';
import { type Send, Unanswered } from '../untimed.ts';

/**
 * Batches of requests, with a garbage collection after each. The growth of the first batch is not counted: it fills
 * caches once.
 */
const BATCHES = 4;
/**
 * Requests of one batch. More requests make the noise smaller beside the growth. The first batch has at least `first`.
 */
const REQUESTS = { first: 500, least: 200, most: 600 } as const;
/** Noise of the heap's size from batch to batch, whatever the size of the batch; bytes. */
const NOISE = 30_000;
/** Duration of a batch; milliseconds. No batch is made if it would take longer than `most`. */
const BATCH_MS = { aim: 1_000, most: 3_000 } as const;
/** Trials that estimate the time of a request. The quickest one counts, since a busy machine makes others slow. */
const TRIALS = { all: 3, requests: 20 } as const;
/** Limit of one batch. It is long, since a busy machine or the other side may be slower. */
const LIMIT_MS = 15_000;
/** Sockets of the batch end by themselves. */
const SETTLE_MS = 50;
/** Collections take as long, roughly. */
const COLLECTED_MS = 100;

interface Endpoint {
  readonly name: string;
  readonly heap: HeapPlan;
  /** Duration of one request alone, at best; milliseconds. */
  readonly requestMs: number;
  readonly connections: number;
  readonly send: Send;
}

/**
 * Measures how much the heap grows with the requests of an endpoint.
 *
 * @returns bytes for 1,000 requests; null if there is no time for batches, and none was made; `cut` if a batch was not
 * answered completely, or in time
 */
export async function heapGrowth(node: NodeInspector, endpoint: Endpoint): Promise<number | 'cut' | null> {
  const sizes: number[] = [];
  try {
    const amount = await batchOf(endpoint);
    if (amount === 0) return null;
    for (let batch = 0; batch < BATCHES; batch++) {
      await endpoint.send(batch === 0 ? Math.max(REQUESTS.first, amount) : amount, LIMIT_MS);
      await sleep(SETTLE_MS);
      sizes.push(await heapInUse(node));
    }
    const growth = median(sizes.slice(1).map((size, index) => size - (sizes[index] ?? size)));
    return growth < NOISE ? 0 : Math.round((1_000 * growth) / amount);
  } catch (error) {
    if (error instanceof Unanswered) return 'cut';
    throw error;
  }
}

/** Requests of a batch, the same in all launches. */
async function batchOf({ name, heap, requestMs, connections, send }: Endpoint): Promise<number> {
  const known = heap.batches.get(name);
  if (known === 0 || (known === undefined && isTooSlow(requestMs / connections))) {
    heap.batches.set(name, 0);
    return 0;
  }
  let eachMs = Number.POSITIVE_INFINITY;
  for (let made = 0; made < TRIALS.all; made++) {
    const { durationMs } = await send(TRIALS.requests, LIMIT_MS);
    eachMs = Math.min(eachMs, durationMs / TRIALS.requests);
  }
  if (known !== undefined) return known;
  const wanted = Math.min(REQUESTS.most, Math.max(REQUESTS.least, Math.round(BATCH_MS.aim / eachMs)));
  const requests = Math.max(REQUESTS.first, wanted) + (BATCHES - 1) * wanted;
  const takesMs = requests * eachMs + BATCHES * (SETTLE_MS + COLLECTED_MS);
  const isMade = !isTooSlow(eachMs) && takesMs <= heap.leftMs;
  if (isMade) heap.leftMs -= takesMs;
  const amount = isMade ? wanted : 0;
  heap.batches.set(name, amount);
  return amount;
}

const isTooSlow = (eachMs: number): boolean => REQUESTS.least * eachMs > BATCH_MS.most;
