import { locator } from '../files/locate.ts';
import type { BundlerReport, NamedFile } from './bundler.ts';

interface Reported {
  /** The bundle's files. */
  readonly paths: readonly string[];
  readonly reports: readonly BundlerReport[];
}

const namedFiles = ({ paths, reports }: Reported): NamedFile[] => {
  const locate = locator(paths);
  return reports.flatMap(({ bundler, report }) => bundler.names?.(report, locate) ?? []);
};

/**
 * The bundler's names for files, by path. They are the same in every build. A name that two files share is left out.
 */
export function fileIds(reported: Reported): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { path, id } of namedFiles(reported))
    if (path !== null && id !== null && !ids.has(path)) ids.set(path, id);
  const owners = Map.groupBy(ids.values(), (id) => id);
  return new Map([...ids].filter(([, id]) => owners.get(id)?.length === 1));
}

/** The hash in a file's path, as far as a bundler reports it, by the path. */
export const knownHashes = (reported: Reported): ReadonlyMap<string, string> =>
  new Map(namedFiles(reported).flatMap(({ path, hash }) => (path === null || hash === null ? [] : [[path, hash]])));
