import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import { logicalName } from '../text/hashed-name.ts';

/** What the bundle check knows of a file that a page got slower by. */
export interface InBundle {
  readonly subject: string;
  /** The file as the bundle check names it: `assets/checkout-*.js`. */
  readonly file: string;
  readonly new: boolean;
  /** In the bundle's compression. */
  readonly grewBytes: number;
  /** Packages and modules that it grew by, the gravest first. */
  readonly because: readonly string[];
}

/** Less than this is not worth a word; bytes. */
const FLOOR_BYTES = 1_000;
const MOST_REASONS = 3;

const sizes = z.object({ raw: z.number(), gzip: z.number(), brotli: z.number().nullable() });
/** Of `BundleDetails`. */
const bundleDetails = z.object({
  compression: z.enum(['gzip', 'brotli', 'none']).nullable(),
  files: z.array(z.object({ name: z.string(), base: sizes.nullable(), head: sizes.nullable() })),
});

type BundleFile = Pick<InBundle, 'subject' | 'file' | 'new' | 'grewBytes'>;

/** All files of all bundles, each once. What one name stands for several times can't be told apart, and is left out. */
function bundleFiles(results: readonly Result[]): BundleFile[] {
  const ofBundles = results.filter(({ check, variant }) => check === 'bundle' && variant === null);
  const found = ofBundles.flatMap(({ subject, metric, details }) => {
    // Of the same files as these two, others tell again.
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
function ownFile({ check, evidence }: Finding): string | null {
  if (check !== 'vitals' || typeof evidence.url !== 'string') return null;
  const [, path] = /^\/(?!\/)([^?#]*\.(?:[mc]?js|css))(?:[?#]|$)/i.exec(evidence.url) ?? [];
  return path === undefined ? null : logicalName(path);
}

/** A bundle's folder may be served at the site's root, below a base path, or be one above what is served. */
function findFile(path: string, files: readonly BundleFile[]): BundleFile | undefined {
  const fitting = files.filter(({ file }) => isEndOf(file, path) || isEndOf(path, file));
  return fitting.toSorted((a, b) => b.file.length - a.file.length)[0];
}

function reasons({ subject, file }: BundleFile, findings: readonly Finding[]): string[] {
  const ofFile = findings.filter(({ check, subject: other, evidence: { shippedIn } }) => {
    return check === 'bundle' && other === subject && Array.isArray(shippedIn) && shippedIn.includes(file);
  });
  const names = ofFile.flatMap(({ evidence: { name } }) => (typeof name === 'string' ? [name] : []));
  return [...new Set(names)].slice(0, MOST_REASONS);
}

/**
 * Tells with each of a page's findings about a file what the bundle check found out about the same file, where that grew:
 * `evidence.bundle`, an `InBundle`. All other findings stay as they are.
 */
export function join(findings: readonly Finding[], results: readonly Result[]): Finding[] {
  const files = bundleFiles(results).filter(({ grewBytes }) => grewBytes >= FLOOR_BYTES);
  return findings.map((finding) => {
    const path = ownFile(finding);
    const found = path === null ? undefined : findFile(path, files);
    if (found === undefined) return finding;
    const bundle: InBundle = { ...found, because: reasons(found, findings) };
    return { ...finding, evidence: { ...finding.evidence, bundle } };
  });
}
