import { sumBy } from '../../sum.ts';
import type { Attribution, BundleEvidence } from '../evidence.ts';
import type { FileType } from '../metrics.ts';
import { type PackageBytes, packageOf, packagesOf } from '../modules/packages.ts';
import { inCompression } from '../sizes/sizes.ts';

/** The contents of some files of one side: packages, the project's own modules, and bytes that belong to no module. */
export interface Contents {
  /** Whether bytes are those of the shipped code. Otherwise they are from before minification. */
  readonly minified: boolean;
  /** The largest first, by name. */
  readonly packages: ReadonlyMap<string, Part>;
  /** The project's own modules by their ids. */
  readonly own: ReadonlyMap<string, Part>;
  /** Bytes by file. Empty if bytes are from before minification: then the rest has no meaning. */
  readonly unmapped: ReadonlyMap<string, number>;
  readonly files: ReadonlyMap<string, ScaledFile>;
  /** Ids of modules that import a package, by its name. Includes packages without bytes in the bundle. */
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

export interface Part {
  readonly name: string;
  /** Several if a package lies in several folders, the largest first. */
  readonly copies: readonly PackageBytes[];
}

interface ScaledFile {
  readonly type: FileType;
  /** The logical name. */
  readonly name: string;
  /** Shipped and compressed bytes of the file per byte of a module. */
  readonly shipped: number;
  readonly compressed: number;
}

export interface Weight {
  /** As attributed to modules. */
  readonly bytes: number;
  /** Estimates for the shipped files, not compressed and in the subject's compression. */
  readonly shipped: number;
  readonly compressed: number;
}

const filesOf = (part: Part | undefined) => part?.copies.flatMap(({ files }) => files) ?? [];

/** The weight of a part in all files, or only in those `within`. */
export function weigh(part: Part | undefined, { files }: Contents, within?: ReadonlySet<string>): Weight {
  const weight = { bytes: 0, shipped: 0, compressed: 0 };
  for (const { path, bytes } of filesOf(part)) {
    const scale = files.get(path);
    if (scale === undefined || (within !== undefined && !within.has(path))) continue;
    weight.bytes += bytes;
    weight.shipped += bytes * scale.shipped;
    weight.compressed += bytes * scale.compressed;
  }
  return weight;
}

/** The number of files that hold some of a part. */
export const fileCount = (part: Part | undefined): number => new Set(filesOf(part).map(({ path }) => path)).size;

/** Logical names of the files that hold some of a part, the file with the most first. */
export const shippedIn = (part: Part | undefined, { files }: Contents): string[] => [
  ...new Set(
    filesOf(part)
      .toSorted((a, b) => b.bytes - a.bytes)
      .flatMap(({ path }) => files.get(path)?.name ?? []),
  ),
];

/** The type of the file that holds the most of a part. */
export function typeOf(part: Part, { files }: Contents): FileType {
  const largest = filesOf(part).reduce((most, one) => (one.bytes > most.bytes ? one : most), { path: '', bytes: 0 });
  return files.get(largest.path)?.type ?? 'javascript';
}

/** The contents of the files in `paths`, as far as their modules are known. */
export function contentsOf(evidence: BundleEvidence, paths: ReadonlySet<string>): Contents {
  const { attribution, compression } = evidence;
  if (attribution === null) {
    const none = { packages: new Map(), own: new Map(), unmapped: new Map(), files: new Map(), importers: new Map() };
    return { minified: true, ...none };
  }
  const { minified } = attribution;
  const sizes = new Map(evidence.files.map((file) => [file.path, file]));
  const known = attribution.files.filter(({ path }) => sizes.has(path) && paths.has(path));

  const files = new Map<string, ScaledFile>();
  const unmapped = new Map<string, number>();
  for (const { path, modules, unmapped: rest } of known) {
    const size = sizes.get(path);
    if (size === undefined) continue;
    const attributed = sumBy(modules, ({ bytes }) => bytes) + (minified ? rest : 0);
    const scale = (bytes: number) => (attributed > 0 ? bytes / attributed : 0);
    files.set(path, {
      type: size.type,
      name: size.name,
      shipped: scale(size.raw),
      compressed: scale(inCompression(size, compression)),
    });
    if (minified) unmapped.set(path, rest);
  }

  const byName = Map.groupBy(packagesOf({ ...attribution, files: known }), ({ folder, name }) =>
    folder === null ? `own ${name}` : name,
  );
  const parts = [...byName.values()].flatMap((copies): Part[] => (copies[0] ? [{ name: copies[0].name, copies }] : []));
  const isPackage = ({ copies }: Part) => copies[0]?.folder !== null;
  const named = (some: readonly Part[]) => new Map(some.map((part) => [part.name, part]));
  return {
    minified,
    packages: named(parts.filter(isPackage)),
    own: named(parts.filter((part) => !isPackage(part))),
    unmapped,
    files,
    importers: importersByName(attribution),
  };
}

function importersByName({ importers }: Attribution): Map<string, string[]> {
  const byName = Map.groupBy(Object.entries(importers), ([folder]) => packageOf(folder)?.name ?? folder);
  return new Map([...byName].map(([name, copies]) => [name, copies.flatMap(([, ids]) => ids)]));
}

/** Versions of a package's copies, each once, the largest copy's first. */
export const versionsOf = (part: Part | undefined): string[] => [
  ...new Set(part?.copies.flatMap(({ version }) => version ?? [])),
];

/** The folder of one of the project's own modules, at most two deep: `src/checkout`. */
export const folderOf = (id: string): string => /^(?:\.\.\/)*(?:[^/]+\/){1,2}/.exec(id)?.[0].replace(/\/$/, '') ?? '.';
