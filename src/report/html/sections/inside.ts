import {
  type Beside,
  byDifference,
  type Chart,
  type DifferenceMap,
  type Film,
  type Flame,
  type Percentiles,
  type Phases,
  type Waterfall,
} from '../../../checks/chart.ts';
import { checks } from '../../../checks/index.ts';
import type { Unit } from '../../../model/metric.ts';
import type { Report, Result } from '../../../model/report.ts';
import { difference, quantity } from '../../../text/quantity.ts';
import { differenceMap } from '../charts/difference-map.ts';
import { film } from '../charts/film.ts';
import { flame, ownTimes } from '../charts/flame.ts';
import { namedPercentiles, percentiles } from '../charts/percentiles.ts';
import { PHASE_COLOURS, phaseBars } from '../charts/phases.ts';
import { moveOf, spanOf, waterfall } from '../charts/waterfall.ts';
import { html, type Markup, raw, toMarkup } from '../markup.ts';
import { fitting, ROOM } from '../size-limits.ts';

const MOST_CHARTS = 40;
const MOST_ROWS = 30;

/**
 * The checks' charts of what they measured: the parts of a bundle, the phases of a page, the queries. Charts of
 * subjects that moved come first, and open.
 *
 * @param room on the page; characters
 */
export function inside({ results }: Report, moved: readonly Result[], room: number): Markup | null {
  const subjectOf = ({ check, subject, variant }: Result) => JSON.stringify([check, subject, variant]);
  const isMoved = new Set(moved.map(subjectOf));
  const charts = checks
    .flatMap(({ id, explain }) =>
      results
        .filter(({ check }) => check === id)
        .flatMap((result) =>
          (explain.charts?.(result) ?? []).map((chart) => ({ chart, open: isMoved.has(subjectOf(result)) })),
        ),
    )
    .sort((a, b) => Number(b.open) - Number(a.open));
  if (charts.length === 0) return null;
  const drawn = (some: typeof charts, most: number) =>
    fitting(
      some,
      ({ chart, open }) => {
        const picture = draw(chart, `i${charts.findIndex((one) => one.chart === chart)}`);
        return open
          ? html`<h3>${toMarkup(chart.title)}</h3>${picture}`
          : html`<details><summary>${toMarkup(chart.title)}</summary>${picture}</details>`;
      },
      most,
    ).shown;
  // Films get the room that other drawings leave.
  const shown = charts.slice(0, MOST_CHARTS);
  const isFilm = ({ chart }: (typeof charts)[number]) => chart.kind === 'film';
  const drawings = drawn(
    shown.filter((one) => !isFilm(one)),
    Math.min(ROOM.charts, room),
  );
  const left = room - drawings.reduce((sum, [, { markup }]) => sum + markup.length, 0);
  const markups = new Map([...drawings, ...drawn(shown.filter(isFilm), Math.min(ROOM.films, left))]);
  const more = charts.length - markups.size;
  return html`<section aria-labelledby="inside"><h2 id="inside">What is inside</h2>${shown.flatMap((one) => markups.get(one) ?? [])}${more > 0 && html`<p>And ${more} more in report.json.</p>`}</section>`;
}

function draw(chart: Chart, id: string): readonly Markup[] {
  switch (chart.kind) {
    case 'difference-map':
      return [differenceMap(chart, id) ?? raw(''), largest(chart)];
    case 'phases':
      return [phaseBars(chart, id), phaseTable(chart)];
    case 'percentiles':
      return [
        percentiles(chart, id),
        legend('shaded: half of the visits', 'stroke-dasharray="6 4"'),
        percentileTable(chart),
      ];
    case 'waterfall':
      return [waterfall(chart, id), legend('hatched: the first paint waits for it', ''), waterfallTable(chart)];
    case 'film':
      return [film(chart, id), filmLegend(chart)];
    case 'flame':
      return [flame(chart, id), FLAME_WORDS, ownTimeTable(chart)];
    case 'beside':
      return [beside(chart)];
  }
}

const head = (...columns: readonly string[]): Markup =>
  html`<thead><tr>${columns.map((name, index) => html`<th scope="col"${index > 0 && raw(' class="number"')}>${name}</th>`)}</tr></thead>`;

const size = (value: number | null, unit: Unit): string => (value === null ? '–' : quantity(value, unit));

/** The largest changes of a map in figures. */
function largest({ parts, unit }: DifferenceMap): Markup {
  const rows = parts
    .filter(({ base, head: now }) => base !== now)
    .toSorted(byDifference)
    .slice(0, 10);
  if (rows.length === 0) return html`<p>Nothing in it changed.</p>`;
  return html`<div class="scroll"><table>${head('part', 'base', 'head', 'change')}<tbody>${rows.map(
    (part) =>
      html`<tr><th scope="row"><code>${part.name}</code></th><td class="number">${size(part.base, unit)}</td><td class="number">${size(part.head, unit)}</td><td class="number">${part.base === null ? 'new' : part.head === null ? 'removed' : difference(part.head - part.base, unit)}</td></tr>`,
  )}</tbody></table></div>`;
}

