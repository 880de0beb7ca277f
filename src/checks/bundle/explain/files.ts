import { sumBy } from '../../sum.ts';
import type { BundleFile } from '../evidence.ts';
import type { Compression } from '../settings.ts';
import { adviceForFile } from './advice.ts';
import { type Cause, FLOOR_BYTES } from './cause.ts';
import type { FilePair } from './match.ts';

/** A pair of files whose sizes alone are compared. */
interface Sized {
  readonly pair: FilePair;
  readonly file: BundleFile;
  /** Bytes without the file's inline source map. */
  readonly current: number;
  readonly target: number;
  readonly grew: number;
  /** Growth in the subject's compression. */
  readonly compressed: number;
}

/** `.` for a file at the top. */
export const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/'))) || '.';

const isNew = ({ pair }: Sized): boolean => pair.base === null;

function causeOf(one: Sized, compression: Compression): Cause {
  const { pair, file, current, target, grew, compressed } = one;
  const { base } = pair;
  // Hardly more bytes, but they compress worse.
  const denser = grew < FLOOR_BYTES;
  return {
    code: isNew(one) ? 'bundle.file-new' : 'bundle.file-grew',
    metric: file.type,
    location: file.name,
    current,
    target,
    grew: denser ? compressed : grew,
    evidence: {
      ...(base !== null && base.name !== file.name ? { was: base.name } : {}),
      compression,
      compressed,
      ...(denser ? { denser } : {}),
    },
    suggestion: adviceForFile(file.path),
  };
}

/** One cause for the small files of a folder. */
function folderCause(folder: string, files: readonly Sized[], compression: Compression): Cause[] {
  const [first] = files;
  const grew = sumBy(files, (one) => one.grew);
  if (first === undefined || grew < FLOOR_BYTES) return [];
  return [
    {
      code: files.every(isNew) ? 'bundle.file-new' : 'bundle.file-grew',
      metric: first.file.type,
      location: folder,
      current: sumBy(files, (one) => one.current),
      target: sumBy(files, (one) => one.target),
      grew,
      evidence: {
        files: files.filter((one) => one.grew > 0).length,
        compression,
        compressed: sumBy(files, (one) => one.compressed),
      },
      suggestion: null,
    },
  ];
}

/**
 * Files that are new or grew, in types that grew as a whole: a file renamed beyond recognition, or split, is no growth.
 *
 * @param maps bytes of inline source maps by path, which have a cause of their own
 */
export function fileCauses(
  pairs: readonly FilePair[],
  compression: Compression,
  maps: { readonly base: ReadonlyMap<string, number>; readonly head: ReadonlyMap<string, number> },
): Cause[] {
  const sized = pairs.flatMap((pair): Sized[] => {
    const { base, head } = pair;
    const file = head ?? base;
    if (file === null) return [];
    const [mapBefore, map] = [maps.base.get(base?.path ?? '') ?? 0, maps.head.get(head?.path ?? '') ?? 0];
    const [target, current] = [(base?.raw ?? 0) - mapBefore, (head?.raw ?? 0) - map];
    const grew = current - target;
    const denser = (head?.stable ?? 0) - (base?.stable ?? 0);
    // Once compressed, the map and the rest are one.
    const compressed = map > mapBefore ? Math.min(denser, Math.max(0, grew)) : denser;
    return [{ pair, file, current, target, grew, compressed }];
  });
  return [...Map.groupBy(sized, ({ file }) => file.type).values()].flatMap((ofType) => {
    const worst = Math.max(
      sumBy(ofType, ({ grew }) => grew),
      sumBy(ofType, ({ compressed }) => compressed),
    );
    if (worst < FLOOR_BYTES) return [];
    const isLarge = ({ grew, compressed }: Sized) => grew >= FLOOR_BYTES || compressed >= FLOOR_BYTES;
    const small = ofType.filter((one) => !isLarge(one) && Math.abs(one.grew) < FLOOR_BYTES);
    const folders = Map.groupBy(small, ({ file }) => folderOf(file.name));
    return [
      ...ofType.filter(isLarge).map((one) => causeOf(one, compression)),
      ...[...folders].flatMap(([folder, files]) => folderCause(folder, files, compression)),
    ];
  });
}
