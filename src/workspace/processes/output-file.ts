import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file is emptied when it is larger, and may have grown this much more by then; bytes. */
const LARGEST = 16_000_000;
/** The start and the end of each discarded part that are kept; bytes. */
const KEPT = 250_000;
const LOOK_MS = 500;
/** The mask looks for parts of a secret beside an ellipsis. */
const LEFT_OUT = '…\n… output left out …\n…';

/**
 * Keeps the output of a process while others are timed. The process writes to a file, which nobody reads until `text`
 * is called. The file has no name, so none is left behind, and is bounded however much a server logs.
 */
interface OutputFile extends Disposable {
  readonly fd: number;
  /** The beginning and the end of what was printed so far. */
  text(): string;
}

export function openOutputFile(): OutputFile {
  const path = join(tmpdir(), `perf-budget-output-${randomUUID()}`);
  const fd = openSync(path, 'ax+', 0o600); // all writers append, also after it was emptied
  unlinkSync(path);
  let dropped: { readonly first: string; readonly last: string } | null = null;

  const read = (from: number, bytes: number): string => {
    const buffer = Buffer.alloc(bytes);
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, bytes, from));
  };
  const bound = setInterval(() => {
    const { size } = fstatSync(fd);
    if (size <= LARGEST) return;
    dropped = { first: dropped?.first ?? read(0, KEPT), last: read(size - KEPT, KEPT) };
    ftruncateSync(fd);
  }, LOOK_MS).unref();

  return {
    fd,
    text() {
      const { size } = fstatSync(fd);
      const text = size <= 2 * KEPT ? read(0, size) : `${read(0, KEPT)}${LEFT_OUT}${read(size - KEPT, KEPT)}`;
      return dropped === null ? text : `${dropped.first}${LEFT_OUT}${dropped.last}${text}`;
    },
    [Symbol.dispose]() {
      clearInterval(bound);
      closeSync(fd);
    },
  };
}
