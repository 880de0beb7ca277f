import { z } from 'zod';
import { FILE_TYPES } from './metrics.ts';
import { COMPRESSIONS } from './settings.ts';

/**
 * Findings of a visit of one side: enough to explain later what changed and why. An earlier run may have stored them, so
 * their schema bounds them: to no more than can be explained in about a second.
 */

const bytes = z.int().nonnegative();
const name = z.string().max(2_000);
const most = { files: 20_000, entries: 2_000, modules: 30_000, names: 20_000 } as const;
const names = z.array(name).max(most.names);
const paths = z.array(name).max(most.files);

/** A file as the build wrote it, with its sizes (`MeasuredFile`). */
const bundleFile = z.object({
  /** Relative to the bundle's folder, with forward slashes. */
  path: name,
  /** The path with `*` for a hash: `assets/index-*.js`. Two files may share one. */
  name,
  type: z.enum(FILE_TYPES),
  raw: bytes,
  gzip: bytes,
  brotli: bytes.nullable(),
  stable: bytes,
  digest: z.hash('sha256'),
  /** The bundler's name for it, the same in every build: a source file, an entry, a chunk's name. Null if unknown. */
  id: name.nullable(),
});

/** The JavaScript and CSS that a visitor of one page (or route, or entry) downloads, by path. */
const entry = z.object({
  /** `index.html`, `/checkout`, `src/main.ts`. */
  name,
  /** At once: scripts, preloaded modules, stylesheets, and all that these import statically. */
  initial: paths,
  /** Later, by dynamic imports that the initial files lead to; null if the build does not reveal it. */
  async: paths.nullable(),
});

/** The contents of a file. `modules` and `unmapped` add up to its real size if `minified` is true. */
const fileModules = z.object({
  path: name,
  /** The id is a path relative to the project's folder: `src/total.ts`, `node_modules/lodash/lodash.js`. */
  modules: z.array(z.object({ id: name, bytes })),
  /** Bytes that belong to no module: the bundler's own code. */
  unmapped: bytes,
});

/** The modules and packages in the files. */
const attribution = z.object({
  /** Its source: `source maps`, or the name of a bundler's report, such as `webpack stats`. */
  source: name,
  /** Whether bytes are those of the shipped code. If not, they precede minification and don't add up to the files. */
  minified: z.boolean(),
  files: z
    .array(fileModules)
    .max(most.files)
    .refine((files) => files.reduce((sum, { modules }) => sum + modules.length, 0) <= most.modules),
  /** By a package's folder (`node_modules/lodash`) the modules outside that import it, the project's own first. */
  importers: z.record(name, names),
  /** Versions of the packages, by their folder. */
  versions: z.record(name, name),
});

/** A package, and the project's own modules that import it, sorted; none if only other packages do. */
const importedPackage = z.object({ version: name, importers: names });

/** Of an import: what stays if nothing is used. */
const kept = z.object({
  /** Minified, not compressed. */
  bytes,
  /** The largest first. `line`: the first one, from 1, that may be the reason, with its text. */
  modules: z
    .array(
      z.object({ id: name, bytes, line: z.int().positive().nullable(), statement: z.string().max(100).nullable() }),
    )
    .max(20),
  /** Whether package.json says `"sideEffects": false`. */
  isFreeOfEffects: z.boolean(),
});

export const evidenceSchema = z.object({
  compression: z.enum(COMPRESSIONS),
  files: z.array(bundleFile).max(most.files),
  entries: z.array(entry).max(most.entries),
  attribution: attribution.nullable(),
  /** Packages that the sources import, by name; only if the contents of the files are unknown. */
  imported: z.record(name, importedPackage).exactOptional(),
  /** The tool that builds it, such as `Next.js`; present only if the contents of the files are unknown. */
  tool: name.exactOptional(),
  /** Present for an import alone. */
  kept: kept.exactOptional(),
  /** Files with an inline source map, and its bytes. */
  inlineMaps: z.array(z.object({ path: name, bytes })).max(most.files),
});

type Readonlys<T> = T extends object ? { readonly [Key in keyof T]: Readonlys<T[Key]> } : T;

export type BundleFile = Readonlys<z.infer<typeof bundleFile>>;
export type Entry = Readonlys<z.infer<typeof entry>>;
export type FileModules = Readonlys<z.infer<typeof fileModules>>;
export type Attribution = Readonlys<z.infer<typeof attribution>>;
export type ImportedPackage = Readonlys<z.infer<typeof importedPackage>>;
export type Kept = Readonlys<z.infer<typeof kept>>;
export type BundleEvidence = Readonlys<z.infer<typeof evidenceSchema>>;
