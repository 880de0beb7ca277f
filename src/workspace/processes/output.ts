import { saysWhatFailed, statesError } from '../../text/first-error.ts';
import { counted } from '../../text/quantity.ts';
import { cleanTerminalLine } from '../../text/sanitize.ts';

/** Characters of an unended line beyond which its start is cut: only a progress bar's last state counts. */
const PENDING_LIMIT = 64_000;
/** An ellipsis marks each cut: the mask of secrets looks there for parts of one. */
const lastOf = (line: string): string => (line.length <= PENDING_LIMIT ? line : `…${line.slice(1 - PENDING_LIMIT)}`);

/** Cuts one stream of text into clean lines. */
export function lineSplitter(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let pending = '';
  return {
    push(text) {
      const lines = (pending + text).split('\n');
      pending = lastOf(lines.pop() ?? '');
      for (const line of lines) onLine(cleanTerminalLine(line));
    },
    end() {
      if (pending !== '') onLine(cleanTerminalLine(pending));
      pending = '';
    },
  };
}

/** The clean lines of a text. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  splitter.push(text);
  splitter.end();
  return lines;
}

/** Keeps at most this many lines of the beginning and of the end, and counts the lines left out between them. */
export function withoutMiddle(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  const half = Math.floor(most / 2);
  return [...lines.slice(0, half), `… ${counted(lines.length - 2 * half, 'line')} left out …`, ...lines.slice(-half)];
}

/** Lines around an error that neither the beginning nor the end of an output holds. */
const LINES_OF_ERROR = 20;

/** The lines that a process printed. Lines beyond the limit are left out, and the text says so. */
interface OutputLog {
  add(line: string): void;
  text(): string;
}

/** Keeps as many characters, at most: half from the beginning, half from the end, and the first error between them. */
export function outputLog(mostCharacters: number): OutputLog {
  const first: string[] = [];
  const error: string[] = [];
  const last: string[] = [];
  const left = { first: mostCharacters / 2, last: mostCharacters / 2 };
  let isFirst = true;
  let erred = false;
  let dropped = 0;
  let start = 0;
  const drop = () => {
    const line = last[start++] ?? '';
    left.last += line.length + 1;
    if (error.length > 0 ? error.length < LINES_OF_ERROR : !erred && statesError(line)) error.push(line);
    else dropped++;
    // Not one by one, which would move all others.
    if (start > 1_000 && start > last.length / 2) {
      last.splice(0, start);
      start = 0;
    }
  };
  return {
    add(line) {
      isFirst &&= line.length < left.first;
      if (isFirst) {
        first.push(line);
        left.first -= line.length + 1;
        erred ||= saysWhatFailed(line);
        return;
      }
      last.push(line);
      left.last -= line.length + 1;
      while (left.last < 0 && start < last.length) drop();
    },
    text() {
      const gap = dropped === 0 ? [] : [`… ${counted(dropped, 'line')} left out …`];
      return [...first, ...error, ...gap, ...last.slice(start)].join('\n');
    },
  };
}
