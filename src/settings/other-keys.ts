import { z } from 'zod';
import { isObject } from '../text/parse-json.ts';
import { strict } from './keys.ts';
import { inWords } from './messages.ts';

/** The user's own keys that an object accepts beside the known ones. */
export interface OtherKeys<Value> {
  /** The pattern of such keys; known keys are excluded. */
  readonly pattern: RegExp;
  /** The noun for such keys in a list of valid keys. */
  readonly noun: string;
  /** The schema of their values; `json` is the same for schema.json. */
  readonly value: z.ZodType<Value>;
  readonly json: object;
}

/**
 * Like `strict`, for an object that also accepts the user's own keys. Keys for which `explain` has a message are still
 * refused.
 */
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
