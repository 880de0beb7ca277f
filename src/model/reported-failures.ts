import { z } from 'zod';
import { number, printedKey, text } from './result.ts';

/** Failures in report.json: of stages before measuring, and of visits. */

/** A stage before measuring that failed. `checkout`: the commit could not be found, fetched or checked out. */
export const stageFailureSchema = z.object({
  stage: z.enum(['checkout', 'install', 'build']),
  side: z.enum(['base', 'head']),
  message: text,
  /** Why it failed, where that says nothing of the commit: `disk-full`. */
  code: text.optional(),
  hint: text.optional(),
  output: text.optional(),
  /** The name of the file beside the report that holds all that the command printed. */
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
  /** The lines that the failing process printed and that say what failed. */
  output: text.exactOptional(),
  /** The name of the file beside the report that holds all that the process printed. */
  log: text.exactOptional(),
  /** What the failure itself says of metrics, by id and in their units: a time-out of all requests is an error rate of 1. */
  values: z.record(text, number).exactOptional(),
  /** For `unset` and `withheld`: the variables that the config refers to and the environment does not have. */
  variables: z.array(text).readonly().exactOptional(),
  /** Whether the visit was made again. */
  retried: z.boolean(),
});
