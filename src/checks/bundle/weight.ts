import type { BundleEvidence, BundleFile, Entry } from './evidence.ts';
import type { FileType } from './metrics.ts';
import { addSizes, inCompression, NO_SIZE, type Sizes } from './sizes/sizes.ts';

/** Sums of a bundle's files, by type and by what a page loads. */

export const totalSizes = (files: readonly BundleFile[]): Sizes => files.reduce<Sizes>(addSizes, NO_SIZE);

export const ofType = (files: readonly BundleFile[], type: FileType | 'total'): readonly BundleFile[] =>
  type === 'total' ? files : files.filter((file) => file.type === type);

/** The files that an entry loads at once, or later. */
export function filesOf({ files }: BundleEvidence, entry: Entry, when: 'initial' | 'async'): BundleFile[] {
  const paths = new Set(entry[when]);
  return files.filter(({ path }) => paths.has(path));
}

/** The entry that loads the most at once, or later; null if there is none. */
export function heaviestEntry(evidence: BundleEvidence, when: 'initial' | 'async'): Entry | null {
  const sizes = new Map(evidence.files.map((file) => [file.path, inCompression(file, evidence.compression)]));
  const weight = (entry: Entry) => new Set(entry[when]).values().reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  return evidence.entries.reduce<Entry | null>(
    (most, entry) => (entry[when] !== null && (most === null || weight(entry) > weight(most)) ? entry : most),
    null,
  );
}
