import { z } from 'zod';
import { memorySchema } from './memory.ts';
import { UNIT_NAMES } from './metric.ts';
import { findingSchema, reportSchema, suggestionSchema } from './report.ts';
import { nullable, number, resultSchema, text } from './result.ts';
import { sinceSchema, trailSchema } from './trail.ts';

/** How far head is from its limits, 0 to 100. It follows from the results, and affects no verdict. */
const scoreSchema = z.object({
  value: z.int().min(0).max(100).nullable(),
  /** Why there is no score: something that can fail the run was not measured, or nothing has a limit. */
  why: z.enum(['not-measured', 'no-limit']).exactOptional(),
  /** The points that each subject takes off for its worst result, to one decimal; together 100 − value. */
  deductions: z.array(z.object({ result: text, points: number, rule: z.enum(['budget', 'threshold', 'both']) })),
});

const recommendationSchema = suggestionSchema.extend({
  /** Its rank among all suggestions of the report, from 1 for the fix to make first. */
  priority: z.int().positive().optional(),
  /** How the fix may affect others, as a clause; null if unknown. */
  risk: nullable.text.optional(),
  /** The amount that the fix brings back, in the unit of `metric`, at most the metric's own change; null if unknown. */
  gain: z
    .object({
      metric: text,
      amount: number.positive(),
      unit: z.enum(UNIT_NAMES),
      bound: z.enum(['up-to', 'about']),
      /** The share of the excess over the metric's limits that the fix removes; null if no limit is broken. */
      mends: nullable.number,
    })
    .nullable()
    .optional(),
});

/**
 * report.json as it is written. It adds data that follow from the other keys or from earlier runs. Readers of a report
 * compute these keys again, or leave them out.
 */
export const writtenReportSchema = reportSchema.extend({
  score: scoreSchema,
  findings: z.array(
    findingSchema.extend({
      suggestion: recommendationSchema.nullable(),
      /** Identifies it across runs: it has no figure, version, line or hash. */
      key: text,
    }),
  ),
  results: z.array(
    resultSchema.extend({
      /** When base's branch first broke this budget, if it does. */
      since: sinceSchema.optional(),
    }),
  ),
  /** Changes since the last push of the pull request. */
  memory: memorySchema.optional(),
  /** Values at earlier commits and at this one, for charts. */
  history: trailSchema.optional(),
});

export type Score = z.infer<typeof scoreSchema>;
