import type { z } from 'zod';
import { inWords, wantedTypes } from '../settings/messages.ts';
import type { ConfigMistake, Path } from './document.ts';

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly ConfigMistake[] };

/** Validates a value against a schema, and words the mistakes. */
export function check<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value, { error: inWords });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, mistakes: oneForEach(parsed.error.issues.flatMap((issue) => toMistakes(issue, []))) };
}

/** Keeps the first mistake of each place: a value of the wrong type is often also too short. */
function oneForEach(mistakes: readonly ConfigMistake[]): readonly ConfigMistake[] {
  const places = new Set<string>();
  return mistakes.filter(({ path, at }) => {
    const place = JSON.stringify([path, at]);
    const isFirst = !places.has(place);
    places.add(place);
    return isFirst;
  });
}

/**
 * Converts an issue into mistakes: one for each unknown key. For a union, it takes the mistakes of the branch that the
 * author meant.
 */
function toMistakes(issue: z.core.$ZodIssue, parent: Path): ConfigMistake[] {
  const path = [...parent, ...(issue.path as Path)];
  switch (issue.code) {
    case 'unrecognized_keys': {
      // `strict` writes one line for each key.
      const messages = issue.message.split('\n');
      return issue.keys.map((key, index) => ({
        path: [...path, key],
        at: 'key',
        message: messages[index] ?? issue.message,
      }));
    }
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, at: 'key', message }));
    case 'invalid_union': {
      const meant = issue.errors.find((issues) => wantedTypes(issues) === null);
      if (meant !== undefined) return meant.flatMap((inner) => toMistakes(inner, path));
      return [{ path, at: 'value', message: issue.message }];
    }
    default: {
      const hint: unknown = issue.code === 'custom' ? issue.params?.hint : undefined;
      return [{ path, at: 'value', message: issue.message, ...(typeof hint === 'string' ? { hint } : {}) }];
    }
  }
}
