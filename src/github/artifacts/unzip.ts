import { inflateRawSync } from 'node:zlib';
import { type UnzipFileInfo, unzipSync } from 'fflate';

/** What an archive must be like. */
export interface UnzipLimits {
  /** The name of its one file. */
  readonly entry: string;
  /** Of the file, inflated. */
  readonly bytes: number;
}

export type Unzipped =
  | { readonly ok: true; readonly content: Buffer }
  /** `why` quotes nothing of the archive. */
  | { readonly ok: false; readonly why: string };

/**
 * The one file of an archive that somebody else made, in memory. No name in it is ever used as a path, and no size that
 * it claims is believed: what inflates to more than the limit is left at the limit. Never throws.
 */
export function unzipOne(archive: Buffer, { entry, bytes }: UnzipLimits): Unzipped {
  const found = onlyFile(archive);
  if (!found.ok) return found;
  const { name, size, originalSize, compression } = found.file;
  const limit = `its file is larger than ${bytes / 1e6} MB`;
  if (name !== entry) return refused(`it has another file than ${entry}`);
  if (originalSize > bytes) return refused(limit);

  const start = dataStart(archive);
  if (start === null || start + size > archive.length) return refused(DAMAGED);
  const data = archive.subarray(start, start + size);
  if (compression === STORED) return size > bytes ? refused(limit) : { ok: true, content: data };
  if (compression !== DEFLATED) return refused('it is compressed in an unusual way');
  try {
    return { ok: true, content: inflateRawSync(data, { maxOutputLength: bytes }) };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return refused(isTooLarge ? limit : DAMAGED);
  }
}

const DAMAGED = 'it is damaged, or no archive';
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.5
const STORED = 0;
const DEFLATED = 8;

const refused = (why: string) => ({ ok: false, why }) as const;

/** What the archive's list of its files says; they are not unpacked. */
function onlyFile(
  archive: Buffer,
): { readonly ok: true; readonly file: UnzipFileInfo } | { readonly ok: false; readonly why: string } {
  const files: UnzipFileInfo[] = [];
  try {
    unzipSync(archive, {
      filter(file) {
        // The list may claim to have thousands of millions: two are enough to refuse it.
        if (files.push(file) > 1) throw new Error('more than one');
        return false;
      },
    });
  } catch {
    return refused(files.length > 1 ? 'it has more than one file' : DAMAGED);
  }
  const [file] = files;
  return file === undefined ? refused('it is empty') : { ok: true, file };
}

/** Where the data of the first file begins; null: not with a file. APPNOTE.TXT, 4.3.7. */
function dataStart(archive: Buffer): number | null {
  if (archive.length < 30 || archive.readUInt32LE(0) !== 0x04034b50) return null;
  return 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
}
