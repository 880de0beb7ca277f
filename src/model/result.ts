import { z } from 'zod';
import { UNIT_NAMES } from './metric.ts';

/** One result of report.json, and the pieces of which the whole report is made. */

export const number = z.number();
export const text = z.string();
export const nullable = { number: number.nullable(), text: text.nullable() };

export const position = z.object({ file: text, line: z.int().positive() });

/** The key of an entry; `printed-key.ts` says how `variant` and `part` relate. */
export const printedKey = {
  check: text,
  subject: text,
  /** The text for readers: `mobile, click #menu`. */
  variant: nullable.text,
  /** The part of the subject that only a visit finds: `click #menu`. `variant` ends with it. Null or absent: none. */
  part: nullable.text.optional(),
};

/** Why a result lacks something. The report's own `failures` have the words for failed visits. */
const failureSchema = z.object({
  side: z.enum(['base', 'head']),
  round: z.int(),
  /** The code of a failed visit. If the visits succeeded: `no-value`, `too-few-values` or `too-few-answers`. */
  code: text,
  /** Whether the visit was made again. */
  retried: z.boolean(),
  /**
   * For `too-few-answers`: the answers that the metric needs, and those that head gave. For `too-few-values`: the
   * visits.
   */
  needed: number.optional(),
  found: number.optional(),
  /** The words, in reports of older versions. */
  message: text.optional(),
  hint: text.optional(),
  output: text.optional(),
});

export const resultSchema = z.object({
  /** `check/subject[/variant]/metric`. */
  id: text,
  ...printedKey,
  metric: text,
  label: text,
  unit: z.enum(UNIT_NAMES),
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
      /** head / base − 1; null if base is 0 or the metric is compared by difference. */
      relative: nullable.number,
      /** The interval of the change: fractions if `relative` is a number, else in `unit`. Null for exact metrics. */
      low: nullable.number,
      high: nullable.number,
      /**
       * The smallest change that this run could have detected, in the unit of `low`; null for exact metrics, and if no
       * change was detectable.
       */
      detectable: nullable.number,
      rounds: z.int(),
      launches: z.int(),
      /** So likely (one-sided t test over launches, 0.001) that the report names it even without a limit. */
      plain: z.literal(true).exactOptional(),
      /**
       * The change of a quieter metric of the same visits (`cpu`), as a fraction of base. Present if the status rests
       * on it, or if only this metric's status is `uncertain`.
       */
      witness: z.object({ metric: text, relative: number }).nullable().optional(),
    })
    .nullable(),
  budget: z
    .object({
      limit: number,
      status: z.enum(['within', 'over', 'unclear']),
      source: position.nullable(),
      /** The limit is base's own value, which is below the config's. This keeps improvements. */
      ratchet: z.boolean().optional(),
      /** The user did not write the limit. */
      default: z.literal(true).exactOptional(),
      /** Base is past the limit, too. If the limit is a default and head is not worse, it only warns. */
      asBase: z.literal(true).exactOptional(),
    })
    .nullable(),
  /** The limit of a budget without a value to judge, in `unit`; `budget` is null then. */
  unjudgedBudget: number.exactOptional(),
  threshold: z.object({
    /** A fraction of base or an amount in `unit`; null if there is no threshold. */
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
  /** The check's own data; its documentation page describes it. */
  details: z.unknown(),
  failures: z.array(failureSchema),
});
