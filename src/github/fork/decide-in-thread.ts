import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type DecidedForBase, decideForBase, type ForkReport } from './decide-for-base.ts';

/** Marks our thread among others that load this file. */
const ROLE = 'perf-budget: decide the report of a fork';

const FAILED: DecidedForBase = {
  ok: false,
  why: "The report can't be used: to decide it failed. This is a bug in perf-budget; please report it.",
};

/** Megabytes of the thread's heap: many times the need of the largest report. */
const MOST_MEMORY_MB = 2_000;

/**
 * Decides a fork's report in a thread of its own, which ends when `signal` aborts. The limits of a report bound the
 * work; this guards against reports that slip through. Null if the thread was ended, or its memory was too small. Its
 * errors may quote the report, so they are not repeated.
 */
export async function decideInThread(request: ForkReport, signal: AbortSignal): Promise<DecidedForBase | null> {
  if (signal.aborted) return null;
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { role: ROLE, request },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const { promise, resolve } = Promise.withResolvers<DecidedForBase | null>();
  const end = () => resolve(null);
  signal.addEventListener('abort', end, { once: true });
  worker.once('message', resolve);
  worker.once('error', (error) =>
    resolve((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : FAILED),
  );
  worker.once('exit', end);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

if (!isMainThread && workerData?.role === ROLE) parentPort?.postMessage(decideForBase(workerData.request));
