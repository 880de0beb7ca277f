import type { BundleEvidence, BundleFile, Entry } from './evidence.ts';
import { FIRST_LOAD_CODE, type FileType } from './metrics.ts';
import { addSizes, inCompression, NO_SIZE, type Sizes } from './sizes/sizes.ts';

/** Sums of a bundle's files, by type and by page. */

export const totalSizes = (files: readonly BundleFile[]): Sizes => files.reduce<Sizes>(addSizes, NO_SIZE);

export const ofType = (files: readonly BundleFile[], type: FileType | 'total'): readonly BundleFile[] =>
  type === 'total' ? files : files.filter((file) => file.type === type);

/** Which files of an entry each metric counts. */
const LOADS = {
  initial: { when: 'initial', type: 'total' },
  async: { when: 'async', type: 'total' },
  [FIRST_LOAD_CODE]: { when: 'initial', type: 'javascript' },
} as const;

export type Load = keyof typeof LOADS;
export const isLoad = (metric: string): metric is Load => Object.hasOwn(LOADS, metric);

/** The files of an entry; null if the build does not reveal them. */
export function filesOf({ files }: BundleEvidence, entry: Entry, load: Load): readonly BundleFile[] | null {
  const { when, type } = LOADS[load];
  if (entry[when] === null) return null;
  const paths = new Set(entry[when]);
  return ofType(
    files.filter(({ path }) => paths.has(path)),
    type,
  );
}

/** The entry with the largest load; null if there is none, or if loads can't be seen. */
export function heaviestEntry(evidence: BundleEvidence, load: Load): Entry | null {
  const { when, type } = LOADS[load];
  const files = ofType(evidence.files, type);
  const sizes = new Map(files.map((file) => [file.path, inCompression(file, evidence.compression)]));
  const weight = (entry: Entry) => new Set(entry[when]).values().reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const heaviest = evidence.entries.reduce<Entry | null>(
    (most, entry) => (entry[when] !== null && (most === null || weight(entry) > weight(most)) ? entry : most),
    null,
  );
  // If no page loads code at once, and there is code, they load it in a way that can't be seen.
  const isUnseen = load === FIRST_LOAD_CODE && files.length > 0 && heaviest !== null && weight(heaviest) === 0;
  return isUnseen ? null : heaviest;
}
