import { scaleLinear } from 'd3-scale';
import type { Result } from '../../../model/report.ts';
import { rowOf } from '../../row.ts';
import { nameOf } from '../../words/name.ts';
import type { Markup } from '../markup.ts';
import { area, chart, coordinate, label, stroke, WIDE } from './svg.ts';

const GUTTER = 0.14;
const ROW = 18;

/** Base's and head's value as bars from zero, with the budget. Null without a value. */
export function bullet(result: Result, id: string): Markup | null {
  const { base, head, budget } = result;
  if (head === null || result.worse === 'lower') return null;
  const limit = budget?.limit ?? null;
  const most = Math.max(base ?? 0, head, limit ?? 0);
  if (most <= 0) return null;
  const x = scaleLinear()
    .domain([0, most])
    .range([0, 0.98 * WIDE]);
  const bar = (value: number, side: 'base' | 'head', colour: string) =>
    stroke(
      `M0 ${ROW / 2}H${coordinate(x(value))}`,
      `stroke="${colour}" stroke-width="10" class="${side}" data-side="${side}"`,
    );
  const row = rowOf(result);
  const description = `Base ${row.base}, head ${row.head}, change ${row.change.main}. ${row.limit === '' ? '' : `Limits: ${row.limit}.`}`;
  return chart(id, nameOf(result), description, 2 * ROW, [
    label(0, ROW / 2 + 4, 'base', 'start'),
    label(0, ROW * 1.5 + 4, 'head', 'start'),
    area(GUTTER, 0, ROW, base === null ? [] : [bar(base, 'base', '#6e7781')]),
    area(GUTTER, ROW, ROW, [bar(head, 'head', '#2f81f7')]),
    area(
      GUTTER,
      0,
      2 * ROW,
      limit === null
        ? []
        : [
            stroke(
              `M${coordinate(x(limit))} 0V${2 * ROW}`,
              'stroke="#b35900" stroke-width="2" stroke-dasharray="2 3" class="limit" data-mark="budget"',
            ),
          ],
    ),
  ]);
}
