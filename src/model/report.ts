import { z } from 'zod';
import { recordedPlanSchema } from './recorded-plan.ts';
import { nullable, number, position, resultSchema, text } from './result.ts';

/**
 * report.json, version 1. Plain data: what was measured, what was decided, and the samples to decide it again.
 * Later minor versions only add optional keys; readers drop keys that they don't know.
 */

export const findingSchema = z.object({
  code: text,
  check: text,
  subject: text,
  variant: nullable.text,
  metric: text,
  impact: z.enum(['critical', 'high', 'medium', 'low']),
  kind: z.enum(['cpu', 'memory', 'io', 'network', 'database', 'size']),
  location: nullable.text,
  current: nullable.number,
  target: nullable.number,
  evidence: z.record(text, z.unknown()),
  suggestion: z.object({ code: text, effort: z.enum(['low', 'medium', 'high']) }).nullable(),
});

/** Somebody's word that a breach is intended. */
export const acceptanceSchema = z.object({
  /** The label on the pull request. */
  label: text,
  /** Null: of all subjects. */
  subject: nullable.text,
  /** Who set it, and when (ISO 8601); null where GitHub does not tell. */
  by: nullable.text,
  at: nullable.text,
});

const limitSchema = z.object({ limit: number, by: z.enum(['value', 'fraction', 'amount']) });

/** A limit that head's config sets less strictly than base's. */
export const looseningSchema = z.object({
  check: text,
  subject: text,
  variant: nullable.text,
  /** Null: it is about the whole subject. */
  metric: z
    .object({ id: text, label: text, unit: resultSchema.shape.unit, worse: z.enum(['higher', 'lower']) })
    .nullable(),
  rule: z.enum(['budget', 'threshold', 'ratchet', 'subject', 'setting']),
  /** Null: no limit. */
  from: limitSchema.nullable(),
  to: limitSchema.nullable(),
  /** Of the rule `setting`: the key, and what it was and is, in words. */
  setting: z.object({ key: text, from: text, to: text }).optional(),
  /** The line in head's config; null where it is gone. */
  source: position.nullable(),
});

export const sampleSchema = z.object({
  check: text,
  subject: text,
  variant: nullable.text,
  metric: text,
  side: z.enum(['base', 'head']),
  round: z.int(),
  launch: z.int(),
  order: z.union([z.literal(0), z.literal(1)]),
  attempt: z.int(),
  value: number,
  /** What the change is computed from, where that is not `value`: sizes without the noise of hashed names. */
  compared: number.optional(),
  covariates: z.record(text, number).optional(),
});

export const noiseSchema = z.object({
  /** By `delay`: below 0.1, below 0.4, and more; of a browser below 0.4, below 1, and more. */
  grade: z.enum(['quiet', 'busy', 'hopeless']),
  /**
   * For how long the visited servers waited for a core, over how long they ran: the median of all visits. Where no
   * endpoint was visited, that of the browsers' busiest threads.
   */
  delay: number,
  /** Means of all visits; null where the kernel does not tell. Share of the time in which something waited for a core. */
  pressure: nullable.number,
  /** Share of the machine's CPU time that its host gave to others. */
  steal: nullable.number,
  /** Share of the time that a CPU quota withheld. */
  throttled: nullable.number,
});

/** What an earlier run measured of its head, and kept. */
export const storedSchema = z.object({
  /** The commit that was measured. */
  sha: text.regex(/^[0-9a-f]{40,64}$/),
  /** ISO 8601. */
  savedAt: z.iso.datetime(),
  /** How old it was when it was read; seconds. */
  age: number.nonnegative(),
  /** How many commits it lies before base, along first parents. */
  behind: z.int().nonnegative(),
});

export const reportSchema = z.object({
  version: z.literal(1),
  verdict: z.enum(['pass', 'warn', 'fail', 'incomplete']),
  tool: z.object({ version: text }),
  name: text,
  shard: nullable.text,
  base: z.object({
    sha: nullable.text,
    /** `measured` where base was built, though some figures may be stored ones. */
    source: z.enum(['measured', 'stored', 'none']),
    reason: text,
    /** The baseline that stands for base in the results whose `baseline` is `stored`. */
    stored: storedSchema.optional(),
  }),
  head: z.object({ sha: nullable.text, dirty: z.boolean() }),
  environment: z.object({
    os: text,
    arch: text,
    cores: z.int(),
    cpu: text,
    node: text,
    /** Versions of what measured; null where it was not needed. */
    chromium: nullable.text,
    lighthouse: nullable.text,
    /** What the machine's other work did to the visits; null where the kernel does not tell. */
    noise: noiseSchema.nullable(),
  }),
  /** Path of the config file relative to the working directory; null when there was none. */
  config: nullable.text,
  /** The limits, and how sure to be: what the samples were decided by. */
  plan: recordedPlanSchema.optional(),
  /** What was measured, and how. */
  subjects: z
    .array(
      z.object({
        check: text,
        subject: text,
        variant: nullable.text,
        /** Of all of its visits. */
        seconds: number.nonnegative(),
        /** Exact figures of two runs are comparable where these are equal; null where they never are. */
        fingerprint: nullable.text,
      }),
    )
    .optional(),
  results: z.array(resultSchema),
  /** The gravest first. */
  findings: z.array(findingSchema),
  samples: z.array(sampleSchema),
  /** By whom breaches were accepted; each accepted result has the verdict `accepted`. */
  accepted: z.array(acceptanceSchema).optional(),
  /** Limits that the change itself loosens. */
  loosened: z.array(looseningSchema).optional(),
  /** What failed before anything could be measured: an install, a build. */
  failures: z.array(
    z.object({
      stage: z.enum(['checkout', 'install', 'build']),
      side: z.enum(['base', 'head']),
      message: text,
      hint: text.optional(),
      output: text.optional(),
    }),
  ),
  /** Whole sentences for the reader: what was detected, what could not be compared and why. */
  notes: z.array(text),
  /** Files that lie next to the report. */
  files: z.array(z.object({ name: text, title: text })).optional(),
  /** Wall time of every phase of the run, in order; seconds. */
  phases: z.array(z.object({ name: text, side: z.enum(['base', 'head']).nullable(), seconds: number })),
});

export type Report = z.infer<typeof reportSchema>;
export type Result = z.infer<typeof resultSchema>;
export type ReportFinding = z.infer<typeof findingSchema>;
export type RunFailure = Report['failures'][number];
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type Loosening = z.infer<typeof looseningSchema>;
export type Noise = z.infer<typeof noiseSchema>;
export type Phase = Report['phases'][number];
