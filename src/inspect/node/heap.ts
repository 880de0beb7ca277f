import type { HeapProfile } from '../profile/heap-profile.ts';
import type { NodeThread } from './protocol.ts';

/** The first collection drops unreachable objects, the second what their finalizers release. */
const COLLECTIONS = 2;

/** Size of the JavaScript heaps of these threads after a garbage collection, buffers included; bytes. */
export async function heapInUse(threads: readonly NodeThread[]): Promise<number> {
  const sizeOf = async (one: NodeThread): Promise<number> => {
    await collect(one);
    const { heapUsed, arrayBuffers } = (await one.evaluate(MEMORY)) as { heapUsed: number; arrayBuffers: number };
    return heapUsed + arrayBuffers;
  };
  const [main, ...others] = threads;
  // A worker that ended meanwhile holds nothing.
  const sizes = others.map((one) => sizeOf(one).catch(() => 0));
  return (await Promise.all([...(main === undefined ? [] : [sizeOf(main)]), ...sizes])).reduce(
    (sum, size) => sum + size,
    0,
  );
}

/** Bytes that are allocated between two samples, on average. */
const INTERVAL = 4_096;

/** Profiles memory that is allocated during the work and still held after it, by allocating function. */
export async function keptDuring(node: NodeThread, work: () => Promise<unknown>): Promise<HeapProfile> {
  await node.call('HeapProfiler.startSampling', { samplingInterval: INTERVAL });
  try {
    await work();
    await collect(node);
    return (await node.call<{ readonly profile: HeapProfile }>('HeapProfiler.getSamplingProfile')).profile;
  } finally {
    await node.call('HeapProfiler.stopSampling').catch(() => {});
  }
}

async function collect(node: NodeThread): Promise<void> {
  // An open inspector keeps what was printed.
  await node.call('Runtime.discardConsoleEntries');
  for (let done = 0; done < COLLECTIONS; done++) await node.call('HeapProfiler.collectGarbage');
}

const MEMORY = '(({ heapUsed, arrayBuffers }) => ({ heapUsed, arrayBuffers }))(process.memoryUsage())';
