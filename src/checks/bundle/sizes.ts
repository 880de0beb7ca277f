import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Bytes of a file as it is, and as the best setting of each compression makes it (gzip 9, brotli 11). */
export interface Sizes {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

export const NO_SIZE: Sizes = { raw: 0, gzip: 0, brotli: 0 };

export const addSizes = (a: Sizes, b: Sizes): Sizes => ({
  raw: a.raw + b.raw,
  gzip: a.gzip + b.gzip,
  brotli: a.brotli + b.brotli,
});

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

export async function sizesOf(content: Buffer): Promise<Sizes> {
  const [small, smaller] = await Promise.all([
    gzipped(content, { level: 9 }),
    brotlied(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  return { raw: content.length, gzip: small.length, brotli: smaller.length };
}

/**
 * Sizes of many files, in the order of `paths`. As many are in memory at once as the machine has cores, however many
 * there are. Rejects with the error of the first file that can't be read.
 */
export async function measureFiles(paths: readonly string[], signal: AbortSignal): Promise<Sizes[]> {
  const sizes: Sizes[] = new Array(paths.length);
  const queue = paths.entries();
  const worker = async () => {
    for (const [index, path] of queue) {
      signal.throwIfAborted();
      sizes[index] = await sizesOf(await readFile(path));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return sizes;
}
