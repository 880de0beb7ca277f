import { basename, join } from 'node:path';
import { z } from 'zod';
import { foldModules, type JsonBundler, type NamedFile, styleOf, totalBytes } from './bundler.ts';
import { calls, MAP_SWITCHES, optionValue } from './command.ts';
import { moduleId } from './module-id.ts';

const imports = z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() }));

/** esbuild's metafile: https://esbuild.github.io/api/#metafile. Paths are relative to where esbuild ran. */
const metafile = z.object({
  inputs: z.record(z.string(), z.object({ imports })),
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.number(),
      inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })),
      imports,
      entryPoint: z.string().optional(),
      cssBundle: z.string().optional(),
    }),
  ),
});

/** esbuild writes hashes in capital base 32. */
const HASH = /-([A-Z2-7]{8})\.[^/]*$/;

/** `(disabled):` marks modules that are not for browsers; plug-ins have namespaces. */
const NAMESPACE = /^(?:\([\w-]+\)|[A-Za-z][\w.-]+):(?=[^/]|\/(?!\/))/;

export const esbuild = {
  commands: [
    {
      name: 'esbuild',
      call: calls('esbuild'),
      replaced: ['--outdir', '--outfile', '--metafile'],
      switches: MAP_SWITCHES,
      options(command, folder) {
        const file = optionValue(command, ['--outfile']);
        if (file === null && optionValue(command, ['--outdir']) === null) return null; // it prints the bundle
        const where = file === null ? `--outdir=${folder}` : `--outfile=${join(folder, basename(file))}`;
        return ['--sourcemap=external', where];
      },
    },
  ],
  marks: ['"inputs"', '"outputs"'],
  schema: metafile,

  // A build may call esbuild several times. The sizes of outputs show which ones the bundle holds.
  combine: (known, other) => ({
    inputs: { ...other.inputs, ...known.inputs },
    outputs: { ...other.outputs, ...known.outputs },
  }),

  names: ({ outputs }, locate) =>
    Object.entries(outputs).flatMap(([output, { entryPoint, cssBundle }]): NamedFile[] => {
      const script = { path: locate.reported(output), id: entryPoint ?? null, hash: HASH.exec(output)?.[1] ?? null };
      if (entryPoint === undefined || cssBundle === undefined) return [script];
      return [script, { path: locate.reported(cssBundle), id: styleOf(entryPoint), hash: null }];
    }),

  entries({ outputs }, locate) {
    // esbuild also calls a dynamically imported file an entry.
    const dynamic = new Set(
      Object.values(outputs).flatMap(({ imports }) =>
        imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
      ),
    );
    return Object.entries(outputs).flatMap(([output, { entryPoint, cssBundle }]) => {
      if (entryPoint === undefined || dynamic.has(output)) return [];
      const files = [output, ...(cssBundle === undefined ? [] : [cssBundle])];
      return [{ name: entryPoint, files: locate.reportedCode(files) }];
    });
  },

  modules({ inputs, outputs }, { locate, sizes, project }) {
    const [directory] = project.directories;
    const idOf = (path: string): string => moduleId(path.replace(NAMESPACE, ''), directory, project) ?? path;
    return {
      source: 'esbuild metafile',
      precision: 'exact',
      files: Object.entries(outputs).flatMap(([output, { bytes, inputs }]) => {
        const path = locate.reported(output);
        // An output of another size is one of another build, or was changed afterwards.
        if (path === null || sizes.get(path) !== bytes) return [];
        const modules = foldModules(
          Object.entries(inputs).map(([input, { bytesInOutput }]) => [idOf(input), bytesInOutput]),
        );
        const unmapped = bytes - totalBytes(modules);
        return unmapped >= 0 ? [{ path, modules, unmapped }] : [];
      }),
      imports: Object.entries(inputs).flatMap(([importer, { imports }]) =>
        imports
          .filter(({ external }) => external !== true)
          .map(({ path }) => ({ importer: idOf(importer), imported: idOf(path) })),
      ),
    };
  },
} satisfies JsonBundler<z.infer<typeof metafile>>;
