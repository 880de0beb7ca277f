/**
 * Measures folders as the bundle check does at `compression: brotli`. Prints the total, the peak of memory, and the
 * memory it still holds after a garbage collection: V8 lets its heap grow before it collects.
 *
 *     node --expose-gc bench/bundle/perf-budget.ts <folder>...
 */
import { readdir } from 'node:fs/promises';
import { stableNames } from '../../src/checks/bundle/names/stable-content.ts';
import { type MeasuredFile, measureFiles } from '../../src/checks/bundle/sizes/sizes.ts';

const known = new Map<string, number>();
const measured: MeasuredFile[] = [];
for (const root of process.argv.slice(2)) {
  const paths = (await readdir(root)).sort();
  const files = await measureFiles({
    root,
    paths,
    names: stableNames(paths),
    compression: 'brotli',
    known,
    signal: new AbortController().signal,
  });
  measured.push(...files);
}

const peakBytes = process.resourceUsage().maxRSS * 1_024;
globalThis.gc?.();
const { heapUsed, external } = process.memoryUsage();
const brotli = measured.reduce((sum, file) => sum + (file.brotli ?? 0), 0);
console.log(JSON.stringify({ brotli, peakBytes, heldBytes: heapUsed + external }));
