import picomatch from 'picomatch';
import type { Evidence } from '../../explanation.ts';
import type { BundleEvidence, BundleFile, Entry } from '../evidence.ts';
import { FILE_TYPES, type FileType } from '../metrics.ts';
import type { Compression } from '../settings.ts';
import { inCompression, type Sizes } from '../sizes/sizes.ts';
import { filesOf, heaviestEntry, isLoad, ofType, totalSizes } from '../weight.ts';
import { type ContentsChange, changeOfContents } from './details-contents.ts';
import { type MatchedBy, matchFiles } from './match.ts';

/** The `details` of a bundle's result. All figures are bytes; null if a side has none. */
interface BundleDetails {
  /** The compression of the result's own figures. */
  readonly compression: Compression | null;
  /** Sums over the files, or the largest file for a limit on single files. */
  readonly base: Sizes | null;
  readonly head: Sizes | null;
  /** For `initial`, `async` and `initial-javascript`: the page (or route) that loads these files. */
  readonly entries: { readonly base: string | null; readonly head: string | null } | null;
  /** The largest change first, in `compression`. */
  readonly files: readonly FileChange[];
  /** The number of further files, whose changes are smaller. */
  readonly moreFiles: number;
  /** The contents of the files; null if unknown for a side that there is. */
  readonly contents: ContentsChange | null;
}

interface FileChange {
  /** The logical name, head's if head has the file: `assets/index-*.js`. */
  readonly name: string;
  readonly type: FileType;
  /** Null if the file is new. */
  readonly base: Sizes | null;
  /** Null if the file was removed. */
  readonly head: Sizes | null;
  /** Base's name, if it differs, and how the files were matched. */
  readonly was: { readonly name: string; readonly matchedBy: MatchedBy } | null;
}

/** Pages are many, and each has its own details. */
const MOST = { subject: 500, page: 50 };

interface Scope {
  readonly evidence: BundleEvidence;
  readonly files: readonly BundleFile[];
  readonly sizes: Sizes;
  readonly entry: Entry | null;
}

/** The files of one side that a result is about; null if the side has no such page. */
function scopeOf(evidence: BundleEvidence | null, metric: string, part: string | null): Scope | null {
  if (evidence === null) return null;
  if (isLoad(metric)) {
    const named = part === null ? undefined : evidence.entries.find(({ name }) => name === part);
    const entry = part === null ? (heaviestEntry(evidence, metric) ?? undefined) : named;
    const files = entry === undefined ? null : filesOf(evidence, entry, metric);
    return entry === undefined || files === null ? null : { evidence, files, sizes: totalSizes(files), entry };
  }
  const type = ([...FILE_TYPES, 'total'] as const).find((one) => one === metric);
  if (type !== undefined) {
    const files = ofType(evidence.files, type);
    return { evidence, files, sizes: totalSizes(files), entry: null };
  }
  const fits = picomatch(metric, { dot: true });
  const files = evidence.files.filter(({ path }) => fits(path));
  const size = (file: BundleFile) => inCompression(file, evidence.compression);
  const largest = files.reduce<BundleFile | null>((most, one) => (most && size(most) >= size(one) ? most : one), null);
  return largest && { evidence, files, sizes: largest, entry: null };
}

const sizesOf = ({ raw, gzip, brotli }: Sizes): Sizes => ({ raw, gzip, brotli });

function changesOfFiles(base: Scope | null, head: Scope | null, compression: Compression): FileChange[] {
  const attributed = (scope: Scope | null) => scope && { files: scope.files, attribution: scope.evidence.attribution };
  const size = (sizes: Sizes | null) => (sizes ? inCompression(sizes, compression) : 0);
  return matchFiles(attributed(base), attributed(head))
    .flatMap((pair): FileChange[] => {
      const file = pair.head ?? pair.base;
      if (file === null) return [];
      const renamed = pair.base !== null && pair.by !== null && pair.base.name !== file.name;
      return [
        {
          name: file.name,
          type: file.type,
          base: pair.base && sizesOf(pair.base),
          head: pair.head && sizesOf(pair.head),
          was: renamed && pair.base && pair.by ? { name: pair.base.name, matchedBy: pair.by } : null,
        },
      ];
    })
    .sort(
      (a, b) =>
        Math.abs(size(b.head) - size(b.base)) - Math.abs(size(a.head) - size(a.base)) || size(b.head) - size(a.head),
    );
}

/** The files behind one size, and their contents on both sides. */
export function details(
  { metric, part }: { readonly metric: string; readonly part: string | null },
  evidence: Evidence<BundleEvidence>,
): BundleDetails {
  const [base, head] = [scopeOf(evidence.base, metric, part), scopeOf(evidence.head, metric, part)];
  const compression = (evidence.head ?? evidence.base)?.compression ?? null;
  const most = part === null ? MOST.subject : MOST.page;
  const files = changesOfFiles(base, head, compression ?? 'none');
  return {
    compression,
    base: base && sizesOf(base.sizes),
    head: head && sizesOf(head.sizes),
    entries: isLoad(metric) ? { base: base?.entry?.name ?? null, head: head?.entry?.name ?? null } : null,
    files: files.slice(0, most),
    moreFiles: Math.max(0, files.length - most),
    contents: changeOfContents(base, head, most),
  };
}
