import { width } from '../text/columns.ts';
import { withDots } from '../text/sanitize.ts';

/** Offsets into a text; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a file, for a person who looks for it. */
interface Excerpt {
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  /** The line, with carets under the place. */
  readonly shown: string;
}

/** Longer lines, in characters, are cut to this much before the place, of it, and after it. */
const LONGEST = 120;
const WHOLE = { before: LONGEST, marked: LONGEST, after: LONGEST };
const AROUND = { before: 40, marked: 40, after: 40 };

const cutEnd = (text: string, most: number): string =>
  [...text].length <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;

const cutStart = (text: string, most: number): string =>
  [...text].length <= most ? text : `…${[...text].slice(1 - most).join('')}`;

const lineStart = (text: string, offset: number): number => (offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

/** The line in which a range begins, with the range underlined; of a range over several lines, only the first. */
export function excerpt(text: string, range: Range): Excerpt {
  const first = lineStart(text, range.start);
  const [row = ''] = text.slice(first).split(/\r?\n/, 1);
  const from = Math.min(range.start - first, row.length);
  const to = from + row.slice(from, Math.max(from, range.end - first)).trimEnd().length;

  const most = [...withDots(row)].length <= LONGEST ? WHOLE : AROUND;
  const before = cutStart(withDots(row.slice(0, from)), most.before);
  const marked = cutEnd(withDots(row.slice(from, to)), most.marked);
  const after = cutEnd(withDots(row.slice(to)), most.after);

  const line = text.slice(0, first).split('\n').length;
  const margin = `      ${line} | `;
  const carets = '^'.repeat(Math.max(1, width(marked)));
  return {
    line,
    column: [...row.slice(0, from)].length + 1,
    shown: `${margin}${before}${marked}${after}\n${' '.repeat(margin.length - 2)}| ${' '.repeat(width(before))}${carets}`,
  };
}
