/**
 * Measures folders as the bundle check does, and prints the total of brotli and the most memory that it took.
 *
 *     node bench/bundle/perf-budget.ts <file of the cache, or -> <folder>...
 */
import { readdir } from 'node:fs/promises';
import { openSizeCache } from '../../src/checks/bundle/sizes/size-cache.ts';
import { measureFiles } from '../../src/checks/bundle/sizes/sizes.ts';
import { stableNames } from '../../src/checks/bundle/sizes/stable.ts';

const [file = '-', ...folders] = process.argv.slice(2);
const cache = await openSizeCache(file === '-' ? null : file);
let brotli = 0;
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
  brotli += files.reduce((sum, measured) => sum + measured.brotli, 0);
}
await cache.save();
console.log(JSON.stringify({ brotli, peakBytes: process.resourceUsage().maxRSS * 1_024 }));
