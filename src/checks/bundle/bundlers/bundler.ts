import type { z } from 'zod';
import { sumBy } from '../../sum.ts';
import type { FileModules } from '../evidence.ts';
import type { Locator } from '../files/locate.ts';
import type { BundlerCommand } from './command.ts';
import type { Project } from './module-id.ts';

/**
 * Reads what a bundler reports about its own output. Reports may be stale or hostile: each answer names only files that
 * the locator found.
 */
export interface Bundler<Report = unknown> {
  /** Whether a server renders its pages. Then its entries are the pages, whatever HTML the output holds. */
  readonly rendersPages?: true;
  /** The bundler's names for the files, and the hashes in their paths. */
  names?(report: Report, locate: Locator): NamedFile[];
  /** The entries, each with the files that load at once for it. */
  entries?(report: Report, locate: Locator): ReportedEntry[];
  /** Files that load others, as far as the files do not say so themselves. `root`: the bundle's folder. */
  edges?(report: Report, locate: Locator, root: string): EdgesByFile | Promise<EdgesByFile>;
  /** Files that each page loads later, from reports that list them by page and not by file. */
  loadedLater?(report: Report, locate: Locator): LoadedLater;
  /** The modules in each file. */
  modules?(report: Report, shipped: ShippedCode): ReportedModules;
}

/** A bundler whose report is one JSON file. */
export interface JsonBundler<Report = unknown> extends Bundler<Report> {
  readonly schema: z.ZodType<Report>;
  /** Text that every such report holds. Searching for it is quicker than parsing. */
  readonly marks: readonly string[];
  /** Its command lines that can make source maps. */
  readonly commands?: readonly BundlerCommand[];
  /** Names of the output's files. A report that names none of the bundle's files is about another bundle. */
  outputs?(report: Report): string[];
  /** Joins the reports of several builds. Without it the first report holds. */
  combine?(known: Report, other: Report): Report;
}

/** A report, with the bundler that can read it. */
export interface BundlerReport {
  readonly bundler: Bundler;
  readonly report: unknown;
}

/** A field is null if the report does not say it. */
export interface NamedFile {
  readonly path: string | null;
  /** The same in every build: a source file, an entry, a chunk's name. */
  readonly id: string | null;
  readonly hash: string | null;
}

/** A script's stylesheet is named after it. */
export const styleOf = (id: string): string => `${id} (css)`;

export interface ReportedEntry {
  readonly name: string;
  readonly files: readonly string[];
}

/** Files that one file loads. */
export interface Edges {
  readonly static: readonly string[];
  readonly dynamic: readonly string[];
}

export type EdgesByFile = ReadonlyMap<string, Edges>;

/** Files that a page may load later, given those it loads at once. Null if the report does not say. */
export type LoadedLater = (initial: ReadonlySet<string>) => readonly string[] | null;

/** The shipped files that modules are assigned to. */
interface ShippedCode {
  readonly locate: Locator;
  /** Bytes by path. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly project: Project;
}

export interface ReportedModules {
  /** The name of the report: `webpack stats`. */
  readonly source: string;
  /**
   * `exact`: bytes of the shipped files, checked against their sizes. `shipped`: bytes of the shipped code, which a later
   * step may have changed. `unminified`: bytes before minification, which do not add up to the files.
   */
  readonly precision: 'exact' | 'shipped' | 'unminified';
  readonly files: readonly FileModules[];
  readonly imports: readonly Import[];
}

/** A module that imports another one, or a package's folder. Both are ids. */
export interface Import {
  readonly importer: string;
  readonly imported: string;
}

/** Adds up the entries for one module in one file. Modules without bytes are left out. */
export function foldModules(modules: Iterable<readonly [id: string, bytes: number]>): FileModules['modules'] {
  const sums = new Map<string, number>();
  for (const [id, bytes] of modules) if (bytes > 0) sums.set(id, (sums.get(id) ?? 0) + bytes);
  return [...sums].map(([id, bytes]) => ({ id, bytes }));
}

export const totalBytes = (modules: FileModules['modules']): number => sumBy(modules, ({ bytes }) => bytes);
