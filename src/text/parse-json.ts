/** The value that JSON text stands for; undefined if it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same for bytes, which must be UTF-8. */
export function parseUtf8(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** An object of JSON or YAML, whose keys are unknown. */
export type UnknownKeys = Readonly<Record<string, unknown>>;

/** Whether it is an object, and no list. */
export const isObject = (value: unknown): value is UnknownKeys =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
