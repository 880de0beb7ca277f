import type { ImportedNames } from './names.ts';

/** The files by which this process and the one that bundles talk, in the folder that both know. */
export const FILES = { request: 'request.json', answer: 'answer.json', output: 'output', bare: 'bare' } as const;

/** The name of the one entry, and so of its script and stylesheet. */
export const ENTRY = 'import';

/** What to bundle. All of it is JSON. */
export interface BundleRequest {
  /** The bundler's package. */
  readonly bundler: { readonly name: 'esbuild' | 'rolldown'; readonly folder: string };
  /** Where specifiers are resolved from, absolute. */
  readonly directory: string;
  readonly modules: readonly { readonly specifier: string; readonly names: ImportedNames }[];
  /** Packages that stay outside, with their subpaths. */
  readonly external: readonly string[];
  /** Whether files are written: those of the import, and of one that uses nothing. */
  readonly write: boolean;
}

/** A mistake that a bundler found. */
export interface BundleProblem {
  readonly text: string;
  /** Relative to the directory; null if it has no place. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
  /** The specifier that could not be resolved; null for any other mistake. */
  readonly unresolved: string | null;
}

export type BundleAnswer =
  /** `builtins`: modules of Node.js that stayed outside. */
  | { readonly ok: true; readonly builtins: readonly string[] }
  | {
      readonly ok: false;
      readonly problems: readonly BundleProblem[];
      /** Names that a module lacks, with those that it has. */
      readonly missing: readonly {
        readonly specifier: string;
        readonly names: readonly string[];
        readonly exports: readonly string[];
      }[];
    };
