import type { z } from 'zod';
import { checks } from '../checks/index.ts';
import { type Environment, EnvironmentText, hasReference, secretPlaces } from '../settings/secret-text.ts';
import { isObject } from '../text/parse-json.ts';
import type { ConfigMistake, Path } from './document.ts';
import { check } from './mistakes.ts';

/** A validated config, with the values that it takes from the environment. */
interface Checked<T> {
  /** Null if there are mistakes. */
  readonly value: T | null;
  readonly mistakes: readonly ConfigMistake[];
  /** Values from the environment that must appear nowhere. */
  readonly secrets: readonly string[];
  /** References to variables that are not set, or are empty. */
  readonly missing: readonly { readonly path: Path; readonly name: string }[];
}

/**
 * Validates a config as written against its schema. Settings of checks and servers may refer to the environment if
 * their schema takes a `secretText`. Anywhere else a reference is a mistake. Without an environment all variables are
 * missing, and no reference is a mistake.
 */
export function checkWithEnvironment<T>(
  schema: z.ZodType<T>,
  config: unknown,
  environment: Environment | null,
): Checked<T> {
  const first = mark(config, environment ?? {});
  const all = check(schema, first.marked);
  const misplaced = first.references.filter(({ text }) => text.secrets === null).map(({ path }) => path);
  // A text with a misplaced reference is checked as written, which finds its further mistakes.
  const { marked, references } = misplaced.length === 0 ? first : mark(config, environment ?? {}, misplaced);
  const checked = misplaced.length === 0 ? all : check(schema, marked);
  const wrong = environment === null ? [] : misplaced.map(misplacedMistake);
  if (!checked.ok || wrong.length > 0) {
    return { value: null, mistakes: [...(checked.ok ? [] : checked.mistakes), ...wrong], secrets: [], missing: [] };
  }
  return {
    value: checked.value,
    mistakes: [],
    secrets: [...new Set(references.flatMap(({ text }) => text.secrets ?? []))],
    missing: references.flatMap(({ path, text }) => text.missing.map((name) => ({ path, name }))),
  };
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

/**
 * References are found up to this depth. Only the JSON of a request's body could go deeper, and nobody writes it so
 * deep.
 */
const DEEPEST = 64;

/**
 * The config, in which each text with a reference becomes an `EnvironmentText`, in settings of checks and servers only.
 * Texts at `plain` stay.
 */
function mark(
  config: unknown,
  environment: Environment,
  plain: readonly Path[] = [],
): { readonly marked: unknown; readonly references: readonly Reference[] } {
  if (!isObject(config)) return { marked: config, references: [] };
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
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markValue(inner, [...path, key])]));
  };

  const sections = new Set(checks.map(({ id }) => id));
  // A server's commands read the environment themselves, so only these keys are filled in.
  const ofServer = ['env', 'url', 'base-url'];
  const markServers = (servers: unknown): unknown =>
    isObject(servers)
      ? Object.fromEntries(
          Object.entries(servers).map(([name, server]) => [
            name,
            isObject(server)
              ? Object.fromEntries(
                  Object.entries(server).map(([key, value]) => [
                    key,
                    ofServer.includes(key) ? markValue(value, ['servers', name, key]) : value,
                  ]),
                )
              : server,
          ]),
        )
      : servers;
  const marked = Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (key === 'servers') return [key, markServers(value)];
      return [key, sections.has(key) ? markValue(value, [key]) : value];
    }),
  );
  return { marked, references };
}
