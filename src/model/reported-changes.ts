import { z } from 'zod';
import { nullable, number, position, resultSchema, text } from './result.ts';

/** Limits that people changed, in report.json: breaches that they accepted, and limits that head relaxes. */

/** A statement by a person that a breach is intended. */
export const acceptanceSchema = z.object({
  /** The label on the pull request. */
  label: text,
  /** Null: it accepts all subjects. */
  subject: nullable.text,
  /** Who set it, and when (ISO 8601); null if GitHub does not report it. */
  by: nullable.text,
  at: nullable.text,
});

/** A breach that a label accepted, and that has become worse since. */
export const outgrownSchema = z.object({
  /** Id of the result. */
  id: text,
  label: text,
  by: nullable.text,
  at: nullable.text,
  /** Head's value when the label was set; null: the result did not exist then. */
  accepted: nullable.number,
});

const limitSchema = z.object({ limit: number, by: z.enum(['value', 'fraction', 'amount']) });

/** A limit that head's config sets less strictly than base's, or a setting that differs. */
export const relaxationSchema = z.object({
  check: text,
  subject: text,
  variant: nullable.text,
  /** Null: the whole subject. */
  metric: z
    .object({ id: text, label: text, unit: resultSchema.shape.unit, worse: z.enum(['higher', 'lower']) })
    .nullable(),
  rule: z.enum(['budget', 'threshold', 'ratchet', 'subject', 'setting']),
  /** Null: no limit. */
  from: limitSchema.nullable(),
  to: limitSchema.nullable(),
  /** For the rule `setting`: the key, and its values in base and head, in words. */
  setting: z.object({ key: text, from: text, to: text }).optional(),
  /** The line in head's config; null if it is gone. */
  source: position.nullable(),
});