function phaseTable({ phases, unit }: Phases): Markup {
  const rows = phases.map((phase, index) => {
    const key = html`<svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" fill="${PHASE_COLOURS[index % PHASE_COLOURS.length] ?? 'none'}"/></svg>`;
    const change = phase.base === null || phase.head === null ? '–' : difference(phase.head - phase.base, unit);
    return html`<tr><th scope="row">${key} ${phase.name}</th><td class="number">${size(phase.base, unit)}</td><td class="number">${size(phase.head, unit)}</td><td class="number">${change}</td></tr>`;
  });
  return html`<div class="scroll"><table>${head('phase', 'base', 'head', 'change')}<tbody>${rows}</tbody></table></div>`;
}

/** Explains which marks belong to which side. */
const legend = (more: string, ofBase: string): Markup =>
  html`<ul class="legend"><li>${key('#6e7781', ofBase)}base</li><li>${key('#2f81f7', '')}head</li><li class="soft">${more}</li></ul>`;

function key(colour: string, attributes: string): Markup {
  return raw(
    `<svg width="26" height="10" aria-hidden="true"><path d="M0 5H26" stroke="${colour}" stroke-width="3" ${attributes}/></svg>`,
  );
}

const filmLegend = ({ mark, base, head: now }: Film): Markup => {
  const text = (side: Film['head']) => (side === null || side.markMs === null ? '–' : quantity(side.markMs, 'ms'));
  return html`<p class="soft"><svg width="14" height="12" aria-hidden="true"><rect x="2" y="2" width="10" height="8" fill="none" stroke="#8957e5" stroke-width="3"/></svg> ${mark}: base ${text(base)}, head ${text(now)}</p>`;
};

const FLAME_WORDS = html`<p class="soft">Each bar is a function, below the one that calls it, as wide as head's time in it with what it calls. Red takes longer than on base, blue shorter. The table has the time of a function by itself.</p>`;

/** The smallest change of own time to list, as a share of head's whole time. */
const LEAST_TOLD = 0.005;

function ownTimeTable({ calls, unit }: Flame): Markup {
  const all = ownTimes(calls);
  const least = LEAST_TOLD * all.reduce((sum, one) => sum + one.head, 0);
  const rows = all
    .filter(({ base, head: now }) => Math.abs(now - base) >= least)
    .slice(0, 10)
    .map(
      ({ name, place, base, head: now }) =>
        html`<tr><th scope="row"><code>${name}</code> ${place}</th><td class="number">${size(base, unit)}</td><td class="number">${size(now, unit)}</td><td class="number">${difference(now - base, unit)}</td></tr>`,
    );
  return html`<div class="scroll"><table>${head('function', 'base', 'head', 'change')}<tbody>${rows}</tbody></table></div>`;
}

function percentileTable(chart: Percentiles): Markup {
  const { unit } = chart;
  const rows = namedPercentiles(chart).map(({ name, base, head: now }) => {
    const change = base === null || now === null ? '–' : difference(now - base, unit);
    return html`<tr><th scope="row">${name}</th><td class="number">${size(base, unit)}</td><td class="number">${size(now, unit)}</td><td class="number">${change}</td></tr>`;
  });
  return html`<div class="scroll"><table>${head('percentile', 'base', 'head', 'change')}<tbody>${rows}</tbody></table></div>`;
}

/** All requests in figures. */
function waterfallTable(chart: Waterfall): Markup {
  const span = spanOf(chart);
  const text = (time: Waterfall['rows'][number]['head']) =>
    time === null ? '–' : `${quantity(time.startMs, 'ms')} – ${quantity(time.endMs, 'ms')}`;
  const rows = chart.rows.map(
    (row) =>
      html`<tr><th scope="row"><code>${row.name}</code></th><td class="number">${text(row.base)}</td><td class="number">${text(row.head)}</td><td>${moveOf(row, span) ?? ''}</td></tr>`,
  );
  return html`<details><summary>As a table</summary><div class="scroll"><table>${head(chart.of, 'base', 'head', 'change')}<tbody>${rows}</tbody></table></div></details>`;
}

function beside({ rows, of }: Beside): Markup {
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  const cells = shown.map(
    ({ name, base, head: now, changed }) =>
      html`<tr${changed && raw(' class="changed"')}><th scope="row">${toMarkup(name)}</th><td class="number">${base}</td><td class="number">${now}</td></tr>`,
  );
  return html`<div class="scroll"><table class="beside">${head(of, 'base', 'head')}<tbody>${cells}</tbody></table></div>${more > 0 && html`<p>And ${more} more.</p>`}`;
}
