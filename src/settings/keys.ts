import { z } from 'zod';
import { closestTo } from '../text/closest-to.ts';

/** Retired keys, with the key to use instead. */
const RETIRED: ReadonlyMap<string, { readonly instead: string; readonly message: string }> = new Map([
  ['fid', { instead: 'tbt', message: 'FID is retired. Use "tbt" instead' }],
]);

/** The message for a special unknown key of an object; null for an ordinary one. */
type Explain = (key: string, object: object) => string | null;

/** An object that refuses unknown keys and suggests similar known ones, one line for each. */
export function strict<Shape extends z.ZodRawShape>(
  shape: Shape,
  explain: Explain = () => null,
  known: readonly string[] = Object.keys(shape),
): z.ZodObject<Shape, z.core.$strict> {
  const messageFor = (key: string, object: object) => explain(key, object) ?? unknownKey(key, known);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => messageFor(key, issue.input as object)).join('\n')
        : undefined,
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const retired = RETIRED.get(key.toLowerCase());
  if (retired !== undefined && known.includes(retired.instead)) return retired.message;
  const closest = closestTo(key, known);
  return closest === undefined
    ? `there is no such key here; known ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`
    : `there is no such key here. Did you mean "${closest}"?`;
}
