import type { Compression } from '../settings.ts';
import { METHODS } from './compress.ts';
import type { SizeCache } from './size-cache.ts';
import type { MeasuredFile } from './sizes.ts';

/** Takes over sizes that are known of files, so that the same contents need not be compressed again. */
export function recallSizes(files: readonly MeasuredFile[], compression: Compression, cache: SizeCache): void {
  const learn = (method: 'gzip' | 'brotli', digest: string, rawBytes: number, bytes: number) => {
    const known = cache.get(METHODS[method], digest, rawBytes);
    if (known === undefined && bytes > 0) cache.set(METHODS[method], digest, bytes);
  };
  for (const { raw, gzip, brotli, stable, digest, ownDigest } of files) {
    learn('gzip', ownDigest, raw, gzip);
    learn('brotli', ownDigest, raw, brotli);
    if (compression !== 'none') learn(compression, digest, raw, stable);
  }
}
