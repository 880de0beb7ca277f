import { explainsNothing, saysWhatFailed, statesError } from './first-error.ts';

/** The most lines of a failed command in a report, including the lines that mark gaps. */
const MOST_LINES = 15;
/** Lines to keep after the first error: its place, its code, its cause. */
const AFTER_FIRST = 5;
const LAST_LINES = 2;
/** Lines to keep from the beginning if no line states an error: they say what the command does. */
const FIRST_LINES = 4;

/** npm explains all options of a command that it refuses, in lines that look like errors. */
const NPM_USAGE = /^npm (?:ERR!|error) Usage:\n(?:npm (?:ERR!|error).*(?:\n|$))*/gm;

/**
 * The lines of a command's output that say what failed: the first error with its context, further errors, and the end.
 * Stack frames and blank lines are left out; `…` replaces other missing lines.
 */
export function excerpt(output: string): string {
  const lines = output
    .replace(NPM_USAGE, '')
    .split('\n')
    .filter((line) => !explainsNothing(line));
  const kept = new Set<number>();
  const seen = new Set<string>();
  for (const index of inOrderOfWorth(lines)) {
    const text = lines[index]?.trim() ?? '';
    // A server repeats its error for every request.
    if (!kept.has(index) && statesError(text) && seen.has(text)) continue;
    seen.add(text);
    const more = new Set([...kept, index]);
    if (more.size + gaps(more, lines.length) <= MOST_LINES) kept.add(index);
  }
  const shown = [...kept].sort((a, b) => a - b);
  const end = lines.length === 0 || shown.at(-1) === lines.length - 1 ? [] : ['…'];
  return [...shown.flatMap((index) => [...(isAfterGap(index, kept) ? ['…'] : []), lines[index] ?? '']), ...end].join(
    '\n',
  );
}

const isAfterGap = (index: number, kept: ReadonlySet<number>): boolean => index > 0 && !kept.has(index - 1);

const gaps = (kept: ReadonlySet<number>, length: number): number =>
  [...kept].filter((index) => isAfterGap(index, kept)).length + (kept.has(length - 1) ? 0 : 1);

/** Indices of all lines, the best explanations of a failure first. */
function inOrderOfWorth(lines: readonly string[]): number[] {
  const all = lines.map((_, index) => index);
  const errors = all.filter((index) => statesError(lines[index] ?? ''));
  const seen = new Set<string>();
  const causes = errors.filter((index) => {
    const line = (lines[index] ?? '').trim();
    return saysWhatFailed(line) && !seen.has(line) && seen.add(line);
  });
  const [first] = causes.length > 0 ? causes : errors;
  const last = all.toReversed();
  if (first === undefined) return [...all.slice(0, FIRST_LINES), ...last];
  const around = [first, first - 1, ...all.slice(first + 1, first + 1 + AFTER_FIRST)].filter((index) => index >= 0);
  return [...around, ...last.slice(0, LAST_LINES), ...causes, ...errors, ...last];
}
