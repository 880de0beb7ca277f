import type { UnknownKeys } from '../../../text/parse-json.ts';
import type { Version } from '../../project.ts';
import { type Notes, shown } from '../notes.ts';

/** The compression in which this version weighs a check's files, with a note. */
export function readCompression(check: UnknownKeys, index: number, { major }: Version, notes: Notes): string {
  const { gzip, brotli } = check;
  const compression =
    major >= 11
      ? gzip === true
        ? 'gzip'
        : brotli === false
          ? 'none'
          : 'brotli'
      : brotli === true
        ? 'brotli'
        : gzip === false
          ? 'none'
          : 'gzip';
  const key = gzip === undefined ? 'brotli' : 'gzip';
  const written = check[key];
  if (written === undefined) {
    notes.alike([index], `compression: ${compression}`, `size-limit ${major} compresses so by default`);
  } else if (gzip === false && compression === 'brotli') {
    notes.about(
      [index, 'gzip'],
      'gzip: false → compression: brotli',
      `so size-limit ${major} reads it; compression: none is what the line says`,
    );
  } else notes.alike([index, key], `${key}: ${shown(written)} → compression: ${compression}`);
  return compression;
}
