import type { z } from 'zod';
import { checks } from '../checks/index.ts';
import { type Environment, EnvironmentText, hasReference, secretPlaces } from '../settings/secret-text.ts';
import type { ConfigMistake, Path } from './document.ts';
import { check } from './mistakes.ts';
import { isKeys } from './server-references.ts';

/** A config held against its schema, with the values that it takes from the environment. */
interface Checked<T> {
  /** Null if there are mistakes. */
  readonly value: T | null;
  readonly mistakes: readonly ConfigMistake[];
  /** Values that were taken from the environment, and must appear nowhere. */
  readonly secrets: readonly string[];
}

/**
 * Holds a config as it was written against its schema. Settings of checks may refer to the environment where their
 * schema takes a `secretText`; anywhere else a reference is a mistake. Without an environment nothing is filled in.
 */
export function checkWithEnvironment<T>(
  schema: z.ZodType<T>,
  config: unknown,
  environment: Environment | null,
): Checked<T> {
  const { marked, references } = environment === null ? { marked: config, references: [] } : mark(config, environment);
  const checked = check(schema, marked);
  const misplaced = references.filter(({ text }) => text.secrets === null).map(({ path }) => path);
  if (checked.ok && misplaced.length === 0) {
    const secrets = new Set(references.flatMap(({ text }) => text.secrets ?? []));
    return { value: checked.value, mistakes: [], secrets: [...secrets] };
  }
  // Further mistakes of a misplaced text are reported as it was written.
  const plain =
    environment === null || misplaced.length === 0
      ? checked
      : check(schema, mark(config, environment, misplaced).marked);
  const mistakes = [...(plain.ok ? [] : plain.mistakes), ...misplaced.map(misplacedMistake)];
  return { value: null, mistakes, secrets: [] };
}

const misplacedMistake = (path: Path): ConfigMistake => {
  const places = secretPlaces();
  return {
    path,
    at: 'value',
    message: 'no value is taken from the environment here',
    hint: `only ${places.slice(0, -1).join(', ')} and ${places.at(-1)} take one`,
  };
};

interface Reference {
  readonly path: Path;
  readonly text: EnvironmentText;
}

/** No key of a subject lies deeper than this. */
const DEEPEST = 8;

/** The config with an `EnvironmentText` for each text in a check's settings that has a reference, except at `plain`. */
function mark(
  config: unknown,
  environment: Environment,
  plain: readonly Path[] = [],
): { readonly marked: unknown; readonly references: readonly Reference[] } {
  if (!isKeys(config)) return { marked: config, references: [] };
  const references: Reference[] = [];
  const skipped = new Set(plain.map((path) => JSON.stringify(path)));

  const markValue = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') {
      if (!hasReference(value) || skipped.has(JSON.stringify(path))) return value;
      const text = new EnvironmentText(value, environment);
      references.push({ path, text });
      return text;
    }
    if (path.length >= DEEPEST) return value;
    if (Array.isArray(value)) return value.map((item, index) => markValue(item, [...path, index]));
    if (!isKeys(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markValue(inner, [...path, key])]));
  };

  const sections = new Set(checks.map(({ id }) => id));
  const marked = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, sections.has(key) ? markValue(value, [key]) : value]),
  );
  return { marked, references };
}
