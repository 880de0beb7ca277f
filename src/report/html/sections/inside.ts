import { type Beside, byDifference, type Chart, type DifferenceMap, type Phases } from '../../../checks/chart.ts';
import { checks } from '../../../checks/index.ts';
import type { Unit } from '../../../model/metric.ts';
import type { Report } from '../../../model/report.ts';
import { difference, quantity } from '../../../text/quantity.ts';
import { differenceMap } from '../charts/difference-map.ts';
import { PHASE_COLOURS, phaseBars } from '../charts/phases.ts';
import { html, type Markup, raw, toMarkup } from '../markup.ts';

const MOST_CHARTS = 40;
const MOST_ROWS = 30;

/** What the checks know of the inside of what they measured: the parts of a bundle, the phases of a page, the queries. */
export function inside(report: Report): Markup | null {
  const charts = checks.flatMap(({ id, explain }) =>
    report.results.filter(({ check }) => check === id).flatMap((result) => explain.charts?.(result) ?? []),
  );
  if (charts.length === 0) return null;
  const drawn = charts
    .slice(0, MOST_CHARTS)
    .map((chart, index) => html`<h3>${toMarkup(chart.title)}</h3>${draw(chart, `i${index}`)}`);
  const more = charts.length - drawn.length;
  return html`<section aria-labelledby="inside"><h2 id="inside">What is inside</h2>${drawn}${more > 0 && html`<p>And ${more} more in report.json.</p>`}</section>`;
}

function draw(chart: Chart, id: string): readonly Markup[] {
  switch (chart.kind) {
    case 'difference-map':
      return [differenceMap(chart, id) ?? raw(''), largest(chart)];
    case 'phases':
      return [phaseBars(chart, id), phaseTable(chart)];
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

function beside({ rows, of }: Beside): Markup {
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  const cells = shown.map(
    ({ name, base, head: now, changed }) =>
      html`<tr${changed && raw(' class="changed"')}><th scope="row">${toMarkup(name)}</th><td class="number">${base}</td><td class="number">${now}</td></tr>`,
  );
  return html`<div class="scroll"><table>${head(of, 'base', 'head')}<tbody>${cells}</tbody></table></div>${more > 0 && html`<p>And ${more} more.</p>`}`;
}
