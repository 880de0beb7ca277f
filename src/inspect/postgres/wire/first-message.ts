import { bodyReader } from './messages.ts';

/** A client's first message: https://www.postgresql.org/docs/current/protocol-message-formats.html */
type FirstMessage =
  | { readonly type: 'unfinished' }
  /** It speaks TLS without having asked for it. */
  | { readonly type: 'tls' }
  /** Asks for an encrypted connection in a fixed number of bytes, and goes on after the answer. */
  | { readonly type: 'asks-encryption'; readonly isTls: boolean; readonly bytes: number }
  | { readonly type: 'cancel' }
  /** `database` is the user, the database, and everything else that decides the rights. */
  | { readonly type: 'start'; readonly database: string }
  | { readonly type: 'unknown' };

const CANCEL = 80_877_102;
const TLS = 80_877_103;
const GSS = 80_877_104;
const FIRST_BYTE_OF_TLS = 0x16;
const HEAD_BYTES = 8;

export function firstMessage(bytes: Buffer): FirstMessage {
  if (bytes[0] === FIRST_BYTE_OF_TLS) return { type: 'tls' };
  if (bytes.length < HEAD_BYTES) return { type: 'unfinished' };
  const code = bytes.readInt32BE(4);
  if (code === TLS || code === GSS) return { type: 'asks-encryption', isTls: code === TLS, bytes: HEAD_BYTES };
  if (code === CANCEL) return { type: 'cancel' };
  return code >>> 16 === 3 ? { type: 'start', database: databaseOf(bytes) } : { type: 'unknown' };
}

function databaseOf(bytes: Buffer): string {
  const reader = bodyReader(bytes.subarray(HEAD_BYTES));
  const pairs: [string, string][] = [];
  for (let name = reader.text(); name !== ''; name = reader.text()) pairs.push([name, reader.text()]);
  const wanted = pairs.filter(([name]) => ['user', 'database', 'options', 'search_path'].includes(name));
  return JSON.stringify(wanted);
}

/** @param key the body of a CancelRequest behind its code */
export function cancelRequest(key: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeInt32BE(HEAD_BYTES + key.length);
  head.writeInt32BE(CANCEL, 4);
  return Buffer.concat([head, key]);
}
