import { type Line, toLine } from '../../../history/line.ts';
import { type SeriesView, seriesViews, worstFirst } from '../../../history/series-view.ts';
import type { Report, Result } from '../../../model/report.ts';
import { quantity } from '../../../text/quantity.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { nameWords } from '../../words/name.ts';
import { changeText, seriesWords } from '../../words/series.ts';
import { trend } from '../charts/trend.ts';
import { html, type Markup, toMarkup } from '../markup.ts';

/** The most charts in a report: metrics that moved, then the worst. */
const MOST_OF_A_REPORT = 12;

export const EXPLANATION =
  'A line is a size, or whatever has no noise; a dotted line is a budget, a dotted upright where other tools measured. Times of different jobs are of different machines: they are dots, in a colour and shape of each processor, and not joined. A tick at the foot is a change that was certain beside its own base; a straight line joins two commits that one job measured.';

/** Values at earlier commits, if stored baselines have them. */
export function trends({ history }: Report, rows: readonly Result[]): Markup | null {
  if (history === undefined || history.points.length < 2) return null;
  const views = seriesViews(toLine(history)).filter(({ seen }) => seen.length > 1);
  const moved = new Set(rows.map(({ id }) => id));
  const ordered = [...views.filter(({ id }) => moved.has(id)), ...worstFirst(views.filter(({ id }) => !moved.has(id)))];
  if (ordered.length === 0) return null;
  const shown = ordered.slice(0, MOST_OF_A_REPORT);
  const more = ordered.length - shown.length;
  return html`<section aria-labelledby="trend"><h2 id="trend">Trend</h2><p class="soft">${EXPLANATION}</p>${charts(shown)}${more > 0 && html`<p>And ${more} more in report.json.</p>`}</section>`;
}

/** One chart for each metric, with the same facts in words. */
export const charts = (views: readonly SeriesView[]): Markup[] =>
  views.map(
    (view, index) =>
      html`<div data-series="${view.id}"><h3>${toMarkup(nameWords(view.about))}</h3>${trend(view, `t${index}`)}<p class="soft">${seriesWords(view)}</p></div>`,
  );

/** All metrics in a table, the worst of the last 28 days first. */
export const overview = (views: readonly SeriesView[]): Markup =>
  html`<div class="scroll"><table><thead><tr><th scope="col">metric</th><th scope="col" class="number">now</th><th scope="col" class="number">90 days</th><th scope="col" class="number">budget</th></tr></thead><tbody>${views.map(
    (view) => {
      const last = view.seen.at(-1);
      const { unit } = view.about;
      return html`<tr data-series="${view.id}"><th scope="row">${toMarkup(nameWords(view.about))}</th><td class="number">${last === undefined ? '–' : quantity(last.value, unit)}</td><td class="number">${changeText(view, 90)}</td><td class="number">${last?.limit == null ? '–' : quantity(last.limit, unit)}</td></tr>`;
    },
  )}</tbody></table></div>`;

/** The commits at which somebody accepted a breach, with the names. */
export function acceptances({ points }: Line): Markup | null {
  const all = points.flatMap((point) => point.accepted.map((one) => ({ ...one, sha: point.sha }))).slice(-50);
  if (all.length === 0) return null;
  return html`<section aria-labelledby="accepted"><h2 id="accepted">Accepted</h2><ul>${all.map(({ sha, subject, by, at }) => html`<li><code>${shortSha(sha)}</code> ${subject ?? 'all subjects'}${by !== null && html` by ${by}`}${at !== null && html` on ${at.slice(0, 10)}`}</li>`)}</ul></section>`;
}
