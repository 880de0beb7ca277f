import { extent } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Percentile, Percentiles } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { limitText, quantity, scaleOf } from '../../../text/quantity.ts';
import { type Markup, raw } from '../markup.ts';
import { area, chart, coordinate, label, stroke, WIDE } from './svg.ts';

const GUTTER = 0.14;
const HEIGHT = 190;
const AXIS = 20;
const TOP = 8;

/** Beyond this ratio a linear axis would hide differences among fast values. */
const LARGEST_LINEAR_RATIO = 5;

const TICKS = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999];

/** The percentiles that have names. */
const NAMED = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

/** The percentiles that the table lists, if either side has them. */
export const namedPercentiles = ({ base, head }: Pick<Percentiles, 'base' | 'head'>) =>
  NAMED.flatMap((share) => {
    const of = (side: readonly Percentile[]) => side.find((one) => one.share === share)?.value ?? null;
    const row = { name: `p${share * 100}`, base: of(base), head: of(head) };
    return row.base === null && row.head === null ? [] : [row];
  });

/** Both sides' values by percentile. The slow tail is stretched: each further 9 is as wide as the one before. */
export function percentiles({ title, unit, base, head }: Percentiles, id: string): Markup {
  const all = [...base, ...head];
  const tail = (share: number) => -Math.log10(1 - share);
  const last = Math.max(...all.map(({ share }) => tail(share)));
  const x = scaleLinear()
    .domain([tail(0.1), last])
    .range([0, WIDE]);
  const values = all.flatMap(({ value, low, high }) => [
    value,
    ...(low === null ? [] : [low]),
    ...(high === null ? [] : [high]),
  ]);
  const [least = 1, most = 1] = extent(values);
  const isLinear = most / least <= LARGEST_LINEAR_RATIO;
  const y = (isLinear ? scaleLinear() : scaleLog())
    .domain(least === most ? [least * 0.9, most * 1.1] : [least, most])
    .range([HEIGHT - 4, TOP]);
  const scale = scaleOf(unit, most);
  const levels = apart(isLinear ? y.ticks(5) : y.ticks(4), y);
  const shares = TICKS.filter((share) => tail(share) <= last + 1e-9);
  const line = (points: readonly Percentile[]) =>
    path(points.map(({ share, value }) => [x(tail(share)), y(value)] as const));
  const curve = (side: 'base' | 'head', points: readonly Percentile[], attributes: string) =>
    points.length === 0
      ? []
      : [
          stroke(
            line(points),
            `stroke-width="2" stroke-linejoin="round" class="${side}" data-side="${side}" ${attributes}`,
          ),
        ];
  return chart(id, plain(title), describe({ unit, base, head }), HEIGHT + AXIS, [
    area(GUTTER, 0, HEIGHT, [
      ...levels.map((value) =>
        stroke(`M0 ${coordinate(y(value))}H${WIDE}`, 'stroke="currentColor" stroke-opacity="0.15"'),
      ),
      ...shares.map((share) =>
        stroke(`M${coordinate(x(tail(share)))} 0V${HEIGHT}`, 'stroke="currentColor" stroke-opacity="0.15"'),
      ),
      band(base, '#6e7781', (one) => [x(tail(one.share)), y(one.value)]),
      band(head, '#2f81f7', (one) => [x(tail(one.share)), y(one.value)]),
      ...curve('base', base, 'stroke="#6e7781" stroke-dasharray="6 4"'),
      ...curve('head', head, 'stroke="#2f81f7"'),
    ]),
    ...levels.map((value) => label(GUTTER - 0.01, y(value) + 4, limitText(value, unit, scale), 'end')),
    ...shares.map((share) => {
      const at = x(tail(share)) / WIDE;
      return label(GUTTER + at * (1 - GUTTER), HEIGHT + 14, `p${share * 100}`, at > 0.97 ? 'end' : 'middle');
    }),
  ]);
}

function describe(sides: Pick<Percentiles, 'unit' | 'base' | 'head'>): string {
  const text = (value: number | null) => (value === null ? '–' : quantity(value, sides.unit));
  return namedPercentiles(sides)
    .map(({ name, base, head }) => `${name}: base ${text(base)}, head ${text(head)}`)
    .join('; ');
}

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`).join('');

/** The band that holds half of the visits. */
function band(
  points: readonly Percentile[],
  colour: string,
  place: (one: { share: number; value: number }) => readonly [number, number],
): Markup {
  const known = points.flatMap(({ share, low, high }) => (low === null || high === null ? [] : [{ share, low, high }]));
  if (known.length < 2) return raw('');
  const upper = known.map(({ share, high }) => place({ share, value: high }));
  const lower = known.map(({ share, low }) => place({ share, value: low })).reverse();
  return raw(`<path d="${path([...upper, ...lower])}Z" fill="${colour}" fill-opacity="0.18" stroke="none"/>`);
}

/** The levels whose labels don't touch. */
function apart(levels: readonly number[], y: (value: number) => number): number[] {
  const kept: number[] = [];
  for (const level of levels) if (kept.every((other) => Math.abs(y(other) - y(level)) >= 16)) kept.push(level);
  return kept;
}
