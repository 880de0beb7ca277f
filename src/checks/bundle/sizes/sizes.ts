import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Compression } from '../settings.ts';
import { compressedBytes } from './compress.ts';
import type { SizeCache } from './size-cache.ts';
import { type StableNames, stableContent } from './stable.ts';

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
  /** Bytes of the stable content in the subject's compression. */
  readonly stable: number;
  /** SHA-256 of the stable content, hex. */
  readonly digest: string;
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
  const queue = (await largestFirst(request)).values();
  const worker = async () => {
    for (const index of queue) {
      signal.throwIfAborted();
      measured[index] = await measureFile(request, paths[index] as string);
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

async function measureFile({ root, names, compression, cache }: MeasureRequest, path: string): Promise<MeasuredFile> {
  const content = await readFile(join(root, path)).catch(unreadable(path));
  const digest = sha256(content);
  const stable = stableContent(content, names);
  const stableDigest = stable === content ? digest : sha256(stable);
  const [gzip, brotli, other] = await Promise.all([
    compressedBytes(content, digest, 'gzip', cache),
    compressedBytes(content, digest, 'brotli', cache),
    stable === content ? null : compressedBytes(stable, stableDigest, compression, cache),
  ]);
  const sizes = { raw: content.length, gzip, brotli };
  return { ...sizes, stable: other ?? inCompression(sizes, compression), digest: stableDigest };
}

const sha256 = (content: Buffer): string => hash('sha256', content, 'hex');

/** Indexes into `paths`. */
async function largestFirst({ root, paths, signal }: MeasureRequest): Promise<number[]> {
  const bytes: number[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    const found = await stat(join(root, path)).catch(unreadable(path));
    // Reading a pipe or a device may never end.
    if (!found.isFile()) throw new Error(`${path} can't be measured: it is not a file`);
    bytes.push(found.size);
  }
  return [...paths.keys()].sort((a, b) => (bytes[b] as number) - (bytes[a] as number));
}

const REASONS: Readonly<Record<string, string>> = {
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'it vanished while it was measured, or is a link to a file that does not exist',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EISDIR: 'it is a folder',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
};

const unreadable =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    const reason = REASONS[error.code ?? ''] ?? error.message;
    throw new Error(`${path} can't be read: ${reason}${error.code ? ` (${error.code})` : ''}`, { cause: error });
  };
