import type { z } from 'zod';
import { clean } from '../text/sanitize.ts';

/** Plain words for mistakes for which the schema has no message of its own. */

/** The names of types in the words of a config's author. */
const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'names with values',
};

/** Text from a config in quotes: bounded, and sanitized for terminals. */
export const quoted = (text: string): string => (text === '' ? '""' : `"${clean(text, 60)}"`);

/** A value from a config, as part of a sentence. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys with values';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** `a, b or c`. */
export const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** `expected text, found a list`. */
const mismatch = (expected: readonly string[], value: unknown): string =>
  value === undefined ? `missing; expected ${oneOf(expected)}` : `expected ${oneOf(expected)}, found ${found(value)}`;

/**
 * The types that a branch of a union accepts, if the value is of another type. Null if the type fits and the mistake is
 * inside the value.
 */
export function wantedTypes(issues: readonly z.core.$ZodIssue[]): readonly string[] | null {
  for (const issue of issues) {
    if (issue.path.length > 0) continue;
    if (issue.code === 'invalid_type') return [EXPECTED[issue.expected] ?? issue.expected];
    if (issue.code === 'invalid_union') return wantedByUnion(issue.errors);
  }
  return null;
}

function wantedByUnion(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly string[] | null {
  const wanted = branches.map(wantedTypes);
  return wanted.includes(null) ? null : [...new Set(wanted.flatMap((types) => types ?? []))];
}

const COUNTED: Readonly<Record<string, string>> = { string: 'character', array: 'entry' };

const count = (amount: number | bigint, noun: string): string => {
  const plural = noun === 'entry' ? 'entries' : `${noun}s`;
  return noun === '' ? String(amount) : `${amount} ${amount === 1 ? noun : plural}`;
};

/** The message of an issue without one of its own. */
export function inWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return mismatch([EXPECTED[issue.expected] ?? issue.expected], issue.input);
    case 'invalid_value':
      return mismatch(issue.values.map(String), issue.input);
    case 'invalid_union':
      return mismatch(wantedByUnion(issue.errors) ?? ['something else'], issue.input);
    case 'too_small':
      if (issue.minimum === 1 && issue.origin === 'string') return 'expected text, found none';
      return `expected at least ${count(issue.minimum, COUNTED[issue.origin] ?? '')}, found ${found(issue.input)}`;
    case 'too_big':
      return `expected at most ${count(issue.maximum, COUNTED[issue.origin] ?? '')}, found ${found(issue.input)}`;
    case 'invalid_format':
      return `expected ${issue.prefix === undefined ? `a ${issue.format}` : `"${issue.prefix}…"`}, found ${found(issue.input)}`;
    default:
      return `${found(issue.input)} is not what belongs here`;
  }
}
