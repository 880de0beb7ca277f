import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readStored, storedAs } from '../files/compressed-files.ts';
import { readable } from '../files/read-error.ts';
import { type StableNames, stableContent } from '../names/stable-content.ts';
import type { Compression } from '../settings.ts';
import { type CompressedSizes, compressedBytes } from './compress.ts';

/** Bytes of a file: uncompressed, and at the best setting of each compression. */
export interface Sizes {
  readonly raw: number;
  /** gzip 9. */
  readonly gzip: number;
  /** brotli 11; null unless it is the subject's compression, since it takes 25 times as long as gzip. */
  readonly brotli: number | null;
}

export const NO_SIZE: Sizes = { raw: 0, gzip: 0, brotli: 0 };

export const addSizes = (a: Sizes, b: Sizes): Sizes => ({
  raw: a.raw + b.raw,
  gzip: a.gzip + b.gzip,
  brotli: a.brotli === null || b.brotli === null ? null : a.brotli + b.brotli,
});

/** Bytes in `compression`, which must be that of the subject, or one that is always measured. */
export const inCompression = (sizes: Sizes, compression: Compression): number =>
  compression === 'none' ? sizes.raw : (sizes[compression] ?? 0);

export interface MeasuredFile extends Sizes {
  /** Bytes in the subject's compression, with placeholders for the hashes of file names in the content. */
  readonly stable: number;
  /** SHA-256 of that content, hex: equal on both sides where nothing but names of other files changed. */
  readonly digest: string;
}

interface MeasureRequest {
  /** Absolute path of the folder that `paths` are relative to. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly names: StableNames;
  readonly compression: Compression;
  /** Grows by the sizes that are measured. */
  readonly known: CompressedSizes;
  readonly signal: AbortSignal;
}

/** Files that are read ahead while every core compresses, so that no core waits for this thread. */
const AHEAD = 1;

/**
 * Measures files, and returns the sizes in the order of `paths`. The largest go first, so that none of them is left for
 * the end. Memory holds one file per core and one more.
 *
 * @throws Error naming the first file that can't be read, and why
 */
export async function measureFiles(request: MeasureRequest): Promise<MeasuredFile[]> {
  const { paths } = request;
  const failed = new AbortController();
  const signal = AbortSignal.any([request.signal, failed.signal]);
  const measured: MeasuredFile[] = new Array(paths.length);
  const queue = largestFirst(request).values();
  const worker = async () => {
    for (const index of queue) {
      signal.throwIfAborted();
      const path = paths[index] as string;
      const content = readable(path, () => readStored(request.root, path));
      measured[index] = await measureContent(content, request);
    }
  };
  const workers = Array.from({ length: availableParallelism() + AHEAD }, worker);
  try {
    await Promise.all(workers);
  } finally {
    failed.abort();
    await Promise.allSettled(workers);
  }
  return measured;
}

async function measureContent(content: Buffer, { names, compression, known }: MeasureRequest): Promise<MeasuredFile> {
  const stable = stableContent(content, names);
  const digest = sha256(content);
  const stableDigest = stable === content ? digest : sha256(stable);
  const [gzip, brotli] = await Promise.all([
    compressedBytes(content, digest, 'gzip', known),
    compression === 'brotli' ? compressedBytes(content, digest, 'brotli', known) : null,
  ]);
  const stableBytes =
    compression === 'none' ? stable.length : await compressedBytes(stable, stableDigest, compression, known);
  return { raw: content.length, gzip, brotli, stable: stableBytes, digest: stableDigest };
}

const sha256 = (content: Buffer): string => hash('sha256', content, 'hex');

/** Indexes into `paths`. */
function largestFirst({ root, paths }: MeasureRequest): number[] {
  const bytes = paths.map((path) => {
    const found = readable(path, () => statSync(join(root, storedAs(root, path))));
    // Reading a pipe or a device may never end.
    if (!found.isFile()) throw new Error(`${path} can't be measured: it is not a file`);
    return found.size;
  });
  return [...paths.keys()].sort((a, b) => (bytes[b] as number) - (bytes[a] as number));
}
