import type { Phases } from '../../../checks/chart.ts';
import { plain } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import type { Markup } from '../markup.ts';
import { area, chart, coordinate, label, stroke, WIDE } from './svg.ts';

const GUTTER = 0.14;
const ROW = 22;

/** Light to dark in the order of time, so that neighbours differ even without colour. */
export const PHASE_COLOURS = ['#9ec5f4', '#3d8bea', '#0a4a9e', '#6e7781', '#bf8700'] as const;

/** Base's phases over head's, on one axis from zero. */
export function phaseBars({ title, unit, phases }: Phases, id: string): Markup {
  const total = (side: 'base' | 'head') => phases.reduce((sum, phase) => sum + (phase[side] ?? 0), 0);
  const most = Math.max(total('base'), total('head'), 1e-9);
  const bars = (side: 'base' | 'head'): Markup[] => {
    let from = 0;
    return phases.flatMap((phase, index) => {
      const start = from;
      from += phase[side] ?? 0;
      const [x0, x1] = [start, from].map((value) => coordinate((value / most) * WIDE));
      if (x0 === x1) return [];
      const colour = PHASE_COLOURS[index % PHASE_COLOURS.length];
      return [stroke(`M${x0} ${ROW / 2}H${x1}`, `stroke="${colour}" stroke-width="14" data-side="${side}"`)];
    });
  };
  const told = (side: 'base' | 'head') =>
    `${side} ${quantity(total(side), unit)}: ${phases.map((phase) => `${phase.name} ${phase[side] === null ? '–' : quantity(phase[side], unit)}`).join(', ')}`;
  return chart(id, plain(title), `${told('base')}; ${told('head')}`, 2 * ROW, [
    label(0, ROW / 2 + 4, 'base', 'start'),
    label(0, ROW * 1.5 + 4, 'head', 'start'),
    area(GUTTER, 0, ROW, bars('base')),
    area(GUTTER, ROW, ROW, bars('head')),
  ]);
}
