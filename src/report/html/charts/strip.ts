import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Result } from '../../../model/report.ts';
import { worseSign } from '../../../model/worse.ts';
import { difference, limitText, scaleOf, signed } from '../../../text/quantity.ts';
import { rowOf } from '../../row.ts';
import { nameOf } from '../../words/name.ts';
import type { Markup } from '../markup.ts';
import { area, chart, coordinate, dots, label, stroke, WIDE } from './svg.ts';
import { type Dot, pairChanges, type Series } from './visit-values.ts';

const GUTTER = 0.14;
const ROW = 30;
const AXIS = 22;

/**
 * The values of every visit on one axis, base above head, with their levels and the budget. Below it are the change of
 * every round, the interval and the threshold: the whole evidence of a verdict. Null if there are no values of visits.
 */
export function strip(result: Result, { base, head }: Series, id: string): Markup | null {
  if (result.kind !== 'sampled' || head.length === 0) return null;
  const pairs = pairChanges(result, { base, head });
  const hasChange = pairs.length > 0 && result.change !== null && result.change.low !== null;
  const height = 2 * ROW + AXIS + (hasChange ? ROW + AXIS : 0);
  return chart(id, `All visits of ${nameOf(result)}`, describe(result), height, [
    ...levels(result, { base, head }),
    ...(hasChange ? changes(result, pairs, 2 * ROW + AXIS) : []),
  ]);
}

function describe(result: Result): string {
  const row = rowOf(result);
  const change = row.change.detail === null ? row.change.main : `${row.change.main} (${row.change.detail})`;
  return `Base ${row.base}, head ${row.head}: ${change}. ${row.limit === '' ? '' : `Limits: ${row.limit}. `}${row.words}`;
}

/** Places launches one below another, so that luck per launch shows. */
function placed(all: readonly Dot[], x: (value: number) => number): (readonly [number, number])[] {
  const launches = [...new Set(all.map(({ launch }) => launch))].sort((a, b) => a - b);
  const step = (ROW - 10) / Math.max(launches.length - 1, 1);
  const y = (launch: number) => (launches.length === 1 ? ROW / 2 : 5 + launches.indexOf(launch) * step);
  return all.map((one) => [x(one.value), y(one.launch)] as const);
}

function side(name: 'base' | 'head' | 'pair', all: readonly Dot[], x: (value: number) => number): Markup[] {
  const colour = { base: '#6e7781', head: '#2f81f7', pair: '#8957e5' }[name];
  const drawn = (some: readonly Dot[], attributes: string) =>
    some.length === 0
      ? []
      : [
          stroke(
            dots(placed(some, x)),
            `data-side="${name}" class="dots ${name}" stroke="${colour}" stroke-linecap="round" ${attributes}`,
          ),
        ];
  return [
    ...drawn(
      all.filter(({ replaced }) => !replaced),
      'stroke-width="6"',
    ),
    ...drawn(
      all.filter(({ replaced }) => replaced),
      'stroke-width="6" stroke-opacity="0.3"',
    ),
  ];
}

const tick = (x: number, height: number, attributes: string): Markup =>
  stroke(`M${coordinate(x)} 0V${height}`, attributes);

function levels(result: Result, { base, head }: Series): Markup[] {
  const limit = result.budget?.limit;
  const values = [...base, ...head].map(({ value }) => value);
  const [low = 0, high = 1] = extent(values);
  // A distant limit would squeeze all dots together: the row names it, and the picture leaves it out.
  const isNear = limit !== undefined && limit >= low - 2 * (high - low) && limit <= high + 2 * (high - low);
  const x = scaleLinear()
    .domain(widened(extent([...values, ...(isNear ? [limit] : [])])))
    .range([0, WIDE])
    .nice();
  const scale = scaleOf(result.unit, Math.max(...x.domain().map(Math.abs)));
  const ticks = x.ticks(5);
  const text = (value: number) => limitText(value, result.unit, scale);
  const level = (value: number | null) =>
    value === null ? [] : [tick(x(value), ROW, 'stroke="currentColor" stroke-width="2" class="level"')];
  const budget = isNear
    ? [
        tick(
          x(limit),
          2 * ROW,
          'stroke="#b35900" stroke-width="2" stroke-dasharray="2 3" class="limit" data-mark="budget"',
        ),
      ]
    : [];
  return [
    label(0, ROW / 2 + 4, 'base', 'start'),
    label(0, ROW * 1.5 + 4, 'head', 'start'),
    area(GUTTER, 0, 2 * ROW, [
      ...ticks.map((value) => tick(x(value), 2 * ROW, 'stroke="currentColor" stroke-opacity="0.15"')),
      ...budget,
    ]),
    area(GUTTER, 0, ROW, [...side('base', base, x), ...level(result.base)]),
    area(GUTTER, ROW, ROW, [...side('head', head, x), ...level(result.head)]),
    ...ticks.map((value) =>
      label(GUTTER + (x(value) / WIDE) * (1 - GUTTER), 2 * ROW + 14, text(value), anchorAt(x(value))),
    ),
  ];
}

