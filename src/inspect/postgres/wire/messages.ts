/** Reads a body of PostgreSQL's protocol from its start: https://www.postgresql.org/docs/current/protocol-message-formats.html */
interface BodyReader {
  int16(): number;
  int32(): number;
  /** Up to a zero byte. */
  text(): string;
  /** Null if there are fewer bytes: the value is NULL. */
  value(): Buffer | null;
}

export function bodyReader(body: Buffer): BodyReader {
  let at = 0;
  const step = (bytes: number): number => {
    at += bytes;
    return at - bytes;
  };
  return {
    int16: () => body.readInt16BE(step(2)),
    int32: () => body.readInt32BE(step(4)),
    text() {
      const zero = body.indexOf(0, at);
      const end = zero < 0 ? body.length : zero;
      const text = body.toString('utf8', at, end);
      at = end + 1;
      return text;
    },
    value() {
      const bytes = body.readInt32BE(step(4));
      return bytes < 0 ? null : body.subarray(step(bytes), at);
    },
  };
}

/** The fields of an error or a notice, by their letters. */
export function fieldsOf(body: Buffer): Readonly<Record<string, string>> {
  const reader = bodyReader(body);
  const fields: Record<string, string> = {};
  for (;;) {
    const field = reader.text();
    if (field === '') return fields;
    fields[field.slice(0, 1)] = field.slice(1);
  }
}

/** A column of an answer. */
export interface Column {
  readonly name: string;
  readonly type: number;
}

export function columnsOf(body: Buffer): Column[] {
  const reader = bodyReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const name = reader.text();
    reader.int32();
    reader.int16();
    const type = reader.int32();
    reader.int16();
    reader.int32();
    reader.int16();
    return { name, type };
  });
}

interface BindMessage {
  readonly portal: string;
  readonly statement: string;
  readonly parameters: readonly { readonly bytes: Buffer | null; readonly isBinary: boolean }[];
}

export function bindOf(body: Buffer): BindMessage {
  const reader = bodyReader(body);
  const [portal, statement] = [reader.text(), reader.text()];
  const formats = Array.from({ length: reader.int16() }, () => reader.int16());
  const parameters = Array.from({ length: reader.int16() }, (_, index) => ({
    bytes: reader.value(),
    isBinary: (formats.length === 1 ? formats[0] : formats[index]) === 1,
  }));
  return { portal, statement, parameters };
}

export function rowOf(body: Buffer): (Buffer | null)[] {
  const reader = bodyReader(body);
  return Array.from({ length: reader.int16() }, () => reader.value());
}

/** A message with this text: a query, or a password. */
export function message(type: string, ...texts: readonly string[]): Buffer {
  const body = Buffer.concat(texts.flatMap((text) => [Buffer.from(text), Buffer.alloc(1)]));
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The server's status: idle, in a transaction, in a failed one; null before the first report. */
export type Status = 'I' | 'T' | 'E' | null;

/** Reads the status of a ReadyForQuery. */
export const statusOf = (body: Buffer | null): Exclude<Status, null> => {
  const letter = String.fromCharCode(body?.[0] ?? 0);
  return letter === 'T' || letter === 'E' ? letter : 'I';
};
