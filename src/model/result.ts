import { z } from 'zod';

/** One result of report.json, and the pieces that all of the report is made of. */

export const number = z.number();
export const text = z.string();
export const nullable = { number: number.nullable(), text: text.nullable() };

export const position = z.object({ file: text, line: z.int().positive() });

export const failureSchema = z.object({
  side: z.enum(['base', 'head']),
  round: z.int(),
  code: text,
  message: text,
  /** How to mend it. */
  hint: text.optional(),
  /** The last lines that the failing process printed. */
  output: text.optional(),
  /** Whether the visit was made again. */
  retried: z.boolean(),
});

export const resultSchema = z.object({
  /** `check/subject[/variant]/metric`. */
  id: text,
  check: text,
  subject: text,
  variant: nullable.text,
  metric: text,
  label: text,
  unit: z.enum(['B', 'ms', 'score', 'count', 'fraction', '1/s', 'B/s']),
  worse: z.enum(['higher', 'lower']),
  kind: z.enum(['exact', 'sampled']),
  /** Whether this result can fail the run. */
  gates: z.boolean(),
  baseline: z.enum(['measured', 'stored', 'none']),
  base: nullable.number,
  head: nullable.number,
  change: z
    .object({
      /** head − base, in `unit`. */
      absolute: number,
      /** head / base − 1; null where base is 0 or the metric is compared by difference. */
      relative: nullable.number,
      /** The interval of the change: fractions where `relative` is a number, else in `unit`. Null for exact metrics. */
      low: nullable.number,
      high: nullable.number,
      /** The smallest change that this run could have seen, in the same measure as `low`; null for exact metrics. */
      detectable: nullable.number,
      rounds: z.int(),
      launches: z.int(),
      /**
       * What a quieter metric of the same visits says (`cpu`), as a fraction of base: where the status rests on it, or
       * where the status is `uncertain` and that metric's is not.
       */
      witness: z.object({ metric: text, relative: number }).nullable().optional(),
    })
    .nullable(),
  budget: z
    .object({
      limit: number,
      status: z.enum(['within', 'over', 'unclear']),
      source: position.nullable(),
      /** The limit is base's own value, which is below what the config allows: what was won stays won. */
      ratchet: z.boolean().optional(),
    })
    .nullable(),
  threshold: z.object({
    /** A fraction of base or an amount in `unit`; null where no threshold holds. */
    limit: nullable.number,
    by: z.enum(['fraction', 'amount']),
    status: z.enum([
      'regressed',
      'worse',
      'unchanged',
      'improved',
      'uncertain',
      'new',
      'removed',
      'no-baseline',
      'invalid',
    ]),
    source: position.nullable(),
  }),
  verdict: z.enum(['pass', 'warn', 'fail', 'accepted', 'invalid']),
  /** The check's own; its documentation says what is in it. */
  details: z.unknown(),
  failures: z.array(failureSchema),
});