const anchorAt = (x: number) => (x > 0.97 * WIDE ? 'end' : x < 0.03 * WIDE ? 'start' : 'middle');

function widened([low, high]: [number, number] | [undefined, undefined]): [number, number] {
  if (low === undefined) return [0, 1];
  const margin = low === high ? Math.max(Math.abs(low) * 0.05, 1e-9) : (high - low) * 0.02;
  return [low - margin, high + margin];
}

function changes(result: Result, pairs: readonly Dot[], top: number): Markup[] {
  const { change, threshold, worse, unit, base } = result;
  const [low, high] = [change?.low ?? 0, change?.high ?? 0];
  const isRatio = change?.relative != null;
  const past = worseSign({ worse });
  const limit =
    threshold.limit === null
      ? null
      : isRatio === (threshold.by === 'fraction')
        ? past * threshold.limit
        : isRatio
          ? base
            ? (past * threshold.limit) / base
            : null
          : past * threshold.limit * Math.abs(base ?? 0);
  // One wild round would squeeze the interval to a point. Dots beyond these ends stand at the edge.
  const reach = 4 * Math.max(Math.abs(low), Math.abs(high), Math.abs(limit ?? 0), 0.01 * (isRatio ? 1 : high - low));
  const inReach = pairs.map((one) => ({ ...one, value: Math.min(Math.max(one.value, -reach), reach) }));
  const x = scaleLinear()
    .domain(widened(extent([0, low, high, ...(limit === null ? [] : [limit]), ...inReach.map(({ value }) => value)])))
    .range([0, WIDE]);
  const text = (value: number) =>
    isRatio ? `${signed(100 * value, Math.abs(value) < 0.02 && value !== 0 ? 1 : 0)} %` : difference(value, unit);
  const at = (value: number) => GUTTER + (x(value) / WIDE) * (1 - GUTTER);
  const bar = stroke(
    `M${coordinate(x(low))} ${ROW / 2}H${coordinate(x(high))}`,
    `stroke="currentColor" stroke-opacity="0.35" stroke-width="12" class="interval" data-mark="interval" data-low="${low}" data-high="${high}"`,
  );
  const estimate = isRatio ? change?.relative : change?.absolute;
  return [
    label(0, top + ROW / 2 + 4, 'change', 'start'),
    area(GUTTER, top, ROW, [
      tick(x(0), ROW, 'stroke="currentColor" stroke-opacity="0.6" data-mark="zero"'),
      ...(limit === null
        ? []
        : [
            tick(
              x(limit),
              ROW,
              'stroke="#b35900" stroke-width="2" stroke-dasharray="2 3" class="limit" data-mark="threshold"',
            ),
          ]),
      ...side('pair', inReach, x),
      bar,
      ...(estimate == null ? [] : [tick(x(estimate), ROW, 'stroke="currentColor" stroke-width="2" class="level"')]),
    ]),
    ...apart([...(limit === null ? [] : [limit]), 0, ...x.ticks(4)], at).map((value) =>
      label(at(value), top + ROW + 14, value === 0 ? '0' : text(value), anchorAt(x(value))),
    ),
  ];
}

/** The values whose labels don't touch, the first ones before others. */
function apart(values: readonly number[], at: (value: number) => number): number[] {
  const kept: number[] = [];
  for (const value of values) if (kept.every((other) => Math.abs(at(other) - at(value)) > 0.16)) kept.push(value);
  return kept;
}
