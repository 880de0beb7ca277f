import { inflateRawSync } from 'node:zlib';
import { type UnzipFileInfo, unzipSync } from 'fflate';

/** Requirements for an archive. */
interface UnzipLimits {
  /** The name of its one file. */
  readonly entry: string;
  /** The limit of the inflated file. */
  readonly bytes: number;
}

type Unzipped =
  | { readonly ok: true; readonly content: Buffer }
  /** `why` quotes nothing of the archive. */
  | { readonly ok: false; readonly why: string };

/**
 * Reads the one file of an untrusted archive in memory. It uses no name in the archive as a path and trusts no size:
 * inflating stops at the limit. Never throws.
 */
export function unzipOne(archive: Buffer, { entry, bytes }: UnzipLimits): Unzipped {
  const found = onlyFile(archive);
  if (!found.ok) return found;
  const { name, size, originalSize, compression } = found.file;
  const limit = `its file is larger than ${bytes / 1e6} MB`;
  if (name !== entry) return refused(`its file is not ${entry}`);
  if (originalSize > bytes) return refused(limit);

  const start = dataStart(archive);
  if (start === null || start + size > archive.length) return refused(DAMAGED);
  const data = archive.subarray(start, start + size);
  if (compression === STORED) return size > bytes ? refused(limit) : { ok: true, content: data };
  if (compression !== DEFLATED) return refused('its compression method is not supported');
  try {
    return { ok: true, content: inflateRawSync(data, { maxOutputLength: bytes }) };
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return refused(isTooLarge ? limit : DAMAGED);
  }
}

const DAMAGED = 'it is damaged, or not an archive';
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.5
const STORED = 0;
const DEFLATED = 8;

const refused = (why: string) => ({ ok: false, why }) as const;

/** Reads the archive's directory without unpacking. */
function onlyFile(
  archive: Buffer,
): { readonly ok: true; readonly file: UnzipFileInfo } | { readonly ok: false; readonly why: string } {
  const files: UnzipFileInfo[] = [];
  try {
    unzipSync(archive, {
      filter(file) {
        // A directory may claim billions of files: two are enough to refuse it.
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

/** Where the data of the first file begins; null if the archive does not begin with one. APPNOTE.TXT, 4.3.7. */
function dataStart(archive: Buffer): number | null {
  if (archive.length < 30 || archive.readUInt32LE(0) !== 0x04034b50) return null;
  return 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
}
