/** One message of PostgreSQL's protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface Frame {
  /** A letter; empty for the first message of a client, which has none. */
  readonly type: string;
  /** Null where nobody wanted to read it. */
  readonly body: Buffer | null;
  /** Bytes of the body. */
  readonly bytes: number;
}

/** Something that is not PostgreSQL's protocol. */
class NotPostgres extends Error {}

interface Reading {
  readonly type: string;
  readonly bytes: number;
  left: number;
  readonly parts: Buffer[] | null;
  /** Its start in the current chunk; negative if it began in an earlier chunk. */
  start: number;
  /** Whether none of its bytes has gone on. */
  readonly isHeld: boolean;
}

interface FrameReaderOptions {
  /** Whether the body of such a message is to be read. */
  readonly wants: (type: string, bytes: number) => boolean;
  /** Decides on a whole message. Only a message that was held can still be dropped. */
  readonly read: (frame: Frame) => 'pass' | 'drop';
  /** Whether messages wait until they are whole, so that they can be dropped. */
  readonly holds: () => boolean;
  /** Takes what goes on, in order. */
  readonly pass: (bytes: Buffer) => void;
}

interface FrameReader {
  /** @throws NotPostgres if the bytes can't be messages. The whole chunk has been forwarded by then. */
  push(chunk: Buffer): void;
  /** Whether no message is half read. */
  isBetween(): boolean;
}

const HEAD_BYTES = 5;
/** PostgreSQL itself takes no message of more than 1 GB. */
const MOST_BYTES = 2 ** 30;

/** Splits one direction of a connection into messages, wherever its chunks end, and passes its bytes on untouched. */
export function frameReader({ wants, read, holds, pass }: FrameReaderOptions): FrameReader {
  const head = Buffer.alloc(HEAD_BYTES);
  let filled = 0;
  let headStart = 0;
  let reading: Reading | null = null;
  let isHeadHeld = false;
  let stash: Buffer[] = [];

  function push(chunk: Buffer): void {
    let at = 0;
    /** Position in the chunk before which all bytes were forwarded or dropped. */
    let settled = 0;
    const passUpTo = (end: number) => {
      if (end > settled) pass(chunk.subarray(settled, end));
      settled = Math.max(settled, end);
    };
    const end = (frame: Reading): void => {
      reading = null;
      const body = frame.parts === null ? null : Buffer.concat(frame.parts);
      const fate = read({ type: frame.type, body, bytes: frame.bytes });
      if (fate === 'drop' && frame.isHeld) {
        passUpTo(Math.max(0, frame.start));
        settled = at;
      } else {
        for (const part of stash) pass(part);
      }
      stash = [];
    };
    try {
      while (at < chunk.length) {
        if (reading === null) {
          if (filled === 0) {
            headStart = at;
            isHeadHeld = holds();
          }
          const taken = Math.min(HEAD_BYTES - filled, chunk.length - at);
          chunk.copy(head, filled, at, at + taken);
          filled += taken;
          at += taken;
          if (filled < HEAD_BYTES) break;
          filled = 0;
          const bytes = head.readInt32BE(1) - 4;
          const type = String.fromCharCode(head[0] ?? 0);
          if (bytes < 0 || bytes > MOST_BYTES || !/\w/.test(type)) throw new NotPostgres(`no message: ${type}`);
          const isRead = wants(type, bytes);
          reading = { type, bytes, left: bytes, parts: isRead ? [] : null, start: headStart, isHeld: isHeadHeld };
        }
        const frame: Reading = reading;
        const taken = Math.min(frame.left, chunk.length - at);
        if (taken > 0) frame.parts?.push(chunk.subarray(at, at + taken));
        frame.left -= taken;
        at += taken;
        if (frame.left === 0) end(frame);
      }
    } catch (error) {
      for (const part of stash) pass(part);
      stash = [];
      passUpTo(chunk.length);
      throw error;
    }
    const open = reading as Reading | null;
    const isHeld = filled > 0 ? isHeadHeld : (open?.isHeld ?? false);
    const start = filled > 0 ? headStart : (open?.start ?? chunk.length);
    if (isHeld) {
      passUpTo(Math.max(0, start));
      stash.push(Buffer.from(chunk.subarray(settled)));
    } else {
      passUpTo(chunk.length);
    }
    headStart = -1;
    if (open !== null) {
      open.start = -1;
      // The chunk's memory is used again.
      if (open.parts !== null && open.parts.length > 0)
        open.parts[open.parts.length - 1] = Buffer.from(open.parts.at(-1) ?? []);
    }
  }

  return { push, isBetween: () => reading === null && filled === 0 };
}
