import { wilson } from './simulator/wilson.ts';

/** In how many of `runs` something was said, and after how many rounds and seconds on average (null: not worth telling). */
export interface Cell {
  readonly called: number;
  readonly runs: number;
  readonly rounds: number | null;
  readonly seconds: number | null;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
}

const WIDTH = 100;
const COLUMN = 20;

/** A table of shares: k/n, the percentage with its 95 % interval (Wilson), and the means of rounds and seconds. */
export function formatTable({ title, columns, rows }: Table): string {
  const heading = columns.map((column) => column.padStart(COLUMN)).join('');
  const body = rows.map(({ name, cells }) => {
    const line = (text: (cell: Cell) => string) => cells.map((cell) => text(cell).padStart(COLUMN)).join('');
    return [
      name,
      line(({ called, runs }) => `${called}/${runs}`),
      line(percentages),
      ...(cells.some(({ rounds }) => rounds !== null) ? [line(spent)] : []),
    ].join('\n');
  });
  return [title, '─'.repeat(WIDTH), heading, ...body, ''].join('\n');
}

function spent({ rounds, seconds }: Cell): string {
  const parts = [
    ...(rounds === null ? [] : [`${rounds.toFixed(1)} rounds`]),
    ...(seconds === null ? [] : [`${seconds.toFixed(0)} s`]),
  ];
  return parts.join(', ');
}

function percentages({ called, runs }: Cell): string {
  const { share, low, high } = wilson(called, runs);
  const percent = (part: number) => (100 * part).toFixed(1);
  return `${percent(share)} (${percent(low)}–${percent(high)})`;
}
