import type { Call, Flame } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { difference, quantity } from '../../../text/quantity.ts';
import { html, type Markup } from '../markup.ts';
import { changeColour } from './change-colour.ts';
import { chart, percent } from './svg.ts';

const ROW = 19;
const DEEPEST = 40;
/** The narrowest bar, as a share of the whole width: a narrower one is invisible and its name unreadable. */
const NARROWEST = 0.002;
const LEAST_FOR_NAME = 0.04;

interface Placed {
  readonly call: Call;
  /** Left edge, as a share of the whole width; `width` likewise. */
  readonly from: number;
  readonly width: number;
  readonly depth: number;
}

const sum = (calls: readonly Call[], side: 'base' | 'head'): number => calls.reduce((all, one) => all + one[side], 0);

/**
 * A bar is a call: as wide as head's time in it, above the calls that it makes, coloured by its difference from base.
 */
export function flame({ title, unit, calls }: Flame, id: string): Markup {
  const tops = calls.filter(({ parent }) => parent === null);
  const placed = place(calls, sum(tops, 'head'));
  const height = (Math.max(0, ...placed.map(({ depth }) => depth)) + 1) * ROW;
  const most = Math.max(1e-9, ...calls.map(({ base, head }) => Math.abs(head - base)));
  const marks = placed.map(({ call, from, width, depth }) => {
    const { fill, text } = changeColour((call.head - call.base) / most);
    const words = `${call.name}${call.place === '' ? '' : ` (${call.place})`}: ${quantity(call.base, unit)} → ${quantity(call.head, unit)}, ${difference(call.head - call.base, unit)}`;
    const name =
      width < LEAST_FOR_NAME ? null : html`<text x="4" y="13" font-size="11" fill="${text}">${call.name}</text>`;
    return html`<svg x="${percent(from)}" y="${depth * ROW}" width="${percent(width)}" height="${ROW - 1}"><title>${words}</title><rect width="100%" height="100%" fill="${fill}" stroke="#8c959f" stroke-width="0.5"/>${name}</svg>`;
  });
  const dearer = ownTimes(calls)
    .slice(0, 3)
    .map(({ name, base, head }) => `${name} ${difference(head - base, unit)}`);
  const description = `A request takes ${quantity(sum(tops, 'base'), unit)} on base, ${quantity(sum(tops, 'head'), unit)} on head. Own time changes most in ${dearer.join(', ')}.`;
  return chart(id, plain(title), description, height, marks);
}

function place(calls: readonly Call[], total: number): Placed[] {
  const placed: (Placed & { taken: number })[] = [];
  const byIndex = new Map<number, Placed & { taken: number }>();
  let taken = 0;
  for (const [index, call] of calls.entries()) {
    const caller = call.parent === null ? null : byIndex.get(call.parent);
    // A call whose caller is not drawn is not drawn either.
    if (caller === undefined || total <= 0) continue;
    const width = call.head / total;
    const depth = caller === null ? 0 : caller.depth + 1;
    if (width < NARROWEST || depth >= DEEPEST) continue;
    const one = { call, from: caller === null ? taken : caller.from + caller.taken, width, depth, taken: 0 };
    if (caller === null) taken += width;
    else caller.taken += width;
    byIndex.set(index, one);
    placed.push(one);
  }
  return placed;
}

/** Own time of each function, without the calls that it makes, sorted by its change. */
export function ownTimes(calls: readonly Call[]): Pick<Call, 'name' | 'place' | 'base' | 'head'>[] {
  const own = calls.map(({ base, head }) => ({ base, head }));
  for (const { parent, base, head } of calls) {
    const caller = parent === null ? undefined : own[parent];
    if (caller === undefined) continue;
    caller.base -= base;
    caller.head -= head;
  }
  const functions = new Map<string, { name: string; place: string; base: number; head: number }>();
  for (const [index, { name, place }] of calls.entries()) {
    const key = `${place} ${name}`;
    const one = functions.get(key) ?? { name, place, base: 0, head: 0 };
    one.base += Math.max(0, own[index]?.base ?? 0);
    one.head += Math.max(0, own[index]?.head ?? 0);
    functions.set(key, one);
  }
  return [...functions.values()].sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base));
}
