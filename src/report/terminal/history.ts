import picocolors from 'picocolors';
import type { Line } from '../../history/line.ts';
import { recentSteps, type SeriesView, worstFirst } from '../../history/series-view.ts';
import { clip, pad, width } from '../../text/columns.ts';
import { counted, quantity } from '../../text/quantity.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import { nameOf } from '../words/name.ts';
import { changeText, recentText } from '../words/series.ts';
import { sparkline } from './sparkline.ts';

const SPARK = 14;
const LONGEST_NAME = 40;
const TREND_DAYS = 90;
const GAP = '  ';

interface HistoryOptions {
  readonly columns: number;
  readonly color: boolean;
}

/**
 * The metrics of a branch, the worst of the last 28 days first: name, sparkline, value, change, and the commits that
 * changed it.
 */
export function historyTable(line: Line, views: readonly SeriesView[], { columns, color }: HistoryOptions): string {
  const colors = picocolors.createColors(color);
  const rows = worstFirst(views).map((view) => ({
    view,
    cells: [
      nameOf(view.about),
      sparkline(
        view.seen.map(({ value }) => value),
        SPARK,
        view.about.kind === 'sampled',
      ),
      quantity(view.seen.at(-1)?.value ?? 0, view.about.unit),
      changeText(view, TREND_DAYS),
    ],
    words: recentText(view),
  }));
  const head = ['', '', 'now', `${TREND_DAYS} days`];
  const wide = head.map((name, column) =>
    Math.min(LONGEST_NAME, Math.max(width(name), ...rows.map(({ cells }) => width(cells[column] ?? '')))),
  );
  const cellsOf = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(clip(cell, wide[column] ?? 0), wide[column] ?? 0, column >= 2 ? 'right' : 'left'))
      .join(GAP);
  const used = wide.reduce((sum, one) => sum + one + GAP.length, 0);
  const isBeside = columns - used >= 24;
  const lines = rows.flatMap(({ view, cells, words }) => {
    const loud = recentSteps(view).some(({ isWorse }) => isWorse) ? colors.bold : (text: string) => text;
    const row = cellsOf(cells);
    if (words === '') return [row.trimEnd()];
    return isBeside
      ? [`${loud(row)}${GAP}${clip(words, columns - used)}`]
      : [loud(row.trimEnd()), `    ${clip(words, columns - 4)}`];
  });
  const first = line.points[0]?.at.slice(0, 10) ?? '';
  const title = `${counted(views.length, 'metric')} at ${counted(line.points.length, 'commit')}${first === '' ? '' : ` since ${first}`}`;
  const sampled = views.some(({ about }) => about.kind === 'sampled');
  return withoutCommands(
    [
      colors.bold(title),
      colors.dim(`${cellsOf(head)}${isBeside ? `${GAP}in the last 28 days` : ''}`),
      ...lines,
      ...(sampled
        ? [
            '',
            colors.dim(
              'Times of different jobs are of different machines: blocks with blanks between them are no line.',
            ),
          ]
        : []),
    ].join('\n'),
  );
}

/** The causes that reports named, the most recent first, with their dates and counts. */
export function findingTable({ points }: Line, { columns }: Pick<HistoryOptions, 'columns'>): string {
  const seen = Map.groupBy(
    points.flatMap((point) =>
      point.findings.map((finding) => ({ ...finding, sha: point.sha, at: point.at.slice(0, 10) })),
    ),
    ({ key }) => key,
  );
  const lines = [...seen.values()]
    .flatMap((all) => {
      const [first, last] = [all[0], all.at(-1)];
      if (first === undefined || last === undefined) return [];
      const what = `${clean(last.subject)}: ${clean(last.code)}${last.about === null ? '' : ` ${clean(last.about)}`}`;
      const times = all.length === 1 ? '' : `, last in ${shortSha(last.sha)} (${last.at}), ${all.length} times`;
      return [{ at: last.at, text: `${what}, first in ${shortSha(first.sha)} (${first.at})${times}` }];
    })
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map(({ text }) => clip(text, Math.max(40, columns)));
  return withoutCommands(lines.length === 0 ? 'No report of these commits names a cause.' : lines.join('\n'));
}
