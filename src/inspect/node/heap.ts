import type { HeapProfile } from '../profile/heap-profile.ts';
import type { NodeInspector } from './attach.ts';

/** The first collection drops unreachable objects, the second what their finalizers release. */
const COLLECTIONS = 2;

/** Size of the JavaScript heap after a garbage collection, buffers included; bytes. */
export async function heapInUse(node: NodeInspector): Promise<number> {
  await collect(node);
  const { heapUsed, arrayBuffers } = (await node.evaluate(MEMORY)) as { heapUsed: number; arrayBuffers: number };
  return heapUsed + arrayBuffers;
}

/** Bytes that are allocated between two samples, on average. */
const INTERVAL = 4_096;

/** Profiles memory that is allocated during the work and still held after it, by allocating function. */
export async function keptDuring(node: NodeInspector, work: () => Promise<unknown>): Promise<HeapProfile> {
  await node.call('HeapProfiler.startSampling', { samplingInterval: INTERVAL });
  try {
    await work();
    await collect(node);
    return (await node.call<{ readonly profile: HeapProfile }>('HeapProfiler.getSamplingProfile')).profile;
  } finally {
    await node.call('HeapProfiler.stopSampling').catch(() => {});
  }
}

async function collect(node: NodeInspector): Promise<void> {
  // An open inspector keeps what was printed.
  await node.call('Runtime.discardConsoleEntries');
  for (let done = 0; done < COLLECTIONS; done++) await node.call('HeapProfiler.collectGarbage');
}

const MEMORY = '(({ heapUsed, arrayBuffers }) => ({ heapUsed, arrayBuffers }))(process.memoryUsage())';
