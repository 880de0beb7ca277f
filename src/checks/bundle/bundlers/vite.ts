import { posix } from 'node:path';
import { z } from 'zod';
import { type Edges, type JsonBundler, type NamedFile, styleOf } from './bundler.ts';
import { calls, MAP_SWITCHES } from './command.ts';

/** Vite's `build.manifest`: https://vite.dev/guide/backend-integration. Keys are source files, or made up for shared chunks. */
const manifest = z
  .record(
    z.string(),
    z.object({
      file: z.string(),
      src: z.string().optional(),
      name: z.string().optional(),
      isEntry: z.boolean().optional(),
      imports: z.array(z.string()).optional(),
      dynamicImports: z.array(z.string()).optional(),
      css: z.array(z.string()).optional(),
    }),
  )
  // The application's own data may have a `file` too. Only a manifest has the source itself as a key.
  .refine((chunks) => Object.entries(chunks).some(([key, { src }]) => src === key));

/** `CD5neIF8` of the file `index-CD5neIF8.js` of the chunk `index`; null if nothing follows the name. */
function hashIn(file: string, name: string): string | null {
  const own = posix.basename(file).replace(/\.[^.]*$/, '');
  const rest = own.startsWith(name) ? own.slice(name.length) : '';
  return /^[-._][\w-]{6,}$/.test(rest) ? rest.slice(1) : null;
}

export const vite = {
  commands: [
    {
      name: 'Vite',
      call: calls('vite', '\\s+build(?=\\s|$)'),
      replaced: ['--outDir'],
      switches: MAP_SWITCHES,
      options: (_, folder) => ['--sourcemap', 'hidden', '--outDir', folder],
    },
  ],
  marks: ['"file"'],
  schema: manifest,
  outputs: (chunks) => Object.values(chunks).map(({ file }) => file),

  names: (chunks, locate) =>
    Object.values(chunks).flatMap(({ file, src, name, css = [] }): NamedFile[] => {
      const hash = name === undefined ? null : hashIn(file, posix.basename(name));
      // Keys of shared chunks contain their hashes, so only a chunk with a source has a name.
      const script = { path: locate.reported(file), id: src ?? null, hash };
      const [style, ...others] = css;
      if (src === undefined || style === undefined || others.length > 0) return [script];
      return [script, { path: locate.reported(style), id: styleOf(src), hash: null }];
    }),

  entries: (chunks, locate) =>
    Object.values(chunks)
      .filter(({ isEntry }) => isEntry === true)
      .map(({ src, name, file }) => ({ name: src ?? name ?? file, files: locate.reportedCode([file]) })),

  /** Includes stylesheets, which scripts do not name. */
  edges(chunks, locate) {
    const filesOf = (keys: readonly string[] = []) =>
      locate.reportedCode(keys.flatMap((key) => chunks[key]?.file ?? []));
    const edges = new Map<string, Edges>();
    for (const { file, imports, dynamicImports, css = [] } of Object.values(chunks)) {
      const path = locate.reported(file);
      if (path === null) continue;
      const known = edges.get(path);
      edges.set(path, {
        static: [...(known?.static ?? []), ...filesOf(imports), ...locate.reportedCode(css)],
        dynamic: [...(known?.dynamic ?? []), ...filesOf(dynamicImports)],
      });
    }
    return edges;
  },
} satisfies JsonBundler<z.infer<typeof manifest>>;
