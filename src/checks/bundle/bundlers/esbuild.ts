import { z } from 'zod';
import { moduleId, type Project } from './module-id.ts';
import { foldModules, type Reported, type ShippedFiles, sumOf } from './reported.ts';

/** esbuild's metafile: https://esbuild.github.io/api/#metafile. Paths are relative to where esbuild ran. */
export const metafileSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() })) }),
  ),
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.number(),
      inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })),
      imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() })),
      entryPoint: z.string().optional(),
      cssBundle: z.string().optional(),
    }),
  ),
});

export type Metafile = z.infer<typeof metafileSchema>;

/** `(disabled):` of what is not for browsers, and the names of plug-ins' namespaces. */
const NAMESPACE = /^(?:\([\w-]+\)|[A-Za-z][\w.-]+):(?=[^/]|\/(?!\/))/;

/**
 * Which inputs an output is made of, to the byte. An output of another size than the file is one of another build, or
 * was changed afterwards: of that file nothing is said.
 */
export function metafileModules({ inputs, outputs }: Metafile, files: ShippedFiles, project: Project): Reported {
  const [directory] = project.directories;
  const idOf = (path: string): string => moduleId(path.replace(NAMESPACE, ''), directory, project) ?? path;
  return {
    files: Object.entries(outputs).flatMap(([output, { bytes, inputs }]) => {
      const path = files.find(output);
      if (path === null || files.sizes.get(path) !== bytes) return [];
      const modules = foldModules(
        Object.entries(inputs).map(([input, { bytesInOutput }]) => [idOf(input), bytesInOutput]),
      );
      const unmapped = bytes - sumOf(modules);
      return unmapped >= 0 ? [{ path, modules, unmapped }] : [];
    }),
    imports: Object.entries(inputs).flatMap(([importer, { imports }]) =>
      imports
        .filter(({ external }) => external !== true)
        .map(({ path }) => ({ importer: idOf(importer), imported: idOf(path) })),
    ),
  };
}
