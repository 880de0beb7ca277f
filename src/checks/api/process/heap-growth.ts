import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../../compare/statistics/center.ts';
import { heapInUse } from '../../../inspect/node/heap.ts';
import type { NodeThreads } from '../../../inspect/node/threads.ts';
import { ownWaitingMs } from '../../../observe/own-waiting.ts';
import { type TreeUse, watchTree } from '../../../observe/watch-tree.ts';
import type { HeapPlan } from '../../inspection.ts';
import { type Send, Unanswered } from '../untimed-load.ts';

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
const BATCH_MS = { aim: 300, most: 3_000 } as const;
/** An endpoint may use more than its share of the time, since others use less. */
const SHARES = 2;
/** Trials that estimate the time of a request. The quickest one counts. */
const TRIALS = { all: 2, requests: 50 } as const;
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
  /** The root of the server's processes; null if unknown. */
  readonly pid: number | null;
  readonly connections: number;
  readonly send: Send;
}

/** What the requests of an endpoint leave in the heap. */
interface HeapGrowth {
  /** Bytes for 1,000 requests. */
  readonly perThousand: number;
  /** What all requests of the batches left behind at that rate; bytes. */
  readonly keptBytes: number;
}

/**
 * Measures how much the heap grows with the requests of an endpoint.
 *
 * @returns null if there is no time for batches, and none was made; `cut` if a batch was not answered completely, or in
 * time
 */
export async function heapGrowth(node: NodeThreads, endpoint: Endpoint): Promise<HeapGrowth | 'cut' | null> {
  const growths: number[] = [];
  try {
    const amount = await batchOf(endpoint);
    if (amount === 0) return null;
    const first = Math.max(REQUESTS.first, amount);
    let before = await sizeAfter(node, endpoint, first);
    while (growths.length < BATCHES - 1 && !isMedianNoise(growths)) {
      const size = await sizeAfter(node, endpoint, amount);
      growths.push(size - before);
      before = size;
    }
    const growth = isMedianNoise(growths) ? 0 : median(growths);
    const each = growth / amount;
    return {
      perThousand: Math.round(1_000 * each),
      keptBytes: Math.round(each * (first + growths.length * amount)),
    };
  } catch (error) {
    if (error instanceof Unanswered) return 'cut';
    throw error;
  }
}

/** Whether most growths are noise, so that their median is noise whatever the remaining batches show. */
const isMedianNoise = (growths: readonly number[]): boolean =>
  growths.filter((growth) => growth < NOISE).length > (BATCHES - 1) / 2;

async function sizeAfter(node: NodeThreads, { send }: Endpoint, requests: number): Promise<number> {
  await send(requests, LIMIT_MS);
  await sleep(SETTLE_MS);
  return await heapInUse(node.threads);
}

/** Requests of a batch, the same in all launches of both sides. */
async function batchOf({ name, heap, requestMs, pid, connections, send }: Endpoint): Promise<number> {
  const known = heap.batches.get(name);
  const shareMs = Math.min(heap.leftMs, (SHARES * heap.leftMs) / Math.max(1, heap.waiting));
  if (known === undefined) heap.waiting -= 1;
  if (known === 0 || (known === undefined && isTooSlow(requestMs / connections))) {
    heap.batches.set(name, 0);
    return 0;
  }
  let eachMs = Number.POSITIVE_INFINITY;
  for (let made = 0; made < TRIALS.all; made++) {
    const watch = pid === null ? null : watchTree(pid);
    const waitedMs = ownWaitingMs();
    const { durationMs } = await send(TRIALS.requests, LIMIT_MS);
    const ownMs = durationMs - (ownWaitingMs() - waitedMs);
    eachMs = Math.min(eachMs, withoutWaiting(ownMs, watch?.stop() ?? null) / TRIALS.requests);
  }
  if (known !== undefined) return known;
  const wanted = Math.min(REQUESTS.most, Math.max(REQUESTS.least, Math.round(BATCH_MS.aim / eachMs)));
  const requests = Math.max(REQUESTS.first, wanted) + (BATCHES - 1) * wanted;
  const takesMs = requests * eachMs + BATCHES * (SETTLE_MS + COLLECTED_MS);
  const isMade = !isTooSlow(eachMs) && takesMs <= shareMs;
  if (isMade) heap.leftMs -= takesMs;
  const amount = isMade ? wanted : 0;
  heap.batches.set(name, amount);
  return amount;
}

/** The duration of work, without the time in which other programs had the server's core: that differs by launch. */
function withoutWaiting(durationMs: number, use: TreeUse | null): number {
  const { cpuMs, delay } = use?.busiest ?? { cpuMs: 0, delay: 0 };
  return Math.max(cpuMs, durationMs - cpuMs * delay);
}

const isTooSlow = (eachMs: number): boolean => REQUESTS.least * eachMs > BATCH_MS.most;
