import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import { logicalName } from '../text/hashed-name.ts';

/** The bundle check's finding about a file that made a page slower. */
interface InBundle {
  readonly subject: string;
  /** The file as the bundle check names it: `assets/checkout-*.js`. */
  readonly file: string;
  readonly new: boolean;
  /** In the bundle's compression. */
  readonly grewBytes: number;
  /** The packages and modules that made it grow, the gravest first. */
  readonly because: readonly string[];
}

/** Smaller growth is not reported; bytes. */
const FLOOR_BYTES = 1_000;
const MOST_REASONS = 3;

const sizes = z.object({ raw: z.number(), gzip: z.number(), brotli: z.number().nullable() });
/** The parts of `BundleDetails` that are read here. */
const bundleDetails = z.object({
  compression: z.enum(['gzip', 'brotli', 'none']).nullable(),
  files: z.array(z.object({ name: z.string(), base: sizes.nullable(), head: sizes.nullable() })),
});

type BundleFile = Pick<InBundle, 'subject' | 'file' | 'new' | 'grewBytes'>;

/** A result with its details. */
type Detailed = Pick<Result, 'check' | 'subject' | 'part' | 'metric' | 'details'>;

/** All files of all bundles, each once. Files that share a name in one bundle are left out, since it is ambiguous. */
function bundleFiles(results: readonly Detailed[]): BundleFile[] {
  const ofBundles = results.filter(({ check, part }) => check === 'bundle' && (part ?? null) === null);
  const found = ofBundles.flatMap(({ subject, metric, details }) => {
    // Other metrics list the same files again.
    if (metric !== 'javascript' && metric !== 'css') return [];
    const { data } = bundleDetails.safeParse(details);
    const key = data?.compression == null || data.compression === 'none' ? 'raw' : data.compression;
    return (data?.files ?? []).flatMap(({ name, base, head }): BundleFile[] =>
      head === null
        ? []
        : [{ subject, file: name, new: base === null, grewBytes: (head[key] ?? 0) - (base?.[key] ?? 0) }],
    );
  });
  const groups = Map.groupBy(found, ({ subject, file }) => JSON.stringify([subject, file]));
  return [...groups.values()].flatMap(([one, another]) => (one === undefined || another !== undefined ? [] : [one]));
}

const isEndOf = (end: string, path: string): boolean => path === end || path.endsWith(`/${end}`);

/** The path of a script or stylesheet of the page's own origin, in its logical form, without the first slash. */
function ownFile({ check, evidence }: Cause): string | null {
  if (check !== 'vitals' || typeof evidence.url !== 'string') return null;
  const [, path] = /^\/(?!\/)([^?#]*\.(?:[mc]?js|css))(?:[?#]|$)/i.exec(evidence.url) ?? [];
  return path === undefined ? null : logicalName(path);
}

/** A bundle's folder may be served at the site's root or below a base path, or lie one level above the served folder. */
function findFile(path: string, files: readonly BundleFile[]): BundleFile | undefined {
  const fitting = files.filter(({ file }) => isEndOf(file, path) || isEndOf(path, file));
  return fitting.toSorted((a, b) => b.file.length - a.file.length)[0];
}

function reasons({ subject, file }: BundleFile, findings: readonly Cause[]): string[] {
  const ofFile = findings.filter(({ check, subject: other, evidence: { shippedIn } }) => {
    return check === 'bundle' && other === subject && Array.isArray(shippedIn) && shippedIn.includes(file);
  });
  const names = ofFile.flatMap(({ evidence: { name } }) => (typeof name === 'string' ? [name] : []));
  return [...new Set(names)].slice(0, MOST_REASONS);
}

type Cause = Pick<Finding, 'check' | 'subject' | 'evidence'>;

/**
 * Adds `evidence.bundle`, an `InBundle`, to each finding about a page's file that grew in a bundle. All other findings
 * stay as they are.
 */
export function withBundleFiles<F extends Cause>(findings: readonly F[], results: readonly Detailed[]): F[] {
  const files = bundleFiles(results).filter(({ grewBytes }) => grewBytes >= FLOOR_BYTES);
  return findings.map((finding) => {
    const path = ownFile(finding);
    const found = path === null ? undefined : findFile(path, files);
    if (found === undefined) return finding;
    const bundle: InBundle = { ...found, because: reasons(found, findings) };
    return { ...finding, evidence: { ...finding.evidence, bundle } };
  });
}
