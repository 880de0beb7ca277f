/**
 * Possible readings of a value: text as it is, four or eight bytes as an integer, sixteen as a UUID. A parameter can
 * then be found among a column's values, whatever their formats.
 */
export type Value = readonly string[];

/** Longer values are compared by their beginning and length. */
const LONGEST = 64;

const NULL: Value = [];

export function textValue(text: string): Value {
  const value = text.length > LONGEST ? `${text.slice(0, LONGEST)}…${text.length}` : text;
  return [value];
}

/** @param isBinary null where only the server knows it */
export function bytesValue(bytes: Buffer | null, isBinary: boolean | null): Value {
  if (bytes === null) return NULL;
  const text = textValue(bytes.toString('utf8', 0, 4 * LONGEST));
  if (isBinary === false) return text;
  const { length } = bytes;
  const number = length === 2 ? bytes.readInt16BE() : length === 4 ? bytes.readInt32BE() : null;
  const meant =
    number !== null
      ? [String(number)]
      : length === 8
        ? [String(bytes.readBigInt64BE())]
        : length === 16
          ? [bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')]
          : [];
  return [...text, ...meant];
}

/** Equal for equal sets of values. */
export const keyOf = (values: readonly Value[]): string => JSON.stringify(values);
