import type { Line } from '../../history/line.ts';
import { type SeriesView, worstFirst } from '../../history/series-view.ts';
import { counted } from '../../text/quantity.ts';
import { document } from './document.ts';
import { html } from './markup.ts';
import { acceptances, charts, EXPLANATION, overview } from './sections/trends.ts';

/** The history of a branch as one HTML page without any request: an overview, then a chart of each metric. */
export function renderHistoryPage(name: string, line: Line, views: readonly SeriesView[]): string {
  const sorted = worstFirst(views);
  const [first, last] = [line.points[0], line.points.at(-1)];
  const called = name === 'default' ? 'Performance history' : `Performance history (${name})`;
  const span = first === undefined || last === undefined ? '' : `${first.at.slice(0, 10)} to ${last.at.slice(0, 10)}`;
  return document(
    called,
    html`<header><h1>${called}: ${counted(views.length, 'metric')} at ${counted(line.points.length, 'commit')}</h1><p class="soft">${span}</p></header>
<main id="content"><section aria-labelledby="overview"><h2 id="overview">Overview</h2><p class="soft">The worst of the last 28 days first.</p>${overview(sorted)}</section>
<section aria-labelledby="trend"><h2 id="trend">Trend</h2><p class="soft">${EXPLANATION}</p>${charts(sorted)}</section>${acceptances(line)}</main>`,
  );
}
