import { z } from 'zod';
import type { Called } from '../../../inspect/profile/call-tree.ts';
import type { Result } from '../../../model/report.ts';
import { say } from '../../../text/inline.ts';
import type { Chart } from '../../chart.ts';

const details = z.object({
  calls: z
    .array(
      z.object({
        parent: z.int().nonnegative().nullable(),
        name: z.string(),
        place: z.string(),
        base: z.number().nonnegative(),
        head: z.number().nonnegative(),
      }),
    )
    .min(1)
    .max(500)
    // A caller that came later could call itself.
    .refine((calls) => calls.every(({ parent }, index) => parent === null || parent < index)),
}) satisfies z.ZodType<{ calls: Called[] }>;

/** Charts of the functions in which an endpoint's requests spend CPU time, on both sides. */
export function profileCharts({ subject, metric, details: given }: Result): Chart[] {
  const { data } = details.safeParse(given);
  if (metric !== 'cpu' || data === undefined) return [];
  const title = say`${subject}: CPU time of a request by function, in profiles that are not judged`;
  return [{ kind: 'flame', title, unit: 'ms', calls: data.calls }];
}
