import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip, type ZlibReset } from 'node:zlib';

/** What a size depends on besides the content. zlib uses instructions of the processor, so its sizes depend on that too. */
const METHODS = {
  gzip: `gzip-9 zlib-${process.versions.zlib} ${process.platform}-${process.arch}`,
  brotli: `brotli-11 brotli-${process.versions.brotli} ${process.platform}-${process.arch}`,
} as const;

export const measuredBy = Object.values(METHODS).join(', ');

/**
 * Compressed bytes by method and SHA-256 of the content. Base and head share one, so an unchanged file is compressed
 * once.
 */
export type CompressedSizes = Map<string, number>;

export interface Compressors extends Disposable {
  /**
   * Bytes of a content at the best setting: gzip 9 or brotli 11. Contents of one method must follow each other.
   *
   * @param digest SHA-256 of the content
   */
  compressedBytes(content: Buffer, digest: string, method: 'gzip' | 'brotli'): Promise<number>;
}

/** The result of nearly any file fits, so the compressing thread rarely comes back for more room. */
const chunkSize = 1 << 16;

/**
 * Opens one stream per method, for many contents. V8 keeps some kB of each stream until a full garbage collection, and
 * lets the heap grow meanwhile.
 */
export function openCompressors(known: CompressedSizes): Compressors {
  const gzip = createGzip({ chunkSize, level: 9, flush: constants.Z_FINISH });
  const brotli = createBrotliCompress({
    chunkSize,
    flush: constants.BROTLI_OPERATION_FINISH,
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  });
  const gzipBytes = bytesBy(gzip);
  const compress = {
    brotli: bytesBy(brotli),
    async gzip(content: Buffer) {
      await gzipBytes(ZEROS.subarray(0, content.length + LOOK_AHEAD_BYTES));
      return gzipBytes(content);
    },
  };
  return {
    async compressedBytes(content, digest, method) {
      const key = `${method} ${digest}`;
      const bytes = known.get(key) ?? (await compress[method](content));
      known.set(key, bytes);
      return bytes;
    },
    [Symbol.dispose]() {
      gzip.destroy();
      brotli.destroy();
    },
  };
}

/**
 * Clears zlib's window. Remains of another content behind the end of this one change the size of one file in 1,000 by a
 * byte. Contents longer than the window clear it themselves.
 */
const ZEROS = Buffer.alloc(1 << 16);
/** Longer than zlib's longest match: how far it looks behind the end of a content. */
const LOOK_AHEAD_BYTES = 300;

/** Sizes of contents, each compressed as if it were the first of the stream. */
function bytesBy(stream: Gzip | BrotliCompress): (content: Buffer) => Promise<number> {
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  stream.on('error', () => {}); // the write reports it
  return async (content) => {
    bytes = 0;
    await new Promise<void>((resolve, reject) => {
      stream.write(content, (error) => (error ? reject(error) : resolve()));
    });
    // All of Node's streams have it, though the types omit it. It gives brotli its defaults: those set above.
    (stream as typeof stream & ZlibReset).reset();
    return bytes;
  };
}
