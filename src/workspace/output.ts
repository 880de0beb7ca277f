import { statesError } from '../text/first-error.ts';
import { cleanTerminalLine } from '../text/sanitize.ts';

/** A line that doesn't end is cut from its start beyond this: what counts of a progress bar is its last state. */
const PENDING_LIMIT = 64_000;
/** How many lines of a failed command a report shows, with one for the gap between them: 15 in all. */
const FIRST_LINES_KEPT = 4;
const LAST_LINES_KEPT = 10;

/** Cuts one stream of text into clean lines. */
export function lineSplitter(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let pending = '';
  return {
    push(text) {
      const lines = (pending + text).split('\n');
      pending = (lines.pop() ?? '').slice(-PENDING_LIMIT);
      for (const line of lines) onLine(cleanTerminalLine(line));
    },
    end() {
      if (pending !== '') onLine(cleanTerminalLine(pending));
      pending = '';
    },
  };
}

/**
 * Keeps the first and the last lines that aren't blank, and the first error between them with the line after it: npm
 * prints the cause first, and a bundler may print pages after it.
 */
export function lastLines(): { add(line: string): void; text(): string } {
  const first: string[] = [];
  const error: string[] = [];
  const last: string[] = [];
  let skipped = false;
  return {
    add(line) {
      if (line.trim() === '') return;
      if (first.length < FIRST_LINES_KEPT) {
        first.push(line);
        return;
      }
      last.push(line);
      if (last.length <= LAST_LINES_KEPT) return;
      skipped = true;
      const [dropped = ''] = last.splice(0, 1);
      if (error.length === 1 || (error.length === 0 && statesError(dropped) && !first.some(statesError))) {
        error.push(dropped);
      }
    },
    text() {
      const middle = error.length > 0 ? [...error, '…'] : [];
      return [...first, ...(skipped ? ['…'] : []), ...middle, ...last.slice(middle.length)].join('\n');
    },
  };
}
