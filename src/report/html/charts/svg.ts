import { html, type Markup, raw } from '../markup.ts';

/** A coordinate with at most two decimals; never NaN, which would make a picture vanish silently. */
export const coordinate = (value: number): number => (Number.isFinite(value) ? Math.round(value * 100) / 100 : 0);

export const percent = (fraction: number): string => `${coordinate(Math.min(Math.max(fraction, 0), 1) * 100)}%`;

/** A chart with a description in words. `id` is unique in the page. */
export function chart(
  id: string,
  title: string,
  description: string,
  height: number,
  marks: readonly Markup[],
): Markup {
  return html`<svg class="chart" role="img" aria-labelledby="${id}-t ${id}-d" width="100%" height="${height}"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${marks}</svg>`;
}

/** The width, in its own units, of an area that stretches with the page. Strokes keep their width. */
export const WIDE = 1000;

/** An area between two fractions of the chart's width. */
export const area = (from: number, y: number, height: number, marks: readonly Markup[]): Markup =>
  html`<svg x="${percent(from)}" y="${y}" width="${percent(1 - from)}" height="${height}" viewBox="0 0 ${WIDE} ${height}" preserveAspectRatio="none">${marks}</svg>`;

/** Dots as one path. Each is a line of zero length, of which only the round cap is visible. */
export const dots = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `M${coordinate(x)} ${coordinate(y)}h0`).join('');

/** Marks of an area whose strokes keep their width when it stretches. */
export const stroke = (d: string, attributes: string): Markup =>
  raw(`<path d="${d}" fill="none" vector-effect="non-scaling-stroke" ${attributes}/>`);

export const label = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'middle'): Markup =>
  html`<text x="${percent(x)}" y="${y}" text-anchor="${anchor}" font-size="11" fill="currentColor">${text}</text>`;
