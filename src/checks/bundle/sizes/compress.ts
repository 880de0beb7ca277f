import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip, type ZlibReset } from 'node:zlib';
import type { Compression } from '../settings.ts';
import type { SizeCache } from './size-cache.ts';

/** What a size depends on beside the content. zlib's differs between processors: it uses their instructions. */
export const METHODS = {
  gzip: `gzip-9 zlib-${process.versions.zlib} ${process.platform}-${process.arch}`,
  brotli: `brotli-11 brotli-${process.versions.brotli} ${process.platform}-${process.arch}`,
} as const;

export const measuredBy = Object.values(METHODS).join(', ');

export interface Compressors extends Disposable {
  /**
   * Bytes of a content in a compression, at its best setting; of one content after the other in each. `digest` is its
   * SHA-256.
   */
  compressedBytes(content: Buffer, digest: string, compression: Compression): Promise<number>;
}

/** Room for the result of nearly any file, so that the thread that compresses need not come back for more of it. */
const chunkSize = 1 << 16;

/**
 * One stream a compression, for many contents: of each stream that Node makes, V8 keeps some kB until it next looks through
 * its whole heap, and the room for new objects grows with them.
 */
export function openCompressors(cache: SizeCache): Compressors {
  const gzip = createGzip({ chunkSize, level: 9, flush: constants.Z_FINISH });
  const brotli = createBrotliCompress({
    chunkSize,
    flush: constants.BROTLI_OPERATION_FINISH,
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  });
  const ofGzip = sizesOf(gzip);
  const ofBrotli = sizesOf(brotli);
  const compress = {
    brotli: ofBrotli,
    async gzip(content: Buffer) {
      await ofGzip(ZEROS.subarray(0, content.length + LOOK_AHEAD_BYTES));
      return ofGzip(content);
    },
  };
  return {
    async compressedBytes(content, digest, compression) {
      if (compression === 'none') return content.length;
      const method = METHODS[compression];
      const known = cache.get(method, digest, content.length);
      if (known !== undefined) return known;
      const bytes = await compress[compression](content);
      cache.set(method, digest, bytes);
      return bytes;
    },
    [Symbol.dispose]() {
      gzip.destroy();
      brotli.destroy();
    },
  };
}

/**
 * zlib's window. What another content left in it behind the end of this one may change the size by a byte (in one of
 * 1,000 files), so that it is made as clean as a new one; longer contents do so themselves.
 */
const ZEROS = Buffer.alloc(1 << 16);
/** More than zlib looks at behind a content's end: its longest match. */
const LOOK_AHEAD_BYTES = 300;

/** Sizes of contents, each compressed as if it were the stream's first. */
function sizesOf(stream: Gzip | BrotliCompress): (content: Buffer) => Promise<number> {
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  stream.on('error', () => {}); // The write tells it.
  return async (content) => {
    bytes = 0;
    await new Promise<void>((resolve, reject) => {
      stream.write(content, (error) => (error ? reject(error) : resolve()));
    });
    // All of Node's have it, though its types don't tell. Brotli gets its own defaults by it: they are those set above.
    (stream as typeof stream & ZlibReset).reset();
    return bytes;
  };
}
