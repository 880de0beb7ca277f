import { z } from 'zod';
import { isObject } from '../text/parse-json.ts';
import { strict } from './keys.ts';
import { inWords } from './messages.ts';

/** Keys of the user's own that an object accepts beside those that it knows. */
export interface OtherKeys<Value> {
  /** Matches them; a known key is never one of them. */
  readonly pattern: RegExp;
  /** Names them in a list of valid keys. */
  readonly noun: string;
  /** Their values, and the same for schema.json. */
  readonly value: z.ZodType<Value>;
  readonly json: object;
}

/** As `strict`, for an object that also accepts keys of the user's own, except those that `explain` has a message for. */
export function strictWith<Value>(
  shape: Readonly<Record<string, z.ZodType<Value | undefined>>>,
  { pattern, noun, value, json }: OtherKeys<Value>,
  explain: (key: string, object: object) => string | null,
): z.ZodType<Readonly<Record<string, Value | undefined>>> {
  const isOther = (key: string, object: object) =>
    pattern.test(key) && !Object.hasOwn(shape, key) && explain(key, object) === null;
  const { $schema: _, ...known } = z.toJSONSchema(z.strictObject(shape), { io: 'input', target: 'draft-7' });
  return z
    .unknown()
    .meta({ ...known, patternProperties: { [pattern.source]: json } })
    .transform((input, context) => {
      const others = keysOf(input).filter((key) => isOther(key, input as object));
      const whole = strict({ ...shape, ...Object.fromEntries(others.map((key) => [key, value])) }, explain, [
        ...Object.keys(shape),
        noun,
      ]);
      const parsed = whole.safeParse(input, { error: inWords });
      if (parsed.success) return parsed.data as Readonly<Record<string, Value | undefined>>;
      context.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input }) as z.core.$ZodRawIssue));
      return z.NEVER;
    });
}

const keysOf = (input: unknown): string[] => (isObject(input) ? Object.keys(input) : []);
