import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Seen, SeriesView } from '../../../history/series-view.ts';
import { limitText, scaleOf } from '../../../text/quantity.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { nameOf } from '../../words/name.ts';
import { seriesWords, stepText } from '../../words/series.ts';
import type { Markup } from '../markup.ts';
import { area, chart, coordinate, dots, label, stroke, WIDE } from './svg.ts';

const GUTTER = 0.14;
const TOP = 16;
const HEIGHT = 96;
const MOST_LABELS = 3;

/** Colours of processors, and the shapes of their dots. */
const MACHINES = [
  { colour: '#2f81f7', cap: 'round', width: 6 },
  { colour: '#8957e5', cap: 'square', width: 5 },
  { colour: '#1a7f5a', cap: 'round', width: 4 },
] as const;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * A metric's values at the commits of a branch. An exact metric is a line of steps. Values with noise come from
 * different machines, so their dots are not joined. A tick marks a certain change; a line joins two commits that one
 * job measured.
 */
export function trend(view: SeriesView, id: string): Markup {
  const { about, seen, direct } = view;
  const values = seen.map(({ value }) => value);
  const [least = 0, most = 1] = extent(values);
  const isNear = (limit: number | null): limit is number =>
    limit !== null &&
    limit >= least - 2 * (most - least) - Math.abs(least) &&
    limit <= most + 2 * (most - least) + Math.abs(most);
  const limits = seen.map(({ limit }) => limit).filter(isNear);
  const [low, high] = padded(
    extent([...values, ...limits, ...direct.map(({ value, change }) => value / (1 + change))]),
  );
  const y = scaleLinear().domain([low, high]).range([HEIGHT, 0]).nice(3);
  const [first = 0, last = 1] = extent(seen.map(({ at }) => at));
  const x = scaleLinear()
    .domain(first === last ? [first - 1, last + 1] : [first, last])
    .range([0.01 * WIDE, 0.99 * WIDE]);
  const ticks = y.ticks(3);
  const scale = scaleOf(about.unit, Math.max(...y.domain().map(Math.abs)));
  const marks = [
    ...ticks.map((value) =>
      stroke(`M0 ${coordinate(y(value))}H${WIDE}`, 'stroke="currentColor" stroke-opacity="0.15"'),
    ),
    ...limitLine(seen, isNear, x, y),
    ...seen.flatMap(({ at, broken }) =>
      broken === null
        ? []
        : [
            stroke(
              `M${coordinate(x(at))} 0V${HEIGHT}`,
              'stroke="currentColor" stroke-opacity="0.5" stroke-dasharray="1 3" data-mark="tools"',
            ),
          ],
    ),
    ...(about.kind === 'exact' ? stepLines(seen, x, y) : sampled(view, x, y)),
  ];
  const named = view.steps.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, MOST_LABELS);
  const place = (at: number) => GUTTER + (x(at) / WIDE) * (1 - GUTTER);
  return chart(id, `Trend of ${nameOf(about)}`, seriesWords(view), TOP + HEIGHT + 20, [
    area(GUTTER, TOP, HEIGHT, marks),
    ...ticks.map((value) => label(0, TOP + y(value) + 4, limitText(value, about.unit, scale), 'start')),
    ...apart(named.map((step) => ({ at: place(step.at), text: `${stepText(step, about)} ${shortSha(step.sha)}` }))).map(
      ({ at, text }) => label(at, TOP - 4, text, at > 0.8 ? 'end' : at < 0.2 ? 'start' : 'middle'),
    ),
    label(GUTTER, TOP + HEIGHT + 14, dayOf(first), 'start'),
    ...(dayOf(first) === dayOf(last) ? [] : [label(1, TOP + HEIGHT + 14, dayOf(last), 'end')]),
  ]);
}

function padded([low, high]: [number, number] | [undefined, undefined]): [number, number] {
  if (low === undefined) return [0, 1];
  const margin = low === high ? Math.max(Math.abs(low) * 0.05, 1e-9) : (high - low) * 0.08;
  return [low - margin, high + margin];
}

type Scale = (value: number) => number;

/** A path of steps; `null` leaves a gap. */
function steps(points: readonly (readonly [x: number, y: number] | null)[]): string {
  let path = '';
  let isOpen = false;
  for (const point of points) {
    if (point !== null)
      path += isOpen
        ? `H${coordinate(point[0])}V${coordinate(point[1])}`
        : `M${coordinate(point[0])} ${coordinate(point[1])}h0`;
    isOpen = point !== null;
  }
  return path;
}

function limitLine(
  seen: readonly Seen[],
  isNear: (limit: number | null) => limit is number,
  x: Scale,
  y: Scale,
): Markup[] {
  const points = seen.map(({ at, limit }) => (isNear(limit) ? ([x(at), y(limit)] as const) : null));
  if (points.every((point) => point === null)) return [];
  const last = points.at(-1) ?? null;
  const path = steps(points) + (last === null ? '' : `H${WIDE}`);
  return [stroke(path, 'stroke="#b35900" stroke-width="2" stroke-dasharray="2 3" class="limit" data-mark="limit"')];
}

/** Step lines, interrupted where the measuring tools changed. */
function stepLines(seen: readonly Seen[], x: Scale, y: Scale): Markup[] {
  const points = seen.flatMap(({ at, value, broken }) => [
    ...(broken === null ? [] : [null]),
    [x(at), y(value)] as const,
  ]);
  return [stroke(steps(points), 'stroke="#2f81f7" stroke-width="2" stroke-linecap="round" data-mark="steps"')];
}

function sampled({ seen, steps: certain, direct }: SeriesView, x: Scale, y: Scale): Markup[] {
  const machines = [...new Set(seen.map(({ cpu }) => cpu))];
  const groups = MACHINES.map((machine, index) => ({
    ...machine,
    points: seen.filter(({ cpu }) => Math.min(machines.indexOf(cpu), MACHINES.length - 1) === index),
  })).filter(({ points }) => points.length > 0);
  return [
    ...groups.map(({ colour, cap, width, points }) =>
      stroke(
        dots(points.map(({ at, value }) => [x(at), y(value)] as const)),
        `stroke="${colour}" stroke-opacity="0.6" stroke-width="${width}" stroke-linecap="${cap}" data-mark="dots"`,
      ),
    ),
    ...certain.map(({ at, isWorse }) =>
      stroke(
        `M${coordinate(x(at))} ${HEIGHT}v${isWorse ? -14 : -8}`,
        `stroke="${isWorse ? '#b3261e' : '#0a5cc2'}" stroke-width="3" data-mark="change"`,
      ),
    ),
    ...direct.flatMap(({ from, at, value, change, low, high }) => {
      const base = value / (1 + change);
      return [
        stroke(
          `M${coordinate(x(from))} ${coordinate(y(base))}L${coordinate(x(at))} ${coordinate(y(value))}`,
          'stroke="currentColor" stroke-width="2" data-mark="direct"',
        ),
        stroke(
          `M${coordinate(x(at))} ${coordinate(y(base * (1 + low)))}V${coordinate(y(base * (1 + high)))}`,
          'stroke="currentColor" stroke-opacity="0.35" stroke-width="8" data-mark="interval"',
        ),
      ];
    }),
  ];
}

/** Labels that don't touch, the first ones before others. */
function apart<T extends { readonly at: number }>(all: readonly T[]): T[] {
  const kept: T[] = [];
  for (const one of all) if (kept.every(({ at }) => Math.abs(at - one.at) > 0.22)) kept.push(one);
  return kept;
}
