import { checks } from '../../checks/index.ts';
import { isUndecided } from '../../compare/undecided.ts';
import type { Report, Result } from '../../model/report.ts';
import { isSha } from '../../model/sha.ts';
import { firstOf } from '../../text/first-of.ts';
import {
  emphasis,
  joined,
  joinedFirst,
  prose,
  type Sentence,
  say,
  strong,
  trusted,
  untrusted,
} from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { cleanLines } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import { alikeAsOne } from '../alike-rows.ts';
import { changeCell, rowOf } from '../row.ts';
import type { Selection } from '../selection.ts';
import { acceptedLabels } from '../words/accepted.ts';
import { causesOf } from '../words/causes.ts';
import { findingSentences } from '../words/findings.ts';
import { howMeasured } from '../words/measured.ts';
import { memoryWords } from '../words/memory.ts';
import { outgrownWords } from '../words/outgrown.ts';
import { type RelaxedGroup, relaxedGroups } from '../words/relaxed.ts';
import { sinceWords } from '../words/since.ts';
import { configUrl, type LinkOptions } from './config-link.ts';
import { codeBlock, codeSpan, escapeMarkdown, link } from './escape.ts';
import type { Piece } from './fit.ts';
import { toMarkdown } from './inline.ts';
import { sectionedRows, TABLE_HEAD, tableRow } from './table.ts';

export interface MarkdownOptions extends LinkOptions {
  /** The page of the run, with its report and summary. */
  readonly runUrl?: string;
  /** Address of the report as a page with charts. */
  readonly pageUrl?: string;
  /** The run of a stranger's code that produced the figures, if one did. */
  readonly foreignRun?: string;
  /** Counted in UTF-8; default 65,000. */
  readonly limitBytes?: number;
}

const MOST_CAUSES = 5;

export const paragraph = (sentence: Sentence, rank: number): Piece => ({
  rank,
  open: toMarkdown(sentence),
  rows: [],
  close: '',
});

const folded = (summary: string, rows: readonly string[], rank: number): Piece => ({
  rank,
  open: `<details><summary>${summary}</summary>\n`,
  rows,
  close: '\n</details>',
});

/** Names the foreign source of the figures, before a reader could take anything for our word. */
export const foreign = ({ foreignRun }: MarkdownOptions): Piece[] =>
  foreignRun === undefined
    ? []
    : [
        {
          rank: 0,
          open: `*${link("Figures from a run of the fork's own code", foreignRun)}: they are as reliable as that run, and could be forged.*`,
          rows: [],
          close: '',
        },
      ];

export const movedTable = (results: readonly Result[], rank: number): Piece[] =>
  results.length === 0 ? [] : [{ rank, open: TABLE_HEAD, rows: alikeAsOne(results).map(tableRow), close: '' }];

/** Each failure with the relevant output of its process and a way to fix it. */
export function causes(report: Report, { runUrl }: MarkdownOptions, rank: number): Piece[] {
  const all = causesOf(report);
  const rows = all.slice(0, MOST_CAUSES).map(({ what, output, log, hint }, index) => {
    const lines = output === null ? [] : cleanLines(output);
    const parts = [
      toMarkdown(what),
      ...(lines.length > 0 ? [codeBlock(lines)] : []),
      ...(log === null
        ? []
        : [
            `\nThe whole log is ${codeSpan(log)} beside the report${runUrl === undefined ? '' : ', one of the `files` that the step outputs'}.`,
          ]),
      ...(hint === null ? [] : [`\n${toMarkdown([emphasis(prose(hint))])}`]),
    ];
    return `${index === 0 ? '' : '\n'}${parts.join('\n')}`;
  });
  const more = all.length > MOST_CAUSES ? [`\nAnd ${counted(all.length - MOST_CAUSES, 'more cause')}.`] : [];
  return rows.length === 0 ? [] : [{ rank, open: '', rows: [...rows, ...more], close: '' }];
}

function findingLines(report: Report, place?: 'above' | 'below'): string[] {
  return findingSentences(report, place).map((sentence) => `- ${toMarkdown(sentence)}`);
}

export function why(report: Report, rank: number): Piece[] {
  const rows = findingLines(report, 'above');
  return rows.length === 0 ? [] : [{ rank, open: '**Why**\n', rows, close: '' }];
}

/** Changes in subjects that are within their limits. */
export function changes(report: Report, rank: number): Piece[] {
  const rows = findingLines(report, 'below');
  return rows.length === 0 ? [] : [folded('What changed within limits', rows, rank)];
}

/** The checks' lists about results, each under its own title. */
export const lists = ({ results }: Report, rank: number): Piece[] =>
  checks.flatMap(({ id, explain: { words } }) => {
    const rows = results
      .filter(({ check }) => check === id)
      .flatMap((result) =>
        (words.listed?.of(result) ?? []).map(
          (one) => `- ${toMarkdown(say`${strong(untrusted(result.subject))}: ${one}`)}`,
        ),
      );
    return words.listed === undefined || rows.length === 0 ? [] : [folded(words.listed.title, rows, rank)];
  });

