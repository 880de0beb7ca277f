import { createHash } from 'node:crypto';
import type { Attribution, BundleEvidence, BundleFile } from '../../../src/checks/bundle/evidence.ts';
import { fileType } from '../../../src/checks/bundle/metrics.ts';
import { logicalName } from '../../../src/text/hashed-name.ts';

/** Evidence of bundles, written down by what matters: files with their modules' bytes, or with their own. */

export type Modules = Readonly<Record<string, number>>;

export interface Described {
  /** `[unmapped]` among the modules is what belongs to none. */
  readonly files: Readonly<Record<string, number | Modules>>;
  readonly entries?: Readonly<Record<string, { initial: readonly string[]; async?: readonly string[] }>>;
  readonly importers?: Attribution['importers'];
  readonly versions?: Attribution['versions'];
  readonly inlineMaps?: Readonly<Record<string, number>>;
  /** By path. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly minified?: boolean;
  /** What stands for the content of files whose modules are not given; else their size does. By path. */
  readonly contents?: Readonly<Record<string, string>>;
  readonly compression?: BundleEvidence['compression'];
}

const sum = (modules: Modules): number => Object.values(modules).reduce((all, bytes) => all + bytes, 0);

/** Code shrinks to a third, all else not at all. */
export function aFile(path: string, raw: number, content: string, id: string | null = null): BundleFile {
  const type = fileType(path);
  const gzip = ['javascript', 'css', 'html'].includes(type) ? Math.round(raw / 3) : raw;
  const digest = createHash('sha256').update(content).digest('hex');
  return { path, name: logicalName(path), type, raw, gzip, brotli: gzip, stable: gzip, digest, id };
}

export function aBundle(described: Described): BundleEvidence {
  const { files, entries = {}, inlineMaps = {}, ids = {}, minified = true } = described;
  const attributed = Object.entries(files).flatMap(([path, made]) =>
    typeof made === 'number' ? [] : [{ path, made }],
  );
  return {
    compression: described.compression ?? 'gzip',
    files: Object.entries(files).map(([path, made]) => {
      const raw = typeof made === 'number' ? made : minified ? sum(made) : Math.round(sum(made) / 3);
      const content = described.contents?.[path] ?? `${fileType(path)} ${JSON.stringify(made)}`;
      return aFile(path, raw, content, ids[path] ?? null);
    }),
    entries: Object.entries(entries).map(([name, { initial, async }]) => ({ name, initial, async: async ?? null })),
    attribution:
      attributed.length === 0
        ? null
        : {
            source: minified ? 'source maps' : 'webpack stats',
            minified,
            files: attributed.map(({ path, made: { '[unmapped]': unmapped = 0, ...modules } }) => ({
              path,
              modules: Object.entries(modules).map(([id, bytes]) => ({ id, bytes })),
              unmapped,
            })),
            importers: described.importers ?? {},
            versions: described.versions ?? {},
          },
    inlineMaps: Object.entries(inlineMaps).map(([path, bytes]) => ({ path, bytes })),
  };
}
