import type { Report } from '../../../model/report.ts';
import { emphasis, prose } from '../../../text/inline.ts';
import { cleanLines } from '../../../text/sanitize.ts';
import { causesOf } from '../../words/causes.ts';
import { findingSentences } from '../../words/findings.ts';
import { recommendationWords } from '../../words/recommendations.ts';
import { html, items, lines, type Markup, toMarkup } from '../markup.ts';

const MOST_CAUSES = 20;

/** The failures, each with the output of its process and a way to fix it. */
export function failures(report: Report): Markup | null {
  const all = causesOf(report);
  if (all.length === 0) return null;
  const shown = all.slice(0, MOST_CAUSES).map(({ what, output, hint, log }) => {
    const printed = output === null ? [] : cleanLines(output);
    return html`<li>${toMarkup(what)}${printed.length > 0 && html`<pre>${lines(printed)}</pre>`}${log !== null && html`<p>The whole log is <code>${log}</code> beside the report.</p>`}${hint !== null && html`<p>${toMarkup([emphasis(prose(hint))])}</p>`}</li>`;
  });
  const more = all.length - shown.length;
  return html`<section aria-labelledby="failed"><h2 id="failed">What failed</h2><ul>${shown}</ul>${more > 0 && html`<p>And ${more} more in report.json.</p>`}</section>`;
}

/** Fixes in the order in which to make them; then causes without a known fix, and changes within limits. */
export function why(report: Report): Markup | null {
  const all = recommendationWords(report);
  const advised = all.slice(0, MOST_RECOMMENDATIONS);
  const rest = { ...report, findings: report.findings.filter(({ suggestion }) => suggestion === null) };
  const [above, below] = [findingSentences(rest, 'above'), findingSentences(rest, 'below')];
  if (advised.length + above.length + below.length === 0) return null;
  const more = all.length - advised.length;
  return html`<section aria-labelledby="why"><h2 id="why">Why, and what to do first</h2>${advised.length > 0 && html`<ol>${advised.map(({ what, facts }) => html`<li>${toMarkup(what)}<br><span class="soft">${toMarkup(facts)}</span></li>`)}</ol>`}${more > 0 && html`<p>And ${more} more in report.json.</p>`}${above.length > 0 && items(above)}${below.length > 0 && html`<details><summary>What else changed, within limits</summary>${items(below)}</details>`}</section>`;
}

const MOST_RECOMMENDATIONS = 12;
