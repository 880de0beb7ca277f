import { z } from 'zod';
import { GROUP_NAMES, type Metric } from './metric.ts';
import type { Decisive } from './plan.ts';
import { MOST_ROUNDS } from './plan.ts';
import { number, position, resultSchema, text } from './result.ts';

/** The parts of a plan on which verdicts depend, as a report carries them: subjects, limits and confidence. */

const metricSchema = z.object({
  id: text,
  label: text,
  unit: resultSchema.shape.unit,
  worse: resultSchema.shape.worse,
  kind: z.enum(['exact', 'sampled', 'fact']),
  compared: z.enum(['ratio', 'difference']),
  gates: z.boolean(),
  group: z.enum(GROUP_NAMES).nullable(),
  floor: number.nonnegative(),
  budget: number.nullable(),
  insteadOf: z.array(text).max(20).readonly().exactOptional(),
  level: z.literal('mean').exactOptional(),
  answers: number.nonnegative().exactOptional(),
  witness: text.exactOptional(),
  appliesTo: z.enum(['parts', 'all', 'found']).exactOptional(),
  /** `appliesTo` in reports of older versions. */
  ofForms: z.enum(['only', 'too']).exactOptional(),
  quiet: z.literal(true).exactOptional(),
  mayBeAbsent: z.literal(true).exactOptional(),
  countsFailures: z.literal(true).exactOptional(),
  warns: z.literal(true).exactOptional(),
  together: z.literal(true).exactOptional(),
  seen: z.literal('inspection').exactOptional(),
  grain: number.nonnegative().exactOptional(),
  grainAmount: number.nonnegative().exactOptional(),
  threshold: number.nonnegative().exactOptional(),
}) satisfies z.ZodType<Metric>;

const limitedSchema = z.object({
  metric: metricSchema,
  budget: z
    .object({ limit: number, ratchet: z.boolean(), written: z.boolean(), source: position.nullable() })
    .nullable(),
  threshold: z
    .object({
      limit: number.nonnegative(),
      by: z.enum(['fraction', 'amount']),
      written: z.boolean(),
      source: position.nullable(),
    })
    .nullable(),
});

export const recordedPlanSchema = z.object({
  subjects: z
    .array(
      z.object({
        check: text,
        subject: text,
        variant: text.nullable(),
        /** The line that names it in the config; null if it was detected. */
        source: position.nullable(),
        launches: z.enum(['shared', 'own']),
        metrics: z.array(limitedSchema).max(200),
      }),
    )
    .max(2_000),
  measure: z.object({
    /** The most pairs of visits of a subject, by check id. */
    rounds: z.record(text, z.int().min(1).max(MOST_ROUNDS)),
    /** The least probability that a run without any change does not fail. */
    confidence: number.min(0.5).lt(1),
  }),
});

export type RecordedPlan = z.infer<typeof recordedPlanSchema>;

/** Records the data that decide the same samples again in the same way. */
export const recordPlan = ({ subjects, measure }: Decisive): RecordedPlan => ({
  subjects: subjects.map(({ check, subject, source, launches, metrics }) => ({
    check,
    subject: subject.name,
    variant: subject.variant,
    source: source && { ...source },
    launches,
    metrics: metrics.map(({ metric, budget, threshold }) => ({ metric, budget, threshold })),
  })),
  measure: { rounds: { ...measure.rounds }, confidence: measure.confidence },
});

/** The plan for deciding again. It has no settings and no servers, so it can't measure. */
export const planOf = ({ subjects, measure }: RecordedPlan): Decisive => ({
  subjects: subjects.map(({ check, subject, variant, source, launches, metrics }) => ({
    check,
    subject: { name: subject, variant, settings: {}, server: null, metrics: metrics.map(({ metric }) => metric) },
    launches,
    metrics,
    source,
  })),
  measure,
});
