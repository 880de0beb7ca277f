import type { Report, Result } from '../../../model/report.ts';
import { counted } from '../../../text/quantity.ts';
import type { Shown } from '../../alike-rows.ts';
import { changeCell, type Row, rowOf } from '../../row.ts';
import { byCheck } from '../../selection.ts';
import { MARKS } from '../../words/vocabulary.ts';
import { bullet } from '../charts/bullet.ts';
import { strip } from '../charts/strip.ts';
import type { Series } from '../charts/visit-values.ts';
import { html, type Markup, raw, toMarkup } from '../markup.ts';
import { fitting, ROOM } from '../size-limits.ts';

/** A picture of a result: its visits' values if it has noise, its budget if it is exact. Null without these. */
function picture(result: Result, series: (result: Result) => Series, id: string): Markup | null {
  if (result.kind === 'sampled') return strip(result, series(result), id);
  return result.budget === null ? null : bullet(result, id);
}

const mark = ({ mark }: Row): Markup =>
  html`<span class="mark" aria-hidden="true">${raw(MARKS[mark].text.trim())}</span>`;

const isLoud = ({ verdict }: Result): boolean => verdict === 'fail' || verdict === 'accepted';

function rounds({ change }: Result): string {
  return change === null || change.low === null
    ? ''
    : `${counted(change.rounds, 'round')}, ${counted(change.launches, 'launch', 'launches')}.`;
}

/** The results that moved, as in the comment's table. */
export function moved(results: readonly Result[]): Markup | null {
  if (results.length === 0) return null;
  return html`<section aria-labelledby="moved"><h2 id="moved">What moved</h2>${table(null, results.map(tableRow))}</section>`;
}

/** The evidence for the verdicts on results that moved. */
export function evidence(results: readonly Result[], series: (result: Result) => Series): Markup | null {
  const { shown, more } = fitting(
    results,
    (result, index) => {
      const chart = picture(result, series, `m${index}`);
      if (chart === null) return null;
      const row = rowOf(result);
      const change = toMarkup(changeCell(row, isLoud(result)));
      return html`<article class="is-${row.mark}" data-result="${result.id}"><h3>${mark(row)} ${toMarkup(row.name)}</h3><p>${row.base} → ${row.head}, ${change}. <span class="soft">${rounds(result)}</span></p>${chart}</article>`;
    },
    ROOM.visits,
  );
  if (shown.length === 0) return null;
  return html`<section aria-labelledby="evidence"><h2 id="evidence">Every visit of what moved</h2><p class="soft">Each dot is a visit, each height a launch; a line is the level of a side, the bar the interval of the change, a dotted line a limit.</p>${shown.map(([, card]) => card)}${leftOut(more)}</section>`;
}

const leftOut = (more: number): Markup | false => more > 0 && html`<p>And ${more} more in report.json.</p>`;

const MOST_ROWS = 2_000;

/** More pictures make a page heavy, and nobody reads to its end. */
const MOST_PICTURES = 60;

/** Every metric as a row, by check; then pictures of the metrics that may fail. */
export function all({ results }: Report, series: (result: Result) => Series, drawnAbove: readonly Result[]): Markup {
  const { shown } = fitting(results.slice(0, MOST_ROWS), tableRow, ROOM.rows);
  const rows = new Map(shown);
  const tables = byCheck([...rows.keys()]).map(([check, ofCheck]) =>
    table(
      check,
      ofCheck.flatMap((result) => rows.get(result) ?? []),
    ),
  );
  const drawn = fitting(
    [...rows.keys()]
      .filter((result) => result.gates && result.kind === 'sampled' && !drawnAbove.includes(result))
      .slice(0, Math.max(0, MOST_PICTURES - drawnAbove.length)),
    (result, index) => {
      const chart = picture(result, series, `a${index}`);
      return chart && html`<div data-result="${result.id}"><h3>${toMarkup(rowOf(result).name)}</h3>${chart}</div>`;
    },
    ROOM.visits,
  );
  return html`<section aria-labelledby="all"><h2 id="all">All ${counted(results.length, 'metric')}</h2>
<p class="filter" hidden><label>Filter <input type="search"></label> <output></output></p>
${tables}${leftOut(results.length - rows.size)}
${drawn.shown.length > 0 && html`<details><summary>The visits of every metric that can fail</summary>${drawn.shown.map(([, one]) => one)}${leftOut(drawn.more)}</details>`}</section>`;
}

function table(caption: string | null, rows: readonly Markup[]): Markup {
  return html`<div class="scroll"><table class="results">${caption !== null && html`<caption>${caption}</caption>`}
<thead><tr><th scope="col">metric</th><th scope="col" class="number">base</th><th scope="col" class="number">head</th><th scope="col" class="number">change</th><th scope="col" class="number">limit</th><th scope="col">verdict</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function tableRow(result: Shown): Markup {
  const row = rowOf(result);
  return html`<tr class="is-${row.mark}" data-result="${result.id}"><th scope="row">${toMarkup(row.name)}</th><td class="number">${row.base}</td><td class="number">${row.head}</td><td class="number">${toMarkup(changeCell(row, isLoud(result)))}</td><td class="number">${row.limit}</td><td class="words">${mark(row)} ${row.words}</td></tr>`;
}
