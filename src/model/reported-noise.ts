import { z } from 'zod';
import { nullable, number } from './result.ts';

/** The effect of a machine's other work on the visits. */
export const noiseSchema = z.object({
  /** By `redone`: below 0.05, below 0.25, or more. By `delay` in reports of versions that made no round again. */
  grade: z.enum(['quiet', 'busy', 'hopeless']),
  /** Share of the rounds that were made again because other processes disturbed them. */
  redone: number.exactOptional(),
  /**
   * Time that the visited servers waited for a core, over the time that they ran: the median of all visits. Without
   * visits of endpoints, that of the browsers' busiest threads.
   */
  delay: number,
  /**
   * Share of the time in which something waited for a core. Like the two below: a mean of all visits, null if the
   * kernel does not report it.
   */
  pressure: nullable.number,
  /** Share of the machine's CPU time that its host gave to other machines. */
  steal: nullable.number,
  /** Share of the time for which a CPU quota throttled the visits. */
  throttled: nullable.number,
});
