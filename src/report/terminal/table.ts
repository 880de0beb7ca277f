import picocolors from 'picocolors';
import type { Result } from '../../model/report.ts';
import { clip, pad, width } from '../../text/columns.ts';
import { figure, plain, trusted } from '../../text/inline.ts';
import { alikeAsOne } from '../alike-rows.ts';
import { type Row, rowOf } from '../row.ts';
import { NOTHING } from '../words/figures.ts';
import { MARKS, type Mark } from '../words/vocabulary.ts';
import { type Colors, wrap } from './inline.ts';

const GAP = '  ';
const LEAST_NAME = 16;

/** Layouts from the widest to the narrowest. */
const LAYOUTS = [
  { words: 'beside', detail: true, limit: true },
  { words: 'below', detail: true, limit: true },
  { words: 'below', detail: false, limit: true },
  { words: 'below', detail: false, limit: false },
] as const;

type Layout = (typeof LAYOUTS)[number];
type Align = 'left' | 'right';

const changeText = ({ change }: Row, detail: boolean): string =>
  detail && change.detail !== null ? `${change.main} (${change.detail})` : change.main;

function cellsOf(row: Row, layout: Layout): string[] {
  return [
    plain(row.name),
    row.base,
    row.head,
    changeText(row, layout.detail),
    ...(layout.limit ? [row.limit] : []),
    ...(layout.words === 'beside' ? [row.words] : []),
  ];
}

function headOf(layout: Layout): string[] {
  return ['', 'base', 'head', 'change', ...(layout.limit ? ['limit'] : []), ...(layout.words === 'beside' ? [''] : [])];
}

const alignOf = (column: number): Align => (column >= 1 && column <= 4 ? 'right' : 'left');

const widths = (table: readonly string[][]): number[] =>
  (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => width(cells[column] ?? ''))));

const total = (columns: readonly number[]): number => columns.reduce((sum, column) => sum + column + GAP.length, 1);

export function colorOf(mark: Mark, colors: Colors): (text: string) => string {
  switch (mark) {
    case 'fail':
      return colors.red;
    case 'warn':
    case 'open':
    case 'unknown':
      return colors.yellow;
    case 'good':
    case 'pass':
      return colors.green;
    case 'none':
      return colors.dim;
  }
}

/** Indent of what stands below a row; as wide as its mark and the gap behind it, and a little more. */
const BELOW = ' '.repeat(5);

function rowLines(
  row: Row,
  [name = '', ...cells]: readonly string[],
  layout: Layout,
  { columns, colors }: { readonly columns: number; readonly colors: Colors },
): string[] {
  const { words } = layout;
  const color = colorOf(row.mark, colors);
  const loud = row.mark === 'fail' || row.mark === 'warn' || row.mark === 'good';
  const parts = cells.map((cell, index) => (loud && index === 2 ? color(cell) : cell));
  const beside =
    words === 'beside' ? parts.splice(-1).map((cell) => (cell.trim() === '' ? '' : color(cell.trimEnd()))) : [];
  const line = [color(MARKS[row.mark].text), loud ? colors.bold(name) : name, ...parts, ...beside].join(GAP).trimEnd();
  // A row without a column for its limit names it elsewhere.
  const limit = layout.limit || !loud || row.limit === NOTHING || row.limit === '' ? '' : `limit ${row.limit}`;
  const below = [row.words, limit].filter((one) => one !== '').join('; ');
  if (words !== 'below' || below === '') return [line];
  const sentence = below
    .split(/([+−]?[\d.]+ \S+)/)
    .map((part, index) => (index % 2 === 1 ? figure(part) : trusted(part)));
  const lines = wrap(sentence, picocolors.createColors(false), columns, BELOW);
  return [line, ...lines.map((one) => BELOW + color(one.slice(BELOW.length)))];
}

/** Results as aligned rows under the head of the table, within `columns` if possible. */
export function table(results: readonly Result[], columns: number, colors: Colors): string[] {
  const rows = alikeAsOne(results).map(rowOf);
  const candidates = LAYOUTS.map((layout) => ({
    layout,
    cells: [headOf(layout), ...rows.map((row) => cellsOf(row, layout))],
  }));
  const fits = candidates.find(({ cells }) => total(widths(cells)) <= columns);
  // Names are shortened before the limits are dropped, because a row needs its limit.
  const shortened = (wide: readonly number[]) => total(wide) - (wide[0] ?? 0) + LEAST_NAME <= columns;
  const chosen =
    fits ?? candidates.find(({ layout, cells }) => !layout.detail && shortened(widths(cells))) ?? candidates.at(-1);
  if (chosen === undefined) return [];

  const wide = widths(chosen.cells);
  const name = Math.min(wide[0] ?? 0, Math.max(LEAST_NAME, columns - (total(wide) - (wide[0] ?? 0))));
  const fitted = [name, ...wide.slice(1)];
  return chosen.cells.flatMap((cells, index) => {
    const row = rows[index - 1];
    const text = cells.map((cell, column) =>
      pad(clip(cell, fitted[column] ?? 0), fitted[column] ?? 0, alignOf(column)),
    );
    return row === undefined
      ? colors.dim(` ${GAP}${text.join(GAP)}`.trimEnd())
      : rowLines(row, text, chosen.layout, { columns, colors });
  });
}
