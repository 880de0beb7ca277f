import { z } from 'zod';
import { number, printedKey, text } from './result.ts';

/** Failures in report.json: of stages before measuring, and of visits. */

/** A stage before measuring that failed. `checkout`: the commit could not be found, fetched or checked out. */
export const stageFailureSchema = z.object({
  stage: z.enum(['checkout', 'install', 'build']),
  side: z.enum(['base', 'head']),
  message: text,
  /** The reason, if the commit did not cause the failure: `disk-full`. */
  code: text.optional(),
  hint: text.optional(),
  output: text.optional(),
  /** The file beside the report with the whole output of the command. */
  log: text.optional(),
});

/** A visit that failed, each once. Results repeat only its side, round and code. */
export const visitFailureSchema = z.object({
  stage: z.literal('visit'),
  ...printedKey,
  side: z.enum(['base', 'head']),
  round: z.int(),
  code: text,
  message: text,
  /** How to fix it. */
  hint: text.exactOptional(),
  /** The lines of the process's output that say what failed. */
  output: text.exactOptional(),
  /** The file beside the report with the whole output of the process. */
  log: text.exactOptional(),
  /**
   * Values of metrics that follow from the failure, by id and in their units: a time-out of all requests is an error
   * rate of 1.
   */
  values: z.record(text, number).exactOptional(),
  /** For `unset` and `withheld`: the variables that the config refers to and the environment lacks. */
  variables: z.array(text).readonly().exactOptional(),
  /** Whether the visit was made again. */
  retried: z.boolean(),
});
