import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Everything a size depends on besides the content. zlib uses special instructions of each processor, so its sizes
 * depend on the processor too.
 */
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

const [gzipped, brotlied] = [promisify(gzip), promisify(brotliCompress)];

const COMPRESS = {
  gzip: (content: Buffer) => gzipped(content, { level: 9 }),
  brotli: (content: Buffer) => brotlied(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
} as const;

/**
 * Bytes of a content at the best setting: gzip 9 or brotli 11.
 *
 * @param digest SHA-256 of the content
 * @param known gains the sizes that are computed
 */
export async function compressedBytes(
  content: Buffer,
  digest: string,
  method: keyof typeof COMPRESS,
  known: CompressedSizes,
): Promise<number> {
  const key = `${method} ${digest}`;
  const bytes = known.get(key) ?? (await COMPRESS[method](content)).length;
  known.set(key, bytes);
  return bytes;
}
