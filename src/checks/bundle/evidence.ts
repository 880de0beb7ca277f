import type { FileType } from './metrics.ts';

import type { Compression } from './settings.ts';
import type { MeasuredFile } from './sizes/sizes.ts';

/** What a visit of one side found out about a bundle: enough to say later what changed and why. */

/** One file as the build wrote it. */
export interface BundleFile extends MeasuredFile {
  /** Relative to the bundle's folder, with forward slashes. */
  readonly path: string;
  /** The path with `*` for a hash: `assets/index-*.js`. Two files may share one. */
  readonly name: string;
  readonly type: FileType;
  /** What the bundler calls it, the same in every build: a source file, an entry, a chunk's name. Null: unknown. */
  readonly id: string | null;
}

/** What a visitor of one page (or route, or entry) downloads: paths of files, JavaScript and CSS. */
export interface Entry {
  /** `index.html`, `/checkout`, `src/main.ts`. */
  readonly name: string;
  /** At once: scripts, preloaded modules, stylesheets, and all that these import statically. */
  readonly initial: readonly string[];
  /** Later, by dynamic imports that the initial files lead to; null where the build does not tell. */
  readonly async: readonly string[] | null;
}

/** What one source module brings into one file. */
export interface ModuleBytes {
  /** Path relative to the project's folder, with forward slashes: `src/total.ts`, `node_modules/lodash/lodash.js`. */
  readonly id: string;
  readonly bytes: number;
}

/** What a file is made of. `modules` and `unmapped` add up to its real size, where `Attribution.minified` is true. */
export interface FileModules {
  readonly path: string;
  readonly modules: readonly ModuleBytes[];
  /** Bytes that belong to no module: the bundler's own code. */
  readonly unmapped: number;
}

/** Which modules and packages the files are made of. */
export interface Attribution {
  /** How it is known. */
  readonly source: 'source maps' | 'esbuild metafile' | 'visualizer' | 'webpack stats';
  /** Whether bytes are those of the shipped code; else they are of before minifying, and don't add up to the files. */
  readonly minified: boolean;
  readonly files: readonly FileModules[];
  /** Modules that import a package's folder (`node_modules/lodash`), from outside of it; the project's own modules first. */
  readonly importers: Readonly<Record<string, readonly string[]>>;
  /** Versions of the packages, by their folder. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface BundleEvidence {
  readonly compression: Compression;
  readonly files: readonly BundleFile[];
  readonly entries: readonly Entry[];
  readonly attribution: Attribution | null;
  /** Packages that the sources import, by name; only where nothing tells what the files are made of. */
  readonly imported?: Readonly<Record<string, ImportedPackage>>;
  /** Files that carry their source map in themselves, and its bytes. */
  readonly inlineMaps: readonly { readonly path: string; readonly bytes: number }[];
}

/** A package that the project's own sources import. */
export interface ImportedPackage {
  readonly version: string;
  /** Ids of the modules that import it, sorted. */
  readonly importers: readonly string[];
}
