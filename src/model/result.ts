import { z } from 'zod';
import { UNIT_NAMES } from './metric.ts';

/** One result of report.json, and the pieces that the whole report is made of. */

export const number = z.number();
export const text = z.string();
export const nullable = { number: number.nullable(), text: text.nullable() };

export const position = z.object({ file: text, line: z.int().positive() });

/** The key of an entry; `printed-key.ts` says how `variant` and `part` relate. */
export const printedKey = {
  check: text,
  subject: text,
  /** As a reader sees it: `mobile, click #menu`. */
  variant: nullable.text,
  /** The part of the subject that only a visit finds, with which `variant` ends: `click #menu`. Null or absent: none. */
  part: nullable.text.optional(),
};

/** Why a result lacks something. The report's own `failures` has the words for failed visits. */
const failureSchema = z.object({
  side: z.enum(['base', 'head']),
  round: z.int(),
  /** That of a failed visit, or `no-value`, `too-few-values` or `too-few-answers` if the visits succeeded. */
  code: text,
  /** Whether the visit was made again. */
  retried: z.boolean(),
  /** For `too-few-answers`: how many answers the metric needs, and how many head gave; for `too-few-values`: of visits. */
  needed: number.optional(),
  found: number.optional(),
  /** Reports of older versions have the words here. */
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
      /** head / base − 1; null where base is 0 or the metric is compared by difference. */
      relative: nullable.number,
      /** The interval of the change: fractions if `relative` is a number, else in `unit`. Null for exact metrics. */
      low: nullable.number,
      high: nullable.number,
      /** The smallest change that this run could have detected, in the same measure as `low`; null for exact metrics, and if none could. */
      detectable: nullable.number,
      rounds: z.int(),
      launches: z.int(),
      /** So likely (one-sided t test over launches, 0.001) that it is named even where no limit holds. */
      plain: z.literal(true).exactOptional(),
      /**
       * The change of a quieter metric of the same visits (`cpu`), as a fraction of base. Present if the status rests on
       * it, or if the status is `uncertain` and that metric's is not.
       */
      witness: z.object({ metric: text, relative: number }).nullable().optional(),
    })
    .nullable(),
  budget: z
    .object({
      limit: number,
      status: z.enum(['within', 'over', 'unclear']),
      source: position.nullable(),
      /** The limit is base's own value, which is below the config's: improvements are kept. */
      ratchet: z.boolean().optional(),
      /** The user wrote none. */
      default: z.literal(true).exactOptional(),
      /** Base is past the limit, too. If the limit is a default, and head is not worse, that is a warning. */
      asBase: z.literal(true).exactOptional(),
    })
    .nullable(),
  /** The limit of a budget that could not be held against anything, in `unit`; `budget` is null then. */
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
