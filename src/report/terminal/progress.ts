import picocolors from 'picocolors';
import type { Progress, ProgressEvent } from '../../progress.ts';
import { clip, pad, width } from '../../text/columns.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import { duration } from '../words/vocabulary.ts';

/** The members of a stream that are needed: standard error has them, and so has a test's stream. */
interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const BAR_COLUMNS = 12;
const WIDEST = 100;
const CLEAR_LINE = '\r\u001b[2K';

const bar = (done: number, of: number): string => {
  const full = of <= 0 ? 0 : Math.min(BAR_COLUMNS, Math.round((done / of) * BAR_COLUMNS));
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
};

/** `  build   base  npm ci && npm run build                       12.4 s`. A line that stays is as long as it must be. */
function line(stage: string, side: string | null, what: string, end: string, columns: number, mayCut = true): string {
  const start = `  ${pad(clean(stage), 7)} ${side === null ? '' : `${pad(side, 5)} `}`;
  const room = columns - width(start) - width(end) - 2;
  const text = clean(what);
  return `${start}${pad(mayCut ? clip(text, room) : text, room)}  ${end}`.trimEnd();
}

function commits({ base, reason, head }: Extract<ProgressEvent, { type: 'commits' }>): string {
  const from = base === null ? `no base (${clean(reason)})` : `base ${shortSha(base)} (${clean(reason)})`;
  return `perf-budget  ${from} → head ${head === null ? 'as it is' : shortSha(head)}`;
}

/**
 * Shows the progress of a run. A terminal gets one live line with a bar for the rounds, and one line for each finished
 * stage. Other streams get the latter alone, without control characters. `end` removes the live line.
 */
export function terminalProgress(
  stream: Terminal,
  { color, quiet }: { color: boolean; quiet: boolean },
): Progress & { end(): void } {
  if (quiet) return Object.assign(() => {}, { end() {} });
  const colors = picocolors.createColors(color);
  const live = stream.isTTY === true;
  // The last column stays free: a full line would wrap, and the next line could not overwrite it.
  const columns = () => Math.max(40, Math.min(WIDEST, (stream.columns ?? 80) - 1));
  let living = false;

  const end = () => {
    if (living) stream.write(CLEAR_LINE);
    living = false;
  };
  const print = (text: string) => {
    end();
    stream.write(`${withoutCommands(text)}\n`);
  };
  const show = (text: string) => {
    if (!live) return;
    stream.write(CLEAR_LINE + colors.dim(text));
    living = true;
  };

  const progress: Progress = (event) => {
    switch (event.type) {
      case 'commits':
        return print(`${colors.bold(clip(commits(event), live ? columns() : Number.POSITIVE_INFINITY))}\n`);
      case 'start':
        return show(line(event.stage, event.side, event.what, '…', columns()));
      case 'round': {
        const rounds = `round ${event.round} of at most ${event.of}  ${bar(event.round - 1, event.of)}`;
        return show(line(event.stage, null, event.what, rounds, columns()));
      }
      case 'end': {
        const text = line(
          event.stage,
          event.side,
          event.what,
          `${event.ok ? '' : 'failed after '}${duration(event.seconds)}`,
          columns(),
          live,
        );
        return print(event.ok ? text : colors.red(text));
      }
      case 'output':
        return;
    }
  };
  return Object.assign(progress, { end });
}
