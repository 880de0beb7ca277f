import { z } from 'zod';
import { insideOf, moduleId, type Project } from './module-id.ts';
import { foldModules, type Reported, type ShippedFiles, sumOf } from './reported.ts';

/** rollup-plugin-visualizer's `raw-data`, version 2: module sizes by chunk, and who imports whom. */
export const rawDataSchema = z.object({
  version: z.literal(2),
  nodeParts: z.record(z.string(), z.object({ renderedLength: z.number(), metaUid: z.string() })),
  nodeMetas: z.record(
    z.string(),
    z.object({
      id: z.string(),
      moduleParts: z.record(z.string(), z.string()),
      importedBy: z.array(z.object({ uid: z.string() })),
    }),
  ),
  options: z.object({ sourcemap: z.boolean().optional() }),
});

export type RawData = z.infer<typeof rawDataSchema>;

/** Whether its bytes are those of the shipped code; else they are of before minifying. */
export const isMinified = ({ options }: RawData): boolean => options.sourcemap === true;

export function rawDataModules(data: RawData, files: ShippedFiles, project: Project): Reported {
  const [directory] = project.directories;
  const metas = Object.values(data.nodeMetas);
  const ids = new Map(metas.map((meta) => [meta, idOf(meta.id, directory, project)]));
  const chunks = new Map<string, [string, number][]>();
  for (const meta of metas) {
    for (const [chunk, part] of Object.entries(meta.moduleParts)) {
      const modules = chunks.get(chunk) ?? [];
      chunks.set(chunk, modules);
      modules.push([ids.get(meta) ?? meta.id, data.nodeParts[part]?.renderedLength ?? 0]);
    }
  }
  return {
    files: [...chunks].flatMap(([chunk, parts]) => {
      const path = files.find(chunk);
      const size = path === null ? undefined : files.sizes.get(path);
      if (path === null || size === undefined) return [];
      // Of a chunk without a map it says that all is one module.
      const modules = foldModules(parts.filter(([id]) => id !== `${chunk}-unknown`));
      const unmapped = isMinified(data) ? size - sumOf(modules) : 0;
      return modules.length > 0 && unmapped >= 0 ? [{ path, modules, unmapped }] : [];
    }),
    imports: metas.flatMap((meta) =>
      meta.importedBy.flatMap(({ uid }) => {
        const importer = data.nodeMetas[uid];
        return importer ? [{ importer: ids.get(importer) ?? importer.id, imported: ids.get(meta) ?? meta.id }] : [];
      }),
    ),
  };
}

/** What lies in the project begins with the slash that followed the project's folder; all else is absolute. */
function idOf(written: string, directory: string, project: Project): string {
  const plain = written.slice(written.lastIndexOf('\0') + 1);
  const isRooted = plain.startsWith('/') && insideOf(plain, project) === null;
  return moduleId(isRooted ? plain.slice(1) : plain, directory, project) ?? plain;
}
