import type { UnknownKeys } from '../text/parse-json.ts';
import type { Project } from './project.ts';
import type { Source } from './read/source.ts';

/** Reads the config of one other tool. To add one, add its file to `from/` and a line to `importers.ts`. */
export interface Importer {
  /** As `--from` has it. */
  readonly tool: string;
  /** As its users call it. */
  readonly title: string;
  /** Names of its configs; the first that lies in the working directory holds. */
  readonly files: readonly string[];
  /** Keys of package.json that hold its config, and go before its files. */
  readonly manifestKeys?: readonly string[];
  /** Its action on GitHub: each step that uses it is a source. */
  readonly action?: RegExp;
  /** A command of package.json's scripts that calls it with its settings. */
  readonly command?: RegExp;
  /** Whether a file of that name is this tool's config. Without it, every such file is. */
  isConfig?(value: unknown): boolean;
  /** @throws UsageError if the tool could not read the config. */
  read(source: Source, project: Project): Promise<Imported>;
}

/** The contents of one source, in the keys of perf-budget.yml. */
export interface Imported {
  /** `5 checks`. */
  readonly summary: string;
  readonly install?: string;
  readonly build?: string;
  readonly servers?: readonly Draft[];
  readonly bundle?: readonly Draft[];
  readonly vitals?: readonly Draft[];
  readonly api?: readonly Draft[];
  readonly notes: readonly Note[];
  /** Lines for the beginning of the config: deviations of all that this source holds. */
  readonly comments?: readonly string[];
  /** Files that this source names, and that were read with it. */
  readonly followed?: readonly string[];
}

/** An entry of a section. */
export interface Draft {
  readonly name: string;
  readonly settings: UnknownKeys;
  /** Lines before it. They may hold any text from outside. */
  readonly comments?: readonly string[];
}

/** The outcome for one key. `about`: the same limit is kept, but not to the byte or by the same visits. */
export interface Note {
  readonly outcome: 'alike' | 'about' | 'left out';
  readonly file: string;
  /** From 1; null if it is not known. */
  readonly line: number | null;
  /** The key with its value, and its outcome. */
  readonly what: string;
  /** Empty if there is nothing to explain. */
  readonly why: string;
}
