import type { Report, Result } from '../../model/report.ts';
import { cut } from '../../text/cut.ts';
import { counted, difference, quantity, signed } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';
import { comparedNothing } from '../result-state.ts';
import { select } from '../selection.ts';
import { nameOf } from '../words/name.ts';
import { escapeMarkdown, link } from './escape.ts';
import { fitBytes, type Piece } from './fit.ts';
import { type MarkdownOptions, renderMarkdown } from './markdown.ts';

/** A commit that may have caused the change. */
interface Suspect {
  readonly sha: string;
  readonly date: string;
  readonly subject: string;
  readonly paths: readonly string[];
}

interface IssueOptions extends MarkdownOptions {
  readonly limitBytes: number;
  /** The newest first. */
  readonly suspects: readonly Suspect[];
}

/** GitHub allows 256. */
const TITLE_CHARACTERS = 250;
const MOST_NAMES = 3;
const MOST_SUSPECTS = 40;
const MOST_PATHS = 3;

/**
 * The title of the issue that keeps a report: `Performance has crept: list resumes p95 +23 %, app JavaScript +41 kB in
 * 28 days`.
 *
 * @param days from base to head; null leaves the time out.
 */
export function issueTitle(report: Report, days: number | null): string {
  const { failing } = select(report);
  const more = failing.length - MOST_NAMES;
  const names = failing.slice(0, MOST_NAMES).map((result) => `${cut(nameOf(result), 60)} ${amount(result)}`);
  const said = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const start = comparedNothing(report) ? 'is over budget' : days === null ? 'got worse' : 'has crept';
  const span = days === null ? `since ${shortSha(report.base.sha ?? '')}` : `in ${counted(days, 'day')}`;
  return cut(`Performance ${start}: ${said}${comparedNothing(report) ? '' : ` ${span}`}`, TITLE_CHARACTERS);
}

/** `+23 %` for a metric with noise, `+41 kB` for an exact one, head's value if there is no change. */
function amount({ change, kind, unit, head }: Result): string {
  if (change === null || change.absolute === 0) return head === null ? '' : quantity(head, unit);
  if (kind === 'exact' || change.relative === null) return difference(change.absolute, unit);
  return `${signed(change.relative * 100, 0)} %`;
}

/** The report as the body of an issue, with the suspects. */
export function renderIssue(report: Report, { suspects, limitBytes, ...options }: IssueOptions): string {
  const piece = suspectsTable(suspects, options.repositoryUrl);
  const table = piece === null ? '' : fitBytes([piece], Math.floor(limitBytes / 3), '');
  const body = renderMarkdown(report, { ...options, limitBytes: limitBytes - Buffer.byteLength(table) - 2 });
  return table === '' ? body : `${body}\n${table}`;
}

function suspectsTable(suspects: readonly Suspect[], repositoryUrl: string | undefined): Piece | null {
  if (suspects.length === 0) return null;
  const rows = suspects.slice(0, MOST_SUSPECTS).map((one) => {
    const sha = shortSha(one.sha);
    const commit = repositoryUrl === undefined ? sha : link(`\`${sha}\``, `${repositoryUrl}/commit/${one.sha}`);
    // GitHub ends the subject of a squashed commit with its pull request: `(#12)`.
    const pull = /\(#(\d{1,9})\)\s*$/.exec(one.subject);
    const subject = escapeMarkdown(cut(pull === null ? one.subject : one.subject.slice(0, pull.index), 100));
    return `| ${commit} | ${one.date} | ${subject}${pull === null ? '' : ` #${pull[1]}`} | ${touched(one.paths)} |`;
  });
  const more = suspects.length - rows.length;
  const close = more > 0 ? `\nAnd ${counted(more, 'older commit')}.` : '';
  return {
    rank: 1,
    open: `### Suspects\n\nThe commits since base, the newest first.\n\n| commit | date | | touched |\n|---|---|---|---|`,
    rows,
    close,
  };
}

function touched(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_PATHS).map((path) => escapeMarkdown(cut(path, 80)));
  const more = paths.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
