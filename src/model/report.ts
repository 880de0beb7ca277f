import { z } from 'zod';
import { IMPACTS } from './finding.ts';
import type { Memory } from './memory.ts';
import { MOST_ROUNDS } from './plan.ts';
import { recordedPlanSchema } from './recorded-plan.ts';
import { acceptanceSchema, outgrownSchema, relaxationSchema } from './reported-changes.ts';
import { stageFailureSchema, visitFailureSchema } from './reported-failures.ts';
import { noiseSchema } from './reported-noise.ts';
import { nullable, number, printedKey, resultSchema, text } from './result.ts';
import { SHA } from './sha.ts';
import type { Since, Trail } from './trail.ts';

/**
 * report.json, version 1, as plain data: the measurements, the verdicts, and the samples to decide them again.
 * Later minor versions only add optional keys; readers drop keys that they don't know.
 */

const side = z.enum(['base', 'head']);

export const suggestionSchema = z.object({ code: text, effort: z.enum(['low', 'medium', 'high']) });

export const findingSchema = z.object({
  code: text,
  ...printedKey,
  metric: text,
  impact: z.enum(IMPACTS),
  kind: z.enum(['cpu', 'memory', 'io', 'network', 'database', 'size']),
  location: nullable.text,
  current: nullable.number,
  target: nullable.number,
  evidence: z.record(text, z.unknown()),
  /** It warns although no metric fails. */
  warns: z.literal(true).exactOptional(),
  suggestion: suggestionSchema.nullable(),
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
   * How often the round was made before, because other processes disturbed it; absent: never. The calmest try of a
   * round counts, by `others` over `own` of its more disturbed visit. If other processes disturb one side of a subject
   * more often, the first tries of all its rounds count.
   */
  redo: z.int().min(1).max(2).exactOptional(),
  value: number,
  /** The value from which the change is computed, if it is not `value`: a size without the noise of hashed names. */
  compared: number.exactOptional(),
  covariates: z.record(text, number).exactOptional(),
  /**
   * The value comes from an inspection: a launch that watches the server from inside and is not timed. Its rounds and
   * launches are numbered separately.
   */
  inspected: z.literal(true).exactOptional(),
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

/** The coins that decided which side goes first in each launch of each subject: the basis of certainty. */
const coinsSchema = z.object({
  /** The seed of the coins; hexadecimal. */
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
  /** The resource of which the plan has too little. */
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
    /** Servers whose base runs at an address of its own, not from this commit on this machine. */
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
    /** The bundler of imports, with its version: `esbuild 0.28.2`. */
    bundler: text.optional(),
    /** The effect of the machine's other work on the visits; null if the kernel does not report it. */
    noise: noiseSchema.nullable(),
  }),
  /** Path of the config file relative to the working directory; null if there is none. */
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
        /** Exact figures of two runs are comparable if their fingerprints are equal; null: never. */
        fingerprint: nullable.text,
      }),
    )
    .optional(),
  results: z.array(resultSchema),
  /** The gravest first. */
  findings: z.array(findingSchema),
  samples: z.array(sampleSchema),
  /** Null or absent if nothing with noise was measured, or in reports of versions without coins. */
  coins: coinsSchema.nullable().optional(),
  /** Subjects on which this plan can't fail, whatever it measures. */
  reach: z.array(outOfReachSchema).max(2_000).optional(),
  /** Who accepted breaches; each accepted result has the verdict `accepted`. */
  accepted: z.array(acceptanceSchema).optional(),
  /** Breaches that have become worse than a set label accepts. They fail. */
  outgrown: z.array(outgrownSchema).optional(),
  /** Limits that the pull request relaxes, and settings that it changes. */
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

/** A report in memory, to which a run adds data of earlier runs. */
export type Report = Omit<z.infer<typeof reportSchema>, 'results'> & {
  results: Result[];
  memory?: Memory | undefined;
  history?: Trail | undefined;
};
export type Result = z.infer<typeof resultSchema> & { since?: Since | undefined };
export type ReportFinding = z.infer<typeof findingSchema>;
export type StageFailure = z.infer<typeof stageFailureSchema>;
export type ReportedFailure = z.infer<typeof visitFailureSchema>;
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type Outgrown = z.infer<typeof outgrownSchema>;
export type OutOfReach = z.infer<typeof outOfReachSchema>;
export type Relaxation = z.infer<typeof relaxationSchema>;
export type Noise = z.infer<typeof noiseSchema>;
export type Phase = Report['phases'][number];
