import { hierarchy, treemap } from 'd3-hierarchy';
import type { DifferenceMap, Part } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { difference, quantity } from '../../../text/quantity.ts';
import { html, type Markup, raw } from '../markup.ts';
import { changeColour } from './change-colour.ts';
import { coordinate } from './svg.ts';

const WIDTH = 960;
const HEIGHT = 340;

interface Node {
  readonly name: string;
  readonly part: Part | null;
  readonly children: readonly Node[];
}

/** The change that a tile's colour shows: head / base − 1, or 1 for a new part. */
const changeOf = ({ base, head }: Part): number =>
  base === null ? 1 : base === 0 ? Math.sign(head ?? 0) : (head ?? 0) / base - 1;

function words({ name, base, head }: Part, unit: DifferenceMap['unit']): string {
  if (base === null) return `${name}: new, ${quantity(head ?? 0, unit)}`;
  if (head === null) return `${name}: removed, ${quantity(base, unit)}`;
  const change = head === base ? 'no change' : difference(head - base, unit);
  return `${name}: ${quantity(base, unit)} → ${quantity(head, unit)}, ${change}`;
}

/** The area of a tile is head's size of the part, or base's size if head has none. The colour is the change. */
export function differenceMap({ title, unit, parts }: DifferenceMap, id: string): Markup | null {
  const size = ({ base, head }: Part) => Math.max(head ?? base ?? 0, 0);
  const shown = parts.filter((part) => size(part) > 0);
  if (shown.length === 0) return null;
  const groups = Map.groupBy(shown, ({ group, name }) => group ?? `\0${name}`);
  const leaf = (part: Part): Node => ({ name: part.name, part, children: [] });
  const root: Node = {
    name: '',
    part: null,
    children: [...groups].map(([group, inside]) =>
      group.startsWith('\0') && inside[0] !== undefined
        ? leaf(inside[0])
        : { name: group, part: null, children: inside.map(leaf) },
    ),
  };
  const tree = hierarchy<Node>(root, ({ children }) => (children.length === 0 ? null : [...children]))
    .sum(({ part }) => (part === null ? 0 : size(part)))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const placed = treemap<Node>().size([WIDTH, HEIGHT]).paddingInner(2).round(false)(tree);
  const total = (side: 'base' | 'head') => shown.reduce((sum, part) => sum + (part[side] ?? 0), 0);
  const tiles = placed.leaves().flatMap(({ x0, x1, y0, y1, data: { part } }) => {
    if (part === null) return [];
    const [width, height] = [x1 - x0, y1 - y0];
    const letters = Math.floor((width - 8) / 6.6);
    const text = part.name.length > letters ? `…${part.name.slice(-(letters - 1))}` : part.name;
    const colour = part.head === null ? { fill: 'none', text: 'currentColor' } : changeColour(changeOf(part));
    const outline = part.head === null ? 'stroke="#57606a" stroke-dasharray="3 2"' : 'stroke="none"';
    return [
      html`<rect x="${coordinate(x0)}" y="${coordinate(y0)}" width="${coordinate(width)}" height="${coordinate(height)}" fill="${colour.fill}" ${raw(outline)}><title>${words(part, unit)}</title></rect>`,
      ...(letters >= 5 && height >= 16
        ? [
            html`<text x="${coordinate(x0 + 4)}" y="${coordinate(y0 + 13)}" font-size="11" fill="${colour.text}" pointer-events="none">${text}</text>`,
          ]
        : []),
    ];
  });
  const description = `${quantity(total('base'), unit)} on base, ${quantity(total('head'), unit)} on head, before compression. Red grew, blue shrank, grey did not change, an outline was removed. The table below has the largest changes.`;
  return html`<svg class="chart map" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%"><title id="${id}-t">${plain(title)}</title><desc id="${id}-d">${description}</desc>${tiles}</svg>`;
}
