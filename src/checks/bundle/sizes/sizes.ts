import { hash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readable } from '../files/readable.ts';
import { type StableNames, stableContent } from '../names/stable-content.ts';
import type { Compression } from '../settings.ts';
import { type Compressors, openCompressors } from './compress.ts';
import type { SizeCache } from './size-cache.ts';

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

export const inCompression = (sizes: Sizes, compression: Compression): number =>
  compression === 'none' ? sizes.raw : sizes[compression];

export interface MeasuredFile extends Sizes {
  /** Bytes in the subject's compression once the hashes of file names in the content are replaced by stable ones. */
  readonly stable: number;
  /** SHA-256 of that content, hex: equal on both sides where nothing but names of other files changed. */
  readonly digest: string;
  /** SHA-256 of the content as it is, hex. */
  readonly ownDigest: string;
}

export interface MeasureRequest {
  /** Absolute path of the folder that `paths` are relative to. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly names: StableNames;
  readonly compression: Compression;
  readonly cache: SizeCache;
  readonly signal: AbortSignal;
}

/** Files that are read and hashed while every core compresses another, so that none of them waits for this thread. */
const AHEAD = 1;

/**
 * Sizes of many files, in the order of `paths`. The largest go first, so that no core is left with one of them at the
 * end; only one more is in memory at once than the machine has cores, however many there are.
 *
 * Rejects with the first file that can't be read, and why.
 */
export async function measureFiles(request: MeasureRequest): Promise<MeasuredFile[]> {
  const { paths } = request;
  const failed = new AbortController();
  const signal = AbortSignal.any([request.signal, failed.signal]);
  const measured: MeasuredFile[] = new Array(paths.length);
  const queue = largestFirst(request).values();
  const worker = async () => {
    using compressors = openCompressors(request.cache);
    const room = Buffer.allocUnsafeSlow(ROOM_BYTES);
    for (const index of queue) {
      signal.throwIfAborted();
      const content = readContent(request.root, paths[index] as string, room);
      measured[index] = await measureContent(content, request, compressors);
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

async function measureContent(
  content: Buffer,
  { names, compression }: MeasureRequest,
  { compressedBytes }: Compressors,
): Promise<MeasuredFile> {
  const digest = sha256(content);
  const stable = stableContent(content, names);
  const stableDigest = stable === content ? digest : sha256(stable);
  const [gzip, brotli] = await Promise.all([
    compressedBytes(content, digest, 'gzip'),
    compressedBytes(content, digest, 'brotli'),
  ]);
  const other = stable === content ? null : await compressedBytes(stable, stableDigest, compression);
  const sizes = { raw: content.length, gzip, brotli };
  return {
    ...sizes,
    stable: other ?? inCompression(sizes, compression),
    digest: stableDigest,
    ownDigest: digest,
  };
}

const sha256 = (content: Buffer): string => hash('sha256', content, 'hex');

/** Indexes into `paths`. */
function largestFirst({ root, paths }: MeasureRequest): number[] {
  const bytes = paths.map((path) => {
    const found = readable(path, () => statSync(join(root, path)));
    // Reading a pipe or a device may never end.
    if (!found.isFile()) throw new Error(`${path} can't be measured: it is not a file`);
    return found.size;
  });
  return [...paths.keys()].sort((a, b) => (bytes[b] as number) - (bytes[a] as number));
}

/** Nearly all files of a large build are smaller. */
const ROOM_BYTES = 1 << 16;

/** A file's content, in `room` if there is enough: it lasts until the next is read. */
function readContent(root: string, path: string, room: Buffer): Buffer {
  return readable(path, () => {
    const file = openSync(join(root, path), 'r');
    try {
      let end = 0;
      for (let read = -1; read !== 0 && end < room.length; end += read) read = readSync(file, room, { offset: end });
      return end < room.length ? room.subarray(0, end) : readFileSync(join(root, path));
    } finally {
      closeSync(file);
    }
  });
}
