import picomatch from 'picomatch';
import type { Evidence, Worsened } from '../../explanation.ts';
import type { BundleEvidence, BundleFile } from '../evidence.ts';
import { FILE_TYPES } from '../metrics.ts';
import { inCompression } from '../sizes/sizes.ts';
import { filesOf, heaviestEntry, isLoad, ofType } from '../weight.ts';
import { adviceForUnknown, isFramework } from './advice.ts';
import type { Cause } from './cause.ts';
import { contentsOf, folderOf, type Part, weigh } from './contents.ts';

const SUMS: readonly string[] = [...FILE_TYPES, 'total'];

/** Whether a metric is the largest file of a glob. */
const isGlob = (metric: string): boolean => !SUMS.includes(metric) && !isLoad(metric);

/** If only limits of globs are exceeded, keeps the files that fit these globs: other files are no cause. */
export function inGlobs(evidence: Evidence<BundleEvidence>, worse: readonly Worsened[]): Evidence<BundleEvidence> {
  if (worse.length === 0 || !worse.every(({ metric }) => isGlob(metric))) return evidence;
  const fits = picomatch(
    worse.map(({ metric }) => metric),
    { dot: true },
  );
  const within = (side: BundleEvidence | null) =>
    side && { ...side, files: side.files.filter(({ path }) => fits(path)), entries: [] };
  return { base: within(evidence.base), head: within(evidence.head) };
}

function filesBehind(head: BundleEvidence, metric: string): readonly BundleFile[] {
  if (isLoad(metric)) {
    const entry = heaviestEntry(head, metric);
    return (entry && filesOf(head, entry, metric)) ?? [];
  }
  const type = ([...FILE_TYPES, 'total'] as const).find((one) => one === metric);
  if (type !== undefined) return ofType(head.files, type);
  const fits = picomatch(metric, { dot: true });
  const size = (file: BundleFile) => inCompression(file, head.compression);
  return head.files
    .filter(({ path }) => fits(path))
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, 1);
}

const MOST = 3;
/** Smallest part that is named, as a share of the largest one. */
const LEAST_SHARE = 0.05;

interface Largest {
  readonly largest: readonly [name: string, bytes: number][];
  /** Names that are packages. */
  readonly packages: ReadonlySet<string>;
}

/** Packages, folders of own code, and files of unknown contents, with their bytes in the subject's compression. */
function largestIn(head: BundleEvidence, files: readonly BundleFile[]): Largest {
  const contents = contentsOf(head, new Set(files.map(({ path }) => path)));
  const sizes = new Map<string, number>();
  const add = (name: string, bytes: number) => sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  const bytes = (part: Part) => weigh(part, contents).compressed;
  for (const part of contents.packages.values()) add(part.name, bytes(part));
  for (const part of contents.own.values()) add(folderOf(part.name), bytes(part));
  for (const file of files) if (!contents.files.has(file.path)) add(file.name, inCompression(file, head.compression));
  const sorted = [...sizes].sort(([, a], [, b]) => b - a);
  const largest = sorted.filter(([, size]) => size >= LEAST_SHARE * (sorted[0]?.[1] ?? 0)).slice(0, MOST);
  return { largest, packages: new Set(contents.packages.keys()) };
}

/**
 * Names the largest contents of a budget that base already exceeded, or whose bundle has no base, and the file that exceeds
 * a glob's budget.
 */
export function fillCauses(head: BundleEvidence | null, worse: readonly Worsened[]): Cause[] {
  if (head === null) return [];
  const over = worse.filter(
    (one) => one.part === null && (one.over === 'as-base' || (one.over && (one.base === null || isGlob(one.metric)))),
  );
  // One of several budgets that the same files break says it all.
  const first = over.find(({ metric }) => !isGlob(metric));
  const shown = over.filter((one) => isGlob(one.metric) || one === first);
  return shown.flatMap(({ metric, over }): Cause[] => {
    const files = filesBehind(head, metric);
    const { largest, packages } = largestIn(head, files);
    // A path names its file itself.
    if (largest.length === 0 || files[0]?.path === metric) return [];
    const unknown = new Map(files.map((file) => [file.name, file]));
    const known = largest.map(([name]) => name).filter((name) => !unknown.has(name) && !isFramework(name));
    const later = known.find((name) => packages.has(name));
    const own = known.find((name) => !packages.has(name));
    const file = unknown.get(largest[0]?.[0] ?? '');
    return [
      {
        code: isGlob(metric) ? 'bundle.largest-file' : 'bundle.fills',
        metric: metric as Cause['metric'],
        location: isGlob(metric) ? (files[0]?.path ?? null) : null,
        current: null,
        target: null,
        grew: 0,
        evidence: {
          compression: head.compression,
          ...(over === 'by-head' && !isGlob(metric) ? { isNew: true } : {}),
          // A glob's file without known contents has no parts to list.
          largest: isGlob(metric) && file !== undefined ? [] : largest.map(([name]) => name),
          sizes: largest.map(([, bytes]) => Math.round(bytes)),
          ...(later === undefined ? {} : { later }),
          ...(own === undefined ? {} : { own }),
        },
        suggestion:
          later !== undefined
            ? { code: 'load-largest-later', effort: 'medium' }
            : own !== undefined
              ? { code: 'split-own-code', effort: 'medium' }
              : file !== undefined
                ? adviceForUnknown(file)
                : { code: 'set-budget', effort: 'low' },
      },
    ];
  });
}