const measuredLines = (report: Report): string[] => howMeasured(report).map((sentence) => `- ${toMarkdown(sentence)}`);

export const measured = (report: Report, rank: number): Piece =>
  folded('How this was measured', measuredLines(report), rank);

/** `28 metrics are within their limits, 3 are undecided, 12 have no limit`. */
function restWords({ quiet, shown, missing }: Selection, more: number): string {
  const undecided = quiet.filter(isUndecided).length;
  const within = quiet.length - undecided;
  const parts = [
    more > 0 ? `${more} more moved` : null,
    within > 0
      ? `${counted(within, 'metric')} ${within === 1 ? 'is within its limits' : 'are within their limits'}`
      : null,
    undecided > 0 ? `${undecided} ${undecided === 1 ? 'is' : 'are'} undecided` : null,
    missing.length > 0 ? `${missing.length} could not be measured` : null,
    shown.length > 0 ? `${shown.length} without a limit` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** All results below the fold. `left` are the results that had no room in the table above. */
export function rest(selection: Selection, left: readonly Result[], rank: number): Piece[] {
  const results = [...left, ...selection.quiet, ...selection.missing, ...selection.shown];
  return results.length === 0 ? [] : [folded(restWords(selection, left.length), sectionedRows(results), rank)];
}

/** Everything in one fold, for a run without changes. */
export function everything(report: Report, rank: number): Piece {
  const findings = findingLines(report);
  const rows = [
    ...sectionedRows(report.results),
    ...(findings.length > 0 ? ['\n**What changed**\n', ...findings] : []),
    '\n**How this was measured**\n',
    ...measuredLines(report),
  ];
  return folded('All metrics, and how they were measured', rows, rank);
}

export function improvements({ improved }: Selection): Sentence {
  if (improved.length === 0) return [];
  const named = improved.map((result) => {
    const row = rowOf(result);
    return say`${row.name} ${changeCell(row, false)}`;
  });
  return say` Improved: ${joinedFirst(named, 3)}.`;
}

/** The most relaxed limits and changed settings that one line names. A fold has the rest. */
const MOST_RELAXED = 5;

/** A line for each kind, with a link from each limit or setting to its config line in head. */
export function loosened(report: Report, options: LinkOptions, rank: number): Piece[] {
  const written = ({ from, to, source }: RelaxedGroup['all'][number]) => {
    const url = source && configUrl(report, options, source.file, source.line);
    return `${toMarkdown(from)} ${url ? link(toMarkdown(to), url) : toMarkdown(to)}`;
  };
  return relaxedGroups(report).flatMap(({ title, all }) => {
    const rest = all.slice(MOST_RELAXED);
    const open = `**${title}:** ${firstOf(all.map(written), MOST_RELAXED)}.`;
    const rows = rest.map((one) => `- ${written(one)}`);
    return [
      { rank, open, rows: [], close: '' },
      ...(rest.length === 0 ? [] : [folded(`${title}: ${rest.length} more`, rows, rank + 1)]),
    ];
  });
}

/** Problems that are new or gone since the last push. */
export function remembered(report: Report, rank: number): Piece[] {
  const words = memoryWords(report);
  return words.length === 0 ? [] : [paragraph(words, rank)];
}

/** Names who accepted the breaches, the breaches that outgrew their acceptance, and those that base had long before. */
export const accepted = (report: Report, rank: number): Piece[] =>
  [outgrownWords(report), acceptedLabels(report), sinceWords(report)]
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => paragraph(joined(sentences, ' '), rank));

export function footer(report: Report, options: MarkdownOptions, rank: number): Piece {
  const { runUrl, pageUrl } = options;
  const { base, config } = report;
  const url = config === null ? null : configUrl(report, options, config);
  const parts = [
    base.sha !== null && isSha(base.sha)
      ? `${codeSpan(`perf-budget run --base ${shortSha(base.sha)}`)} does the same on your machine`
      : null,
    pageUrl === undefined ? null : link('report with charts', pageUrl),
    runUrl === undefined ? null : link(pageUrl === undefined ? 'report' : 'run', runUrl),
    config === null
      ? 'limits: the defaults'
      : `limits: ${url === null ? codeSpan(config) : link(escapeMarkdown(config), url)}`,
  ];
  const text = parts.filter((part) => part !== null).join(' · ');
  return { rank, open: `<sub>${text}</sub>`, rows: [], close: '' };
}

/** The last line of a text that was cut. */
export function cutNotice({ runUrl }: MarkdownOptions): string {
  const where = runUrl === undefined ? 'the report' : link('the summary and the report of the run', runUrl);
  return toMarkdown([emphasis(trusted(`Cut to fit. The rest is in ${where}.`))]);
}
