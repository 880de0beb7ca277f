import { scaleLinear } from 'd3-scale';
import type { Waterfall } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { counted, difference, quantity } from '../../../text/quantity.ts';
import type { Markup } from '../markup.ts';
import { area, chart, coordinate, label, stroke, WIDE } from './svg.ts';

const ROW = 30;
const AXIS = 18;
/** The longest address in characters. A longer one keeps its end, which says more than its beginning. */
const LONGEST_NAME = 34;
/** More rows are unreadable. The table has them all. */
const MOST_ROWS = 30;
/** Smaller moves in a single visit are chance. */
const LEAST_MOVE_MS = 20;
const LEAST_MOVE = 0.1;

type Row = Waterfall['rows'][number];

/** How a request differs between base and head, in words; null if it does not. */
export function moveOf({ base, head }: Row, spanMs: number): string | null {
  if (base === null) return 'new';
  if (head === null) return 'removed';
  const move = head.endMs - base.endMs;
  if (Math.abs(move) < Math.max(LEAST_MOVE_MS, LEAST_MOVE * spanMs)) return null;
  return `${difference(move, 'ms')} until its end`;
}

export const spanOf = ({ rows }: Pick<Waterfall, 'rows'>): number =>
  Math.max(1, ...rows.flatMap(({ base, head }) => [base?.endMs ?? 0, head?.endMs ?? 0]));

/** Base's requests above head's on one axis of time. Each row says whether the request is new, removed or moved. */
export function waterfall(all: Waterfall, id: string): Markup {
  const span = spanOf(all);
  const shown = mostTelling(all.rows, span);
  const x = scaleLinear().domain([0, span]).range([0, WIDE]);
  const ticks = x.ticks(4);
  const height = shown.length * ROW;
  const bar = (row: Row, index: number, side: 'base' | 'head') => {
    const time = row[side];
    if (time === null) return [];
    const y = index * ROW + (side === 'base' ? 18 : 24);
    // A bar that is too short to see is drawn three units wide.
    const [from, to] = [x(time.startMs), Math.max(x(time.endMs), x(time.startMs) + 3)];
    const d = `M${coordinate(from)} ${y}H${coordinate(to)}`;
    const colour = side === 'base' ? '#6e7781' : '#2f81f7';
    const drawn = stroke(d, `stroke="${colour}" stroke-width="5" class="${side}" data-side="${side}"`);
    const hatch = stroke(d, 'stroke="#ffffff" stroke-opacity="0.55" stroke-width="5" stroke-dasharray="2 4"');
    return row.blocking ? [drawn, hatch] : [drawn];
  };
  return chart(id, plain(all.title), describe(all, span), height + AXIS, [
    area(0, 0, height, [
      ...ticks.map((value) =>
        stroke(`M${coordinate(x(value))} 0V${height}`, 'stroke="currentColor" stroke-opacity="0.15"'),
      ),
      ...shown.flatMap((row, index) => [...bar(row, index, 'base'), ...bar(row, index, 'head')]),
    ]),
    ...shown.map((row, index) => {
      const move = moveOf(row, span);
      const name = row.name.length > LONGEST_NAME ? `…${row.name.slice(1 - LONGEST_NAME)}` : row.name;
      return label(0, index * ROW + 12, move === null ? name : `${name}: ${move}`, 'start');
    }),
    ...ticks.map((value) =>
      label(
        x(value) / WIDE,
        height + 14,
        quantity(value, 'ms'),
        value === 0 ? 'start' : x(value) > 0.95 * WIDE ? 'end' : 'middle',
      ),
    ),
  ]);
}

/** The rows to draw: new, removed and moved requests before others, the longest first; kept in the order of time. */
function mostTelling(rows: readonly Row[], span: number): Row[] {
  const weight = (row: Row) => {
    const { startMs, endMs } = row.head ?? row.base ?? { startMs: 0, endMs: 0 };
    return (moveOf(row, span) === null ? 0 : span) + endMs - startMs;
  };
  const chosen = new Set(rows.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST_ROWS));
  return rows.filter((row) => chosen.has(row));
}

function describe({ rows, of }: Waterfall, span: number): string {
  const end = (side: 'base' | 'head') => {
    const mine = rows.flatMap((row) => row[side] ?? []);
    return mine.length === 0
      ? `${side} has none`
      : `${side} has ${counted(mine.length, of)}, the last of which ends after ${quantity(Math.max(...mine.map(({ endMs }) => endMs)), 'ms')}`;
  };
  const moved = rows.flatMap((row) => {
    const move = moveOf(row, span);
    return move === null ? [] : [`${row.name} ${move}`];
  });
  const told = moved.slice(0, 8).join(', ');
  return `${end('base')}; ${end('head')}. ${moved.length === 0 ? 'None is new, gone or moved' : told}${moved.length > 8 ? `, and ${moved.length - 8} more` : ''}.`;
}
