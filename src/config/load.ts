import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';
import { type ConfigDocument, type ConfigMistake, type Path, parseConfig } from './document.ts';
import { configSchema, type WrittenConfig } from './schema.ts';

/** Where a config is looked for, the first found holds; relative to the working directory. */
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
}

/** The config of a working directory; null when there is none. Throws a UsageError that tells all its mistakes. */
export async function loadConfig(directory: string, named: string | null): Promise<LoadedConfig | null> {
  const candidates = named === null ? CONFIG_FILES : [named];
  for (const file of candidates) {
    const text = await readFile(join(directory, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && named === null) return null;
      const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
      throw new UsageError(`${file} can't be read: ${why}. Give the path relative to ${directory}.`);
    });
    if (text !== null) return parse(text, file);
  }
  return null;
}

function parse(text: string, file: string): LoadedConfig {
  const document = parseConfig(text, file);
  if (document.value === null || document.value === undefined) {
    throw new UsageError(
      `${file} is empty. Name a check in it, for example:\n\n  bundle:\n    app: { path: dist }\n\nor delete it: without a config the output folder is found and checked.`,
    );
  }
  if (typeof document.value !== 'object' || Array.isArray(document.value)) {
    throw document.error([{ path: [], at: 'value', message: 'expected keys such as bundle, vitals, api' }]);
  }
  const parsed = configSchema.safeParse(document.value);
  if (!parsed.success) throw document.error(parsed.error.issues.flatMap((issue) => toMistakes(issue)));
  return { document, config: parsed.data };
}

/** An issue of the schema as mistakes: one for each unknown key, and the one branch of a union that was meant. */
function toMistakes(issue: z.core.$ZodIssue, prefix: Path = []): ConfigMistake[] {
  const path = [...prefix, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      at: 'key',
      message: messages[index] ?? issue.message,
    }));
  }
  if (issue.code === 'invalid_key') {
    const message = issue.issues.map((inner) => inner.message).join('; ');
    return [{ path, at: 'key', message }];
  }
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors);
    if (meant) return meant.flatMap((inner) => toMistakes(inner, path));
  }
  const hint = issue.code === 'custom' ? (issue.params?.hint as string | undefined) : undefined;
  return [{ path, at: 'value', message: issue.message, hint }];
}

/** The branch whose type fits and whose content does not; none where no branch fits. */
function meantBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  return branches.find((issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0));
}
