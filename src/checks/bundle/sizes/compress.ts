import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib';
import type { Compression } from '../settings.ts';
import type { SizeCache } from './size-cache.ts';

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** What a size depends on beside the content. zlib's differs between processors: it uses their instructions. */
const METHODS = {
  gzip: `gzip-9 zlib-${process.versions.zlib} ${process.platform}-${process.arch}`,
  brotli: `brotli-11 brotli-${process.versions.brotli} ${process.platform}-${process.arch}`,
} as const;

/** Bytes of a content in a compression, at its best setting. `digest` is its SHA-256. */
export async function compressedBytes(
  content: Buffer,
  digest: string,
  compression: Compression,
  cache: SizeCache,
): Promise<number> {
  if (compression === 'none') return content.length;
  const method = METHODS[compression];
  const known = cache.get(method, digest, content.length);
  if (known !== undefined) return known;
  const bytes = (await compress(content, compression)).length;
  cache.set(method, digest, bytes);
  return bytes;
}

/** Room for the whole result, so that the thread that compresses need not come back for more of it. */
const roomFor = (content: Buffer): number => Math.min(1 << 20, Math.max(1 << 10, content.length));

/** To gzip less than this takes less time than to hand it to another thread and back. */
const SMALL_BYTES = 16_000;

async function compress(content: Buffer, compression: 'gzip' | 'brotli'): Promise<Buffer> {
  const chunkSize = roomFor(content);
  if (compression === 'brotli') {
    return brotlied(content, { chunkSize, params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  }
  const options = { level: 9, chunkSize };
  return content.length < SMALL_BYTES ? gzipSync(content, options) : gzipped(content, options);
}
