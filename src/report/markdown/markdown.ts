import type { Report } from '../../model/report.ts';
import { code, joined, type Sentence, say, trusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import { firstLine, title, verdictMark } from '../headline.ts';
import { comparedNothing } from '../result-state.ts';
import { movedRows, type Selection, select } from '../selection.ts';
import { otherThanBase } from '../words/measured.ts';
import { sentence } from '../words/sentence.ts';
import { MARKS } from '../words/vocabulary.ts';
import { escapeMarkdown } from './escape.ts';
import { fitBytes, type Piece } from './fit.ts';
import { toMarkdown } from './inline.ts';
import {
  accepted,
  causes,
  changes,
  cutNotice,
  everything,
  footer,
  foreign,
  improvements,
  lists,
  loosened,
  type MarkdownOptions,
  measured,
  movedTable,
  paragraph,
  remembered,
  rest,
  why,
} from './sections.ts';

export type { MarkdownOptions } from './sections.ts';

const emoji = (report: Report, selection: Selection): string => MARKS[verdictMark(report, selection)].emoji;

/** Escapes runner commands. It runs before fitting, because the text becomes longer. */
const silent = ({ rank, open, rows, close }: Piece): Piece => ({
  rank,
  open: withoutCommands(open),
  rows: rows.map(withoutCommands),
  close,
});

const called = ({ name }: Report): string =>
  `Performance budget${name === 'default' ? '' : ` (${escapeMarkdown(clean(name, 60))})`}`;

/** Verdict, base and improvements: the whole comment for a run without changes. */
function oneLine(report: Report, selection: Selection): string {
  const { count } = selection;
  const against = report.base.sha === null ? [] : say` against ${code(shortSha(report.base.sha))}`;
  const other = otherThanBase(report);
  const scope: Sentence = comparedNothing(report)
    ? []
    : other.length > 0
      ? other
      : count === 0
        ? []
        : say`${trusted(counted(count, 'metric'))}${against}.`;
  const { loud, rest } = firstLine(report, selection);
  const isSentence = rest.length === 0 || startsWithStop(rest);
  const bold = `**${called(report)}: ${toMarkdown(loud)}${isSentence ? '.' : ''}**`;
  const details = toMarkdown(isSentence ? rest.slice(1) : rest) + (rest.length === 0 ? '' : '.');
  const parts = [details, toMarkdown([...scope, ...improvements(selection)]).trim()].filter((part) => part !== '');
  return `${emoji(report, selection)} ${bold}${isSentence ? ' ' : ''}${parts.join(' ')}`.trim();
}

const startsWithStop = ([first]: Sentence): boolean => first?.kind === 'trusted' && first.text === '. ';

function summary(report: Report, { failing, warnings, accepted, undecided, quiet }: Selection): Piece[] {
  const isFine = report.verdict === 'incomplete' && warnings.length === 0 && undecided.length === 0 && quiet.length > 0;
  const fine = isFine ? [say`Everything else is within budget.`] : [];
  const text = joined(
    [sentence(failing.length > 0 ? failing : accepted, report.results), ...fine].filter((one) => one.length > 0),
    ' ',
  );
  return text.length === 0 ? [] : [paragraph(text, 1)];
}

/**
 * The report as GitHub-flavoured markdown, for a comment, a check run or a job summary. It has the verdict, what moved,
 * why, and the rest folded. No untrusted text becomes markup, a link, a mention, or a command to a runner that prints
 * it. The text has at most `limitBytes` bytes, and is cut only between rows.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { limitBytes = 65_000 } = options;
  const selection = select(report);
  const write = (pieces: readonly Piece[]) =>
    `${fitBytes([...foreign(options), ...pieces].map(silent), limitBytes - 1, cutNotice(options))}\n`;
  const end = footer(report, options, 1);
  const first = (open: string): Piece => ({ rank: 0, open, rows: [], close: '' });

  const loosens = loosened(report, options, 1);
  const failed = causes(report, options, 2);
  if (report.verdict === 'pass' && selection.accepted.length === 0 && failed.length === 0)
    return write([
      first(oneLine(report, selection)),
      ...remembered(report, 1),
      ...loosens,
      ...movedTable(selection.unlimited, 3),
      everything(report, 5),
      end,
    ]);

  const { above, left } = movedRows(selection);
  const other = otherThanBase(report);
  // Titles of all other reports already say that nothing was compared.
  const isSaid = comparedNothing(report) && report.verdict !== 'fail' && report.verdict !== 'incomplete';
  const said = [...accepted(report, 1), ...loosens, ...remembered(report, 1)];
  const table = movedTable(above, 3);
  return write([
    first(`### ${emoji(report, selection)} ${called(report)}: ${toMarkdown(title(report, selection))}`),
    ...(other.length > 0 && !isSaid ? [paragraph(other, 1)] : []),
    ...(report.verdict === 'incomplete'
      ? [...failed, ...summary(report, selection), ...said, ...table]
      : [...summary(report, selection), ...said, ...table, ...failed]),
    ...why(report, 4),
    ...changes(report, 6),
    ...lists(report, 6),
    ...rest(selection, left, 6),
    measured(report, 5),
    end,
  ]);
}
