import { z } from 'zod';
import { nullable, number } from './result.ts';

/** The effect of a machine's other work on the visits. */
export const noiseSchema = z.object({
  /** By `redone`: below 0.05, below 0.25, or more. By `delay`, where a version wrote it that made no round again. */
  grade: z.enum(['quiet', 'busy', 'hopeless']),
  /** Share of the rounds that were made again because others disturbed them. */
  redone: number.exactOptional(),
  /**
   * The time that the visited servers waited for a core, over the time that they ran: the median of all visits. If no
   * endpoint was visited, that of the browsers' busiest threads.
   */
  delay: number,
  /** Means of all visits; null if the kernel does not report it. Share of the time in which something waited for a core. */
  pressure: nullable.number,
  /** Share of the machine's CPU time that its host gave to other machines. */
  steal: nullable.number,
  /** Share of the time that a CPU quota withheld. */
  throttled: nullable.number,
});
