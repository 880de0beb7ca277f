import type { Evidence, Subject } from '../check.ts';
import type { Finding } from '../finding.ts';
import { metrics } from './metrics.ts';
import { type BundleEvidence, type BundleFile, inCompression, sumOf } from './probe.ts';
import type { BundleSettings } from './settings.ts';
import type { Sizes } from './sizes.ts';

const MOST_FINDINGS = 5;
const FLOOR_BYTES = metrics[0]?.floor ?? 0;

interface Pair<T> {
  readonly name: string;
  readonly base: T | null;
  readonly head: T | null;
}

/** Matches base's and head's entries by name. */
function pairUp<T extends { readonly name: string }>(base: readonly T[], head: readonly T[]): Pair<T>[] {
  const names = [...new Set([...head, ...base].map((entry) => entry.name))];
  const baseByName = new Map(base.map((entry) => [entry.name, entry]));
  const headByName = new Map(head.map((entry) => [entry.name, entry]));
  return names.map((name) => ({ name, base: baseByName.get(name) ?? null, head: headByName.get(name) ?? null }));
}

const impactOf = (share: number): Finding['impact'] =>
  share >= 0.5 ? 'critical' : share >= 0.1 ? 'high' : share >= 0.02 ? 'medium' : 'low';

/** The packages and modules, else the files, that a bundle grew by; worst first. */
export function explain(subject: Subject<BundleSettings>, { base, head }: Evidence<BundleEvidence>): Finding[] {
  if (base === null || head === null) return [];
  const of = (bytes: number, other: number) => ({ grew: bytes - other, current: bytes, target: other });
  const shared = { check: 'bundle', subject: subject.name, variant: subject.variant, kind: 'size' as const };
  const before = inCompression(sumOf(base.files, 'total'), head.compression) || 1;

  const files = pairUp(base.files, head.files).map((pair) => {
    const size = (file: BundleFile | null) => (file ? inCompression(file, head.compression) : 0);
    const { grew, current, target } = of(size(pair.head), size(pair.base));
    return {
      ...shared,
      code: pair.base === null ? 'bundle.file-new' : 'bundle.file-grew',
      metric: pair.head?.type ?? 'total',
      impact: impactOf(grew / before),
      location: pair.name,
      current,
      target,
      grew,
      evidence: { compression: head.compression },
      suggestion: null,
    };
  });

  const packages =
    base.modules && head.modules
      ? pairUp(base.modules.packages, head.modules.packages).map((pair) => {
          const { grew, current, target } = of(pair.head?.bytes ?? 0, pair.base?.bytes ?? 0);
          const own = pair.head?.own ?? true;
          return {
            ...shared,
            code: own ? 'bundle.module-grew' : pair.base === null ? 'bundle.package-new' : 'bundle.package-grew',
            metric: 'javascript',
            impact: impactOf(grew / Math.max(1, sumOf(base.files, 'javascript').raw)),
            location: pair.head?.importers[0] ?? null,
            current,
            target,
            grew,
            evidence: {
              name: pair.name,
              importers: pair.head?.importers.slice(0, MOST_FINDINGS) ?? [],
              minified: head.modules?.minified ?? false,
            },
            suggestion: null,
          };
        })
      : [];

  // Packages say more than the files that they ended up in; those tell what the packages can't: images, styles, fonts.
  const telling = packages.length > 0 ? [...packages, ...files.filter((file) => file.metric !== 'javascript')] : files;
  return telling
    .filter((finding) => finding.grew >= FLOOR_BYTES)
    .sort((a, b) => b.grew - a.grew)
    .slice(0, MOST_FINDINGS)
    .map(({ grew: _, ...finding }) => finding);
}

/** What a size result carries: all three sizes of each side, in total and by file. */
export function details(metric: string, { base, head }: Evidence<BundleEvidence>) {
  const type = metric as BundleFile['type'] | 'total';
  const ofType = (evidence: BundleEvidence | null) =>
    evidence?.files.filter((file) => type === 'total' || file.type === type) ?? [];
  const sum = (evidence: BundleEvidence | null): Sizes | null => (evidence ? sumOf(evidence.files, type) : null);
  const sizes = (file: BundleFile | null): Sizes | null =>
    file && { raw: file.raw, gzip: file.gzip, brotli: file.brotli };
  return {
    compression: (head ?? base)?.compression ?? null,
    base: sum(base),
    head: sum(head),
    files: pairUp(ofType(base), ofType(head)).map((pair) => ({
      name: pair.name,
      type: (pair.head ?? pair.base)?.type,
      base: sizes(pair.base),
      head: sizes(pair.head),
    })),
  };
}
