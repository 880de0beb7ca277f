import type { Report } from '../../model/report.ts';
import { isSha } from '../../model/sha.ts';
import { shortSha } from '../../text/short-sha.ts';
import { headline } from '../headline.ts';
import { configUrl, type LinkOptions } from '../markdown/config-link.ts';
import { moved as movedResults, movedRows, select } from '../selection.ts';
import { seriesOf } from './charts/visit-values.ts';
import { document } from './document.ts';
import { html, type Markup, raw } from './markup.ts';
import { inside } from './sections/inside.ts';
import { files, measured } from './sections/measured.ts';
import { failures, why } from './sections/reasons.ts';
import { all, evidence, moved } from './sections/results.ts';
import { trends } from './sections/trends.ts';
import { verdict } from './sections/verdict.ts';
import { ROOM } from './size-limits.ts';

interface PageOptions extends LinkOptions {
  /** The page of the run, with its report and summary. */
  readonly runUrl?: string;
  /** The run of a stranger's code that the figures come from, if they do. */
  readonly foreignRun?: string;
}

/**
 * The report as one HTML page without any request, readable without script. The same report gives the same bytes. All text
 * from outside is shown as text.
 */
export function renderHtml(report: Report, options: PageOptions = {}): string {
  const selection = select(report);
  const series = seriesOf(report);
  const allMoved = movedResults(selection);
  const rows = movedRows(selection).above;
  const isIncomplete = report.verdict === 'incomplete';
  const failed = failures(report);
  const before = [
    isIncomplete ? failed : null,
    moved(rows),
    isIncomplete ? null : failed,
    why(report),
    evidence(rows, series),
    trends(report, rows),
  ].filter((one) => one !== null);
  const after = [all(report, series, rows), measured(report), files(report)].filter((one) => one !== null);
  const used = [...before, ...after].reduce((sum, { markup }) => sum + markup.length, 0);
  const parts = inside(report, allMoved, Math.max(0, ROOM.page - used));
  const sections = [...before, ...(parts === null ? [] : [parts]), ...after];
  return document(
    headline(report),
    html`${verdict(report, selection, options.foreignRun)}
<main id="content">${sections}</main>
${footer(report, options)}`,
  );
}

function footer(report: Report, options: PageOptions): Markup {
  const { base, config } = report;
  const { runUrl } = options;
  const url = config === null ? null : configUrl(report, options, config);
  const parts = [
    base.sha !== null && isSha(base.sha)
      ? html`<code>perf-budget run --base ${shortSha(base.sha)}</code> does the same on your machine`
      : null,
    runUrl === undefined ? null : html`<a href="${runUrl}">run</a>`,
    config === null
      ? html`limits: the defaults`
      : html`limits: ${url === null ? html`<code>${config}</code>` : html`<a href="${url}">${config}</a>`}`,
  ].filter((one) => one !== null);
  return html`<footer>${parts.map((part, index) => html`${index > 0 && raw(' · ')}${part}`)}</footer>`;
}
