import type { FileType } from './metrics.ts';
import type { Compression } from './settings.ts';
import type { MeasuredFile } from './sizes/sizes.ts';

/** Findings of a visit of one side: enough to explain later what changed and why. */

/** A file as the build wrote it. */
export interface BundleFile extends MeasuredFile {
  /** Relative to the bundle's folder, with forward slashes. */
  readonly path: string;
  /** The path with `*` for a hash: `assets/index-*.js`. Two files may share one. */
  readonly name: string;
  readonly type: FileType;
  /** The bundler's name for it, the same in every build: a source file, an entry, a chunk's name. Null if unknown. */
  readonly id: string | null;
}

/** The JavaScript and CSS that a visitor of one page (or route, or entry) downloads, by path. */
export interface Entry {
  /** `index.html`, `/checkout`, `src/main.ts`. */
  readonly name: string;
  /** At once: scripts, preloaded modules, stylesheets, and all that these import statically. */
  readonly initial: readonly string[];
  /** Later, by dynamic imports that the initial files lead to; null if the build does not reveal it. */
  readonly async: readonly string[] | null;
}

/** The bytes of one source module in one file. */
interface ModuleBytes {
  /** Path relative to the project's folder, with forward slashes: `src/total.ts`, `node_modules/lodash/lodash.js`. */
  readonly id: string;
  readonly bytes: number;
}

/** The contents of a file. `modules` and `unmapped` add up to its real size if `Attribution.minified` is true. */
export interface FileModules {
  readonly path: string;
  readonly modules: readonly ModuleBytes[];
  /** Bytes that belong to no module: the bundler's own code. */
  readonly unmapped: number;
}

/** The modules and packages in the files. */
export interface Attribution {
  /** Where it is known from: `source maps`, or the report that a bundler's `modules` names, such as `webpack stats`. */
  readonly source: string;
  /** Whether bytes are those of the shipped code. If not, they precede minification and don't add up to the files. */
  readonly minified: boolean;
  readonly files: readonly FileModules[];
  /** By a package's folder (`node_modules/lodash`) the modules outside that import it, the project's own first. */
  readonly importers: Readonly<Record<string, readonly string[]>>;
  /** Versions of the packages, by their folder. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface BundleEvidence {
  readonly compression: Compression;
  readonly files: readonly BundleFile[];
  readonly entries: readonly Entry[];
  readonly attribution: Attribution | null;
  /** Packages that the sources import, by name; only if the contents of the files are unknown. */
  readonly imported?: Readonly<Record<string, ImportedPackage>>;
  /** Files with an inline source map, and its bytes. */
  readonly inlineMaps: readonly { readonly path: string; readonly bytes: number }[];
}

/** A package that the project's own sources import. */
export interface ImportedPackage {
  readonly version: string;
  /** Ids of the modules that import it, sorted. */
  readonly importers: readonly string[];
}
