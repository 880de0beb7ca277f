import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Environment } from '../settings/secret-text.ts';
import { pathInside } from '../text/path-inside.ts';
import { type ConfigDocument, type Path, parseConfig } from './document.ts';
import { checkWithEnvironment } from './environment-value.ts';
import { configSchema, type WrittenConfig } from './schema.ts';
import { serverMistakes } from './server-references.ts';
import { thresholdConflicts } from './threshold-conflicts.ts';

/** Paths of a config, relative to the working directory; the first that exists is used. */
export const CONFIG_FILES = [
  'perf-budget.yml',
  'perf-budget.yaml',
  'perf-budget.json',
  '.github/perf-budget.yml',
  '.github/perf-budget.yaml',
  '.github/perf-budget.json',
] as const;

export interface LoadedConfig {
  readonly document: ConfigDocument;
  readonly config: WrittenConfig;
  /** Values from the environment that must appear nowhere. */
  readonly secrets: readonly string[];
  /** Places where the config refers to variables that are not set. */
  readonly missing: readonly { readonly path: Path; readonly name: string }[];
}

/** The config of a working directory; null if it has none. @throws UsageError with all mistakes of the config. */
export async function loadConfig(
  directory: string,
  named: string | null,
  environment: Environment = process.env,
): Promise<LoadedConfig | null> {
  for (const file of named === null ? CONFIG_FILES : [named]) {
    const path = resolve(directory, file);
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && named === null) return null;
      throw new UsageError(
        `${file} can't be read: ${reasonOf(error)}. Name a file, relative to ${directory} or by its whole path.`,
      );
    });
    if (bytes === null) continue;
    const name = pathInside(directory, path) ?? path;
    return parseLoaded(decode(bytes, name), name, environment);
  }
  return null;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string => REASONS[code ?? ''] ?? message;

/** The longest config. It has room for hundreds of subjects, and still parses quickly as YAML. */
const MOST_CHARACTERS = 100_000;

/**
 * Parses the text of a config; `file` is its name for the reader. Without an `environment` no value is filled in, and
 * all variables count as missing.
 *
 * @throws UsageError with all mistakes of the config.
 */
export function parseLoaded(text: string, file: string, environment: Environment | null): LoadedConfig {
  if (text.length > MOST_CHARACTERS) {
    throw new UsageError(
      `${file} is longer than ${MOST_CHARACTERS} characters; no config needs as many. Is it the right file?`,
    );
  }
  const document = parseConfig(text, file);
  const { value } = document;
  if (value === null || value === undefined) {
    throw new UsageError(
      `${file} is empty. Name a check in it, for example:\n\n  bundle:\n    app: { path: dist }\n\nor delete it: without a config the output folder is found and checked.`,
    );
  }
  const { value: config, mistakes, secrets, missing } = checkWithEnvironment(configSchema, value, environment);
  document.refuse([...mistakes, ...serverMistakes(value, config?.servers), ...thresholdConflicts(value)]);
  if (config === null) throw new Error('unreachable: mistakes are thrown above');
  return { document, config, secrets, missing };
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8 text. Save it as UTF-8.`);
  }
}
