import { z } from 'zod';
import type { Result } from '../../../model/report.ts';
import { code, figure, type Sentence, say, trusted } from '../../../text/inline.ts';
import { counted, quantity } from '../../../text/quantity.ts';
import type { Chart } from '../../chart.ts';
import type { CheckWords } from '../../finding-text.ts';
import type { queriesOf } from './details.ts';

const figures = z.object({ times: z.number(), rows: z.number(), ms: z.number().nullable() }).nullable();
const detailsSchema = z.object({
  shapes: z.array(z.object({ shape: z.string(), base: figures, head: figures })),
}) satisfies z.ZodType<Pick<ReturnType<typeof queriesOf>, 'shapes'>>;

type Listed = z.infer<typeof detailsSchema>['shapes'][number];

/** Lists the queries of an endpoint whose queries changed, head beside base. */
export const listedQueries: NonNullable<CheckWords['listed']> = {
  title: 'What requests ask of the database',
  of({ details, base }: Result): Sentence[] {
    const { data } = detailsSchema.safeParse(details);
    const shapes = data?.shapes ?? [];
    const isChanged = base === null || shapes.some((one) => (one.base?.times ?? 0) !== (one.head?.times ?? 0));
    return isChanged ? shapes.map((one) => lineOf(one, base === null)) : [];
  },
};

/** `40 times, before never: select …, 1,200 rows, 0.4 ms each` */
function lineOf({ shape, base, head }: Listed, isNew: boolean): Sentence {
  const before = isNew ? [] : say`, before ${trusted(often(base))}`;
  const of = head ?? base;
  const rows = of === null ? [] : say`: ${figure(counted(of.rows, 'row'))}`;
  const each = (of?.times ?? 0) > 1 ? say` each` : [];
  const time = of === null || of.ms === null ? [] : say`, ${figure(quantity(of.ms, 'ms'))}${each}`;
  return say`${code(shape)} ${trusted(often(head))}${before}${rows}${time}`;
}

/** All queries of an endpoint, how often each side asks them. */
export function queryCharts({ subject, metric, details }: Result): Chart[] {
  const { data } = detailsSchema.safeParse(details);
  if (metric !== 'queries' || data === undefined || data.shapes.length === 0) return [];
  const text = (seen: Listed['head']) =>
    seen === null
      ? '–'
      : `${seen.times} ×, ${counted(seen.rows, 'row')}${seen.ms === null ? '' : `, ${quantity(seen.ms, 'ms')}`}`;
  const rows = data.shapes.map(({ shape, base, head }) => ({
    name: [code(shape)],
    base: text(base),
    head: text(head),
    changed: (base?.times ?? 0) !== (head?.times ?? 0),
  }));
  return [{ kind: 'beside', of: 'query', title: say`${subject}: what one request asks of the database`, rows }];
}

const WORDS = ['never', 'once', 'twice'];

const often = (seen: Listed['head']): string => WORDS[seen?.times ?? 0] ?? counted(seen?.times ?? 0, 'time');
