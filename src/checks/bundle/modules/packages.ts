import type { Attribution } from '../evidence.ts';

/** The bytes of a bundle that come from one package, or one module of the project's own. */
export interface PackageBytes {
  /** The package's name, or an own module's id. */
  readonly name: string;
  /** Where the package lies, its key in `Attribution.importers` and `versions`; null for an own module. */
  readonly folder: string | null;
  /** Null if unknown, or for an own module. */
  readonly version: string | null;
  readonly bytes: number;
  /** Modules that import it, the project's own first; empty for an own module. */
  readonly importers: readonly string[];
  /** The files that hold its bytes, most first. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

const PACKAGE = /^((?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+))(?:\/|$)/s;

/** The package that a module belongs to; null for the project's own. pnpm's folders hold the version: `lodash@4.17.21`. */
export function packageOf(id: string): { readonly name: string; readonly folder: string } | null {
  const [, folder, name] = PACKAGE.exec(id) ?? [];
  return folder === undefined || name === undefined ? null : { folder, name: name.replace(/(?<=.)@.*$/s, '') };
}

/** The version in the name of a package's folder; null if there is none. */
export const versionIn = (folder: string): string | null => /[^/]@([^/@]+)$/.exec(folder)?.[1] ?? null;

/** The mapped bytes of the files, by package and own module, the largest first. */
export function packagesOf({ files, importers, versions }: Attribution): PackageBytes[] {
  const parts = new Map<string, { name: string; folder: string | null; files: Map<string, number> }>();
  for (const { path, modules } of files) {
    for (const { id, bytes } of modules) {
      const owner = packageOf(id) ?? { name: id, folder: null };
      const key = owner.folder ?? id;
      const part = parts.get(key) ?? { ...owner, files: new Map() };
      parts.set(key, part);
      part.files.set(path, (part.files.get(path) ?? 0) + bytes);
    }
  }
  return [...parts.values()]
    .map(
      ({ name, folder, files }): PackageBytes => ({
        name,
        folder,
        version: folder === null ? null : (versions[folder] ?? null),
        bytes: files.values().reduce((sum, bytes) => sum + bytes, 0),
        importers: folder === null ? [] : (importers[folder] ?? []),
        files: [...files].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes),
      }),
    )
    .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}
