import leven from 'leven';
import { z } from 'zod';

/** Keys that were right once, by the key that is there instead. */
const RETIRED: ReadonlyMap<string, { readonly instead: string; readonly message: string }> = new Map([
  ['fid', { instead: 'tbt', message: 'FID is retired. Use "tbt" instead' }],
]);

/** What is special about an unknown key of an object; null where it is just unknown. */
type Explain = (key: string, object: object) => string | null;

/** An object that knows its keys, and says which one was meant by an unknown one. One line for each unknown key. */
export function strict<Shape extends z.ZodRawShape>(
  shape: Shape,
  explain: Explain = () => null,
  known: readonly string[] = Object.keys(shape),
): z.ZodObject<Shape, z.core.$strict> {
  const tell = (key: string, object: object) => explain(key, object) ?? unknownKey(key, known);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => tell(key, issue.input as object)).join('\n')
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

/** The one of `known` that was probably meant: a third of it wrong at most, or two letters in the wrong order. */
export function closestTo(written: string, known: readonly string[]): string | undefined {
  const lower = written.slice(0, 100).toLowerCase();
  const sorted = (text: string) => [...text].sort().join('');
  return known
    .map((name) => ({ name, distance: sorted(name) === sorted(lower) ? 0 : leven(lower, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}
