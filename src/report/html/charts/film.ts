import type { Film, FilmSide } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { counted, quantity } from '../../../text/quantity.ts';
import { html, type Markup, raw } from '../markup.ts';
import { coordinate } from './svg.ts';

const COLUMNS = 8;
const WIDTH = 560;
const GAP = 6;
const CELL = (WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
const TEXT = 18;
/** The most height that is shown of a page, as a multiple of the picture's width. */
const HIGHEST = 2;

type Frame = FilmSide['frames'][number];

/** Base's pictures above head's, at the same times. */
export function film({ title, mark, base, head }: Film, id: string): Markup {
  const sides = [
    ['base', base],
    ['head', head],
  ] as const;
  const end = Math.max(1, ...sides.map(([, side]) => side?.endMs ?? 0));
  const times = Array.from({ length: COLUMNS }, (_, index) => (end * (index + 1)) / COLUMNS);
  let top = TEXT;
  const rows = sides.flatMap(([name, side]) => {
    const y = top + TEXT;
    const height = CELL * Math.min(side?.ratio ?? 0, HIGHEST);
    const label = html`<text x="0" y="${coordinate(top + 13)}" font-size="13" fill="currentColor">${name}${side === null ? ': no pictures' : ''}</text>`;
    top = y + height + 4;
    return side === null ? [label] : [label, ...pictures(side, { id: `${id}-${name}`, times, y, height, name })];
  });
  const axis = times.map(
    (ms, index) =>
      html`<text x="${coordinate(index * (CELL + GAP))}" y="12" font-size="12" fill="currentColor">${quantity(Math.round(ms), 'ms')}</text>`,
  );
  const description = sides.map(([name, side]) => describe(name, side, mark)).join(' ');
  return html`<svg class="chart film" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${WIDTH} ${coordinate(top)}" width="100%"><title id="${id}-t">${plain(title)}</title><desc id="${id}-d">${description}</desc>${axis}${rows}</svg>`;
}

interface Row {
  readonly id: string;
  readonly times: readonly number[];
  readonly y: number;
  readonly height: number;
  readonly name: 'base' | 'head';
}

/** A picture fills all times until the next one, and is embedded once. */
function pictures({ frames, markMs }: FilmSide, { id, times, y, height, name }: Row): Markup[] {
  const sorted = frames.toSorted((a, b) => a.ms - b.ms);
  const at = (ms: number): Frame | undefined => sorted.findLast((frame) => frame.ms <= ms) ?? sorted[0];
  const drawn = new Set<Frame>();
  const marked = markMs === null ? -1 : times.findIndex((ms) => ms >= markMs);
  return times.flatMap((ms, index) => {
    const frame = at(ms);
    if (frame === undefined) return [];
    const x = coordinate(index * (CELL + GAP));
    const [width, high, from] = [coordinate(CELL), coordinate(height), coordinate(y)];
    const key = `${id}-${sorted.indexOf(frame)}`;
    const picture = drawn.has(frame)
      ? html`<use href="#${key}" x="${x}" y="${from}"/>`
      : html`<symbol id="${key}" overflow="hidden"><image href="data:image/jpeg;base64,${raw(frame.jpeg)}" width="${width}" height="${high}" preserveAspectRatio="xMidYMin slice"/></symbol><use href="#${key}" x="${x}" y="${from}" data-side="${name}"/>`;
    drawn.add(frame);
    const frameOf =
      index === marked
        ? html`<rect x="${x}" y="${from}" width="${width}" height="${high}" fill="none" stroke="#8957e5" stroke-width="4" data-mark="${name}"/>`
        : html`<rect x="${x}" y="${from}" width="${width}" height="${high}" fill="none" stroke="currentColor" stroke-opacity="0.35"/>`;
    return [picture, frameOf];
  });
}

function describe(name: string, side: FilmSide | null, mark: string): string {
  if (side === null) return `${name} has no pictures.`;
  const when = side.markMs === null ? '' : `, ${mark} after ${quantity(side.markMs, 'ms')}`;
  return `${name}: ${counted(side.frames.length, 'picture')} until ${quantity(side.endMs, 'ms')}${when}.`;
}
