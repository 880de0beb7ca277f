/**
 * Measures folders as the bundle check does, and prints the total of brotli, the most memory that it took, and what it
 * still holds of it once garbage was collected: V8 lets its heap grow before it looks for any.
 *
 *     node --expose-gc bench/bundle/perf-budget.ts <file of the cache, or -> <folder>...
 */
import { readdir } from 'node:fs/promises';
import { stableNames } from '../../src/checks/bundle/names/stable-content.ts';
import { openSizeCache } from '../../src/checks/bundle/sizes/size-cache.ts';
import { type MeasuredFile, measureFiles } from '../../src/checks/bundle/sizes/sizes.ts';

const [file = '-', ...folders] = process.argv.slice(2);
const cache = await openSizeCache(file === '-' ? null : file);
const measured: MeasuredFile[] = [];
for (const root of folders) {
  const paths = (await readdir(root)).sort();
  const files = await measureFiles({
    root,
    paths,
    names: stableNames(paths),
    compression: 'gzip',
    cache,
    signal: new AbortController().signal,
  });
  measured.push(...files);
}
await cache.save();

const peakBytes = process.resourceUsage().maxRSS * 1_024;
globalThis.gc?.();
const { heapUsed, external } = process.memoryUsage();
const brotli = measured.reduce((sum, file) => sum + file.brotli, 0);
console.log(JSON.stringify({ brotli, peakBytes, heldBytes: heapUsed + external }));
