import { join } from 'node:path';
import picocolors from 'picocolors';
import type { Report } from '../../model/report.ts';
import { emphasis, prose, type Sentence, say, untrusted } from '../../text/inline.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean, cleanLines } from '../../text/sanitize.ts';
import { headline, verdictMark } from '../headline.ts';
import { byCheck, moved, select } from '../selection.ts';
import { acceptedLabels } from '../words/accepted.ts';
import { causesOf } from '../words/causes.ts';
import { findingSentences } from '../words/findings.ts';
import { otherThanBase } from '../words/measured.ts';
import { outgrownWords } from '../words/outgrown.ts';
import { relaxedGroups, relaxedSentence } from '../words/relaxed.ts';
import { MARKS } from '../words/vocabulary.ts';
import { type Colors, wrap } from './inline.ts';
import { colorOf, table } from './table.ts';

interface TerminalOptions {
  /** Width of the terminal; lines stay within it if possible. */
  readonly columns: number;
  readonly color: boolean;
  /** The folder of the report and the files beside it; by default the current one. */
  readonly folder?: string;
}

function causes(report: Report, columns: number, folder: string, colors: Colors): string[] {
  return causesOf(report).flatMap(({ what, output, log, hint }) => [
    ...wrap(what, colors, columns, `${MARKS.unknown.text} `),
    // A cut could remove the failure itself. The terminal wraps long lines.
    ...cleanLines(output ?? '').map((line) => colors.dim(`    ${line}`)),
    ...(log === null ? [] : [`  whole log: ${clean(join(folder, log))}`]),
    ...(hint === null ? [] : wrap([emphasis(prose(hint))], colors, columns, '  ')),
  ]);
}

function why(report: Report, place: 'above' | 'below', columns: number, colors: Colors): string[] {
  return findingSentences(report, place).flatMap((sentence) => wrap(sentence, colors, columns, '- '));
}

/**
 * The report for a terminal: what moved, the rest by check, why, failures, notes. The caller adds the line with the
 * report's path, and `verdictLine`.
 */
export function renderTerminal(report: Report, { columns, color, folder = '.' }: TerminalOptions): string {
  const colors = picocolors.createColors(color);
  const selection = select(report);
  const above = moved(selection);
  const others = [...selection.quiet, ...selection.missing, ...selection.shown];
  const bullets = (sentences: readonly Sentence[]) =>
    sentences.flatMap((sentence) => wrap(sentence, colors, columns, '- '));
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[colors.bold(title), ...lines]];
  const blocks = [
    wrap(otherThanBase(report), colors, columns, ''),
    above.length === 0 ? [] : table(above, columns, colors),
    ...byCheck(others).map(([check, results]) => [
      ...wrap(say`${emphasis(untrusted(check))}`, colors, columns, ''),
      ...table(results, columns, colors),
    ]),
    ...titled('Why', why(report, 'above', columns, colors)),
    ...titled('What changed within limits', why(report, 'below', columns, colors)),
    ...titled('What failed', causes(report, columns, folder, colors)),
    ...titled('Accepted', bullets(acceptedLabels(report))),
    ...titled('Worse than accepted', bullets(outgrownWords(report))),
    ...relaxedGroups(report).flatMap(({ title, all }) => titled(title, bullets(all.map(relaxedSentence)))),
    ...titled('Notes', bullets(report.notes.map(prose))),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return text === '' ? '' : `${withoutCommands(text)}\n`;
}

/** The last line of a run. */
export function verdictLine(report: Report, { color }: Pick<TerminalOptions, 'color'>): string {
  const colors = picocolors.createColors(color);
  const mark = verdictMark(report);
  return colorOf(mark, colors)(`${MARKS[mark].text} ${headline(report)}`);
}
