import picocolors from 'picocolors';
import type { Progress, ProgressEvent } from '../../progress.ts';
import { clip, pad, width } from '../../text/columns.ts';
import { counted } from '../../text/quantity.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import { duration } from '../words/vocabulary.ts';

/** The members that progress needs of a stream: standard error has them, and so has a test's stream. */
interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const BAR_COLUMNS = 12;
/** The least characters that a cut name keeps. */
const LEAST_NAME = 14;
/** The interval of progress lines without a terminal; milliseconds. */
const SILENCE_MS = 30_000;
const WIDEST = 100;
const CLEAR_LINE = '\r\u001b[2K';

const bar = (done: number, of: number): string => {
  const full = of <= 0 ? 0 : Math.min(BAR_COLUMNS, Math.round((done / of) * BAR_COLUMNS));
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
};

/** `  build   base  npm ci && npm run build                       12.4 s`. A line that stays is never cut. */
function line(stage: string, side: string | null, what: string, end: string, columns: number, mayCut = true): string {
  const start = `  ${pad(clean(stage), 7)} ${side === null ? '' : `${pad(side, 5)} `}`;
  const room = columns - width(start) - width(end) - 2;
  const text = clean(what);
  return `${start}${pad(mayCut ? clip(text, room) : text, room)}  ${end}`.trimEnd();
}

type Event<T extends ProgressEvent['type']> = Extract<ProgressEvent, { type: T }>;

/** An estimate has no seconds beyond a minute and a half. */
const left = ({ atMostSeconds }: Event<'standing'>): string =>
  atMostSeconds > 90 ? `${Math.ceil(atMostSeconds / 60)} min` : `${Math.max(1, Math.ceil(atMostSeconds))} s`;

const standingWords = (one: Event<'standing'>): string =>
  `${one.decided} of ${one.of} decided, at most ${left(one)} left`;

/** The round and the progress of the run, as much of them as leaves room for a name. */
function roundLine(event: Event<'round'>, standing: Event<'standing'> | null, columns: number): string {
  const { round, of, stage, what } = event;
  const [rounds, few, blocks] = [`round ${round} of at most ${of}`, `${round}/${of}`, bar(round - 1, of)];
  const ends =
    standing === null
      ? [`${rounds}  ${blocks}`, `${few}  ${blocks}`]
      : [
          `${rounds}  ${blocks}  ${standingWords(standing)}`,
          `${few}  ${blocks}  ${standingWords(standing)}`,
          `${few}  ${standingWords(standing)}`,
          `${few}  ${standing.decided}/${standing.of} decided, ≤ ${left(standing)}`,
        ];
  const start = width(`  ${pad(clean(stage), 7)} `);
  const room = (end: string) => columns - start - width(end) - 2;
  const end = ends.find((one) => room(one) >= Math.min(LEAST_NAME, width(clean(what)))) ?? few;
  return line(stage, null, what, end, columns);
}

function endWords({ ok, seconds, rounds }: Event<'end'>): string {
  if (!ok) return `failed after ${duration(seconds)}`;
  if (rounds === undefined) return duration(seconds);
  return `${counted(rounds.made, 'round')}, ${rounds.decided ? 'decided' : 'undecided'}  ${duration(seconds)}`;
}

function commits({ base, reason, head }: Event<'commits'>): string {
  const from = base === null ? `no base (${clean(reason)})` : `base ${shortSha(base)} (${clean(reason)})`;
  return `perf-budget  ${from} → head ${head === null ? 'as it is' : shortSha(head)}`;
}

/**
 * Shows the progress of a run. A terminal gets one live line with a bar for the rounds, and one line for each finished
 * stage. Other streams get only the lines for stages, and a progress line now and then, without control characters.
 * `end` removes the live line.
 */
export function terminalProgress(
  stream: Terminal,
  { color, quiet, clock = () => performance.now() }: { color: boolean; quiet: boolean; clock?: () => number },
): Progress & { end(): void } {
  if (quiet) return Object.assign(() => {}, { end() {} });
  const colors = picocolors.createColors(color);
  const live = stream.isTTY === true;
  // The last column stays free: a full line would wrap, and the next line could not overwrite it.
  const columns = () => Math.max(40, Math.min(WIDEST, (stream.columns ?? 80) - 1));
  let living = false;
  let standing: Event<'standing'> | null = null;
  let saidAt = clock();

  const end = () => {
    if (living) stream.write(CLEAR_LINE);
    living = false;
  };
  const print = (text: string) => {
    end();
    stream.write(`${withoutCommands(text)}\n`);
    saidAt = clock();
  };
  const show = (text: string) => {
    if (!live) return;
    stream.write(CLEAR_LINE + colors.dim(text));
    living = true;
  };

  const progress: Progress = (event) => {
    switch (event.type) {
      case 'commits':
        return print(`${colors.bold(commits(event))}\n`);
      case 'start':
        return show(line(event.stage, event.side, event.what, '…', columns()));
      case 'round':
        return show(roundLine(event, standing, columns()));
      case 'standing':
        standing = event;
        if (!live && event.decided < event.of && clock() - saidAt >= SILENCE_MS)
          print(`  measuring: ${standingWords(event)}`);
        return;
      case 'end': {
        const text = line(event.stage, event.side, event.what, endWords(event), columns(), live);
        return print(event.ok ? text : colors.red(text));
      }
      case 'output':
        return;
    }
  };
  return Object.assign(progress, { end });
}
