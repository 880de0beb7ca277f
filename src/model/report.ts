import { z } from 'zod';
import { IMPACTS } from './finding.ts';
import { MOST_ROUNDS } from './plan.ts';
import { recordedPlanSchema } from './recorded-plan.ts';
import { nullable, number, position, printedKey, resultSchema, text } from './result.ts';
import { SHA } from './sha.ts';

/**
 * report.json, version 1, as plain data: the measurements, the verdicts, and the samples to decide them again.
 * Later minor versions only add optional keys; readers drop keys that they don't know.
 */

const side = z.enum(['base', 'head']);

const findingSchema = z.object({
  code: text,
  ...printedKey,
  metric: text,
  impact: z.enum(IMPACTS),
  kind: z.enum(['cpu', 'memory', 'io', 'network', 'database', 'size']),
  location: nullable.text,
  current: nullable.number,
  target: nullable.number,
  evidence: z.record(text, z.unknown()),
  suggestion: z.object({ code: text, effort: z.enum(['low', 'medium', 'high']) }).nullable(),
});

/** A statement by a person that a breach is intended. */
const acceptanceSchema = z.object({
  /** The label on the pull request. */
  label: text,
  /** Null: it accepts all subjects. */
  subject: nullable.text,
  /** Who set it, and when (ISO 8601); null if GitHub does not report it. */
  by: nullable.text,
  at: nullable.text,
});

/** A breach that a label accepted once, and that has become worse since. */
const outgrownSchema = z.object({
  /** Of the result. */
  id: text,
  label: text,
  by: nullable.text,
  at: nullable.text,
  /** Head's value when the label was set; null: the result did not exist then. */
  accepted: nullable.number,
});

const limitSchema = z.object({ limit: number, by: z.enum(['value', 'fraction', 'amount']) });

