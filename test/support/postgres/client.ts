// A client of PostgreSQL for tests: as much of the protocol as drivers use, and no driver.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

type Parameter = string | number;
export interface Result {
  readonly rows: readonly (string | null)[][];
  /** The server's own words; null if nothing failed. */
  readonly error: string | null;
}

export interface Client extends AsyncDisposable {
  /** By the simple protocol: one or more statements. */
  query(sql: string): Promise<Result>;
  /** By the extended protocol. Several at once are pipelined. */
  run(sql: string, ...parameters: readonly Parameter[]): Promise<Result>;
  /** Sent as it is. */
  write(bytes: Buffer): void;
  readonly socket: Socket;
}

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(type.length + 4, type);
  head.writeInt32BE(body.length + 4, type.length);
  return Buffer.concat([head, body]);
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

export const simple = (sql: string): Buffer => message('Q', text(sql));

export function extended(sql: string, parameters: readonly Parameter[]): Buffer {
  const values = parameters.flatMap((one) => [int32(Buffer.byteLength(String(one))), Buffer.from(String(one))]);
  return Buffer.concat([
    message('P', Buffer.concat([text(''), text(sql), int16(0)])),
    message('B', Buffer.concat([text(''), text(''), int16(0), int16(parameters.length), ...values, int16(0)])),
    message('D', Buffer.concat([Buffer.from('P'), text('')])),
    message('E', Buffer.concat([text(''), int32(0)])),
    message('S', Buffer.alloc(0)),
  ]);
}

/** @throws Error with the server's own words if it refuses */
export async function connectTo(address: string): Promise<Client> {
  const { hostname, port, username, password, pathname } = new URL(address);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  const waiting: { rows: (string | null)[][]; error: string | null; resolve: (result: Result) => void }[] = [];
  const expect = () => new Promise<Result>((resolve) => waiting.push({ rows: [], error: null, resolve }));
  const scram = scramOf(password);
  let buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    while (buffer.length >= 5 && buffer.length > buffer.readInt32BE(1)) {
      const end = 1 + buffer.readInt32BE(1);
      read(String.fromCharCode(buffer[0] ?? 0), buffer.subarray(5, end));
      buffer = buffer.subarray(end);
    }
  });
  const fail = (error: string) => {
    for (const one of waiting.splice(0)) one.resolve({ rows: one.rows, error: one.error ?? error });
  };
  socket.on('error', (error) => fail(error.message)).on('close', () => fail('the connection ended'));

  function read(type: string, body: Buffer): void {
    const [current] = waiting;
    if (type === 'R') {
      const answer = scram(body);
      if (answer !== null) socket.write(message('p', answer));
    }
    if (type === 'D') current?.rows.push(rowOf(body));
    if (type === 'E' && current !== undefined)
      current.error = /\0M([^\0]*)/.exec(`\0${body.toString()}`)?.[1] ?? 'error';
    if (type === 'Z') waiting.shift()?.resolve({ rows: current?.rows ?? [], error: current?.error ?? null });
  }

  const started = expect();
  const names = ['user', username, 'database', pathname.slice(1), ''].map(text);
  socket.write(message('', Buffer.concat([int32(196_608), ...names])));
  const { error } = await started;
  if (error !== null) {
    socket.destroy();
    throw new Error(error);
  }
  const send = (bytes: Buffer) => {
    const result = expect();
    socket.write(bytes);
    return result;
  };
  return {
    socket,
    query: (sql) => send(simple(sql)),
    run: (sql, ...parameters) => send(extended(sql, parameters)),
    write: (bytes) => void socket.write(bytes),
    async [Symbol.asyncDispose]() {
      if (socket.destroyed) return;
      socket.end(message('X', Buffer.alloc(0)));
      await once(socket, 'close');
    },
  };
}

function rowOf(body: Buffer): (string | null)[] {
  let at = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const bytes = body.readInt32BE(at);
    at += 4 + Math.max(0, bytes);
    return bytes < 0 ? null : body.toString('utf8', at - bytes, at);
  });
}

/** Answers to the server's steps of SCRAM-SHA-256: https://www.rfc-editor.org/rfc/rfc5802#section-3 */
function scramOf(password: string): (body: Buffer) => Buffer | null {
  const nonce = randomBytes(18).toString('base64');
  const first = `n=,r=${nonce}`;
  const hmac = (key: Buffer, data: string) => createHmac('sha256', key).update(data).digest();
  return (body) => {
    const step = body.readInt32BE(0);
    if (step === 10) {
      const start = `n,,${first}`;
      return Buffer.concat([text('SCRAM-SHA-256'), int32(Buffer.byteLength(start)), Buffer.from(start)]);
    }
    if (step !== 11) return null;
    const server = body.toString('utf8', 4);
    const fields = Object.fromEntries(server.split(',').map((field) => [field[0], field.slice(2)]));
    const last = `c=biws,r=${fields.r}`;
    const salted = pbkdf2Sync(password, Buffer.from(fields.s ?? '', 'base64'), Number(fields.i), 32, 'sha256');
    const key = hmac(salted, 'Client Key');
    const signature = hmac(createHash('sha256').update(key).digest(), `${first},${server},${last}`);
    const proof = key.map((byte, at) => byte ^ (signature[at] ?? 0));
    return Buffer.from(`${last},p=${Buffer.from(proof).toString('base64')}`);
  };
}