/** A limit that head's config sets less strictly than base's, or a setting in which they differ. */
const relaxationSchema = z.object({
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

export const sampleSchema = z.object({
  ...printedKey,
  metric: text,
  side,
  round: z.int(),
  launch: z.int(),
  order: z.union([z.literal(0), z.literal(1)]),
  attempt: z.int(),
  /**
   * How often the round had been made before, because others disturbed it; absent: never. The calmest try of a round
   * counts, by `others` over `own` of its more disturbed visit. If others disturb one side of a subject more often, the
   * first tries of all of its rounds count.
   */
  redo: z.int().min(1).max(2).exactOptional(),
  value: number,
  /** The value that the change is computed from, if it is not `value`: a size without the noise of hashed names. */
  compared: number.exactOptional(),
  covariates: z.record(text, number).exactOptional(),
});

const noiseSchema = z.object({
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

/** An earlier run's measurements of its head, as it stored them. */
const storedSchema = z.object({
  /** The commit that was measured. */
  sha: text.regex(SHA),
  /** ISO 8601. */
  savedAt: z.iso.datetime(),
  /** Its age when it was read; seconds. */
  age: number.nonnegative(),
  /** How many commits before base it lies, along first parents. */
  behind: z.int().nonnegative(),
});

/** A stage before measuring that failed. `checkout`: the commit could not be found, fetched or checked out. */
const stageFailureSchema = z.object({
  stage: z.enum(['checkout', 'install', 'build']),
  side,
  message: text,
  /** Why it failed, where that says nothing of the commit: `disk-full`. */
  code: text.optional(),
  hint: text.optional(),
  output: text.optional(),
  /** The name of the file beside the report that holds all that the command printed. */
  log: text.optional(),
});

/** A visit that failed, each once. Results repeat only its side, round and code. */
const visitFailureSchema = z.object({
  stage: z.literal('visit'),
  ...printedKey,
  side,
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

/** The basis of certainty: the side that a coin put first in each launch of each subject. */
const coinsSchema = z.object({
  /** What the coins were drawn from; hexadecimal. */
  seed: text,
  subjects: z
    .array(
      z.object({
        check: text,
        subject: text,
        pairsPerLaunch: z.int().positive(),
        first: z.array(z.enum(['base', 'head'])).max(MOST_ROUNDS),
      }),
    )
    .max(2_000),
});

/** A subject on which this plan can't fail, however bad its changes are. */
const outOfReachSchema = z.object({
  check: text,
  subject: text,
  /** What the plan has too little of. */
  lacks: z.enum(['rounds', 'time']),
  /** Rounds, or seconds of measuring. */
  has: number.nonnegative(),
  needs: number.nonnegative(),
});

export const reportSchema = z.object({
  version: z.literal(1),
  verdict: z.enum(['pass', 'warn', 'fail', 'incomplete']),
  tool: z.object({ version: text }),
  name: text,
  shard: nullable.text,
  base: z.object({
    sha: nullable.text,
    /** `measured` if base was built, though some figures may be stored ones. */
    source: z.enum(['measured', 'stored', 'none']),
    reason: text,
    /** Servers whose base runs at an address of its own, and not as this commit on this machine. */
    addresses: z.array(text).optional(),
    /** The baseline that replaces base in the results whose `baseline` is `stored`. */
    stored: storedSchema.optional(),
  }),
  head: z.object({ sha: nullable.text, dirty: z.boolean() }),
  environment: z.object({
    os: text,
    arch: text,
    cores: z.int(),
    cpu: text,
    node: text,
    /** Versions of the tools that measured; null if they were not needed. */
    chromium: nullable.text,
    lighthouse: nullable.text,
    /** The effect of the machine's other work on the visits; null if the kernel does not report it. */
    noise: noiseSchema.nullable(),
  }),
  /** Path of the config file relative to the working directory; null when there was none. */
  config: nullable.text,
  /** The limits and the confidence by which the samples were decided. */
  plan: recordedPlanSchema.optional(),
  /** The measured subjects. */
  subjects: z
    .array(
      z.object({
        ...printedKey,
        /** The duration of all of its visits. */
        seconds: number.nonnegative(),
        /** Exact figures of two runs are comparable if these are equal; null if they never are. */
        fingerprint: nullable.text,
      }),
    )
    .optional(),
  results: z.array(resultSchema),
  /** The gravest first. */
  findings: z.array(findingSchema),
  samples: z.array(sampleSchema),
  /** Null or absent: nothing with noise was measured, or by a version that threw none. */
  coins: coinsSchema.nullable().optional(),
  /** Subjects that the plan can't fail, whatever it measures. */
  reach: z.array(outOfReachSchema).max(2_000).optional(),
  /** Who accepted breaches; each accepted result has the verdict `accepted`. */
  accepted: z.array(acceptanceSchema).optional(),
  /** Breaches that are worse than a label that is set has accepted. They fail. */
  outgrown: z.array(outgrownSchema).optional(),
  /** Limits that the change itself loosens, and settings that it changes. */
  loosened: z.array(relaxationSchema).optional(),
  /** Failures of stages before measuring, then failed visits. */
  failures: z.array(z.discriminatedUnion('stage', [stageFailureSchema, visitFailureSchema])),
  /** Sentences for the reader: what was detected, what could not be compared and why. */
  notes: z.array(text),
  /** Files that lie next to the report. */
  files: z.array(z.object({ name: text, title: text })).optional(),
  /** Wall time of every phase of the run, in order; seconds. */
  phases: z.array(z.object({ name: text, side: z.enum(['base', 'head']).nullable(), seconds: number })),
});

export type Report = z.infer<typeof reportSchema>;
export type Result = z.infer<typeof resultSchema>;
export type ReportFinding = z.infer<typeof findingSchema>;
export type StageFailure = z.infer<typeof stageFailureSchema>;
export type ReportedFailure = z.infer<typeof visitFailureSchema>;
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type Outgrown = z.infer<typeof outgrownSchema>;
export type OutOfReach = z.infer<typeof outOfReachSchema>;
export type Relaxation = z.infer<typeof relaxationSchema>;
export type Noise = z.infer<typeof noiseSchema>;
export type Phase = Report['phases'][number];
