import { z } from 'zod';
import { UNIT_NAMES } from './metric.ts';
import { SHA } from './sha.ts';

/**
 * The trail of a branch: the measured values at its last commits. They are stored in columns, since a hundred metrics
 * at three hundred commits are few lists and many figures.
 */

const text = z.string();

export const MOST_POINTS = 300;
export const MOST_SERIES = 200;

/** All our figures are within these bounds. */
const value = z.number().min(-1e15).max(1e15);
const column = <T extends z.ZodType>(of: T) => z.array(of.nullable()).max(MOST_POINTS);

const pointSchema = z.object({
  sha: text.regex(SHA),
  /** The commit's date, ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  /** The commit with which it was compared; null if there was none. */
  base: text.regex(SHA).nullable(),
  /** Index in `envs`. */
  env: z.int().nonnegative(),
  /** Causes of changes, by the keys of `finding-key.ts`. */
  findings: z
    .array(
      z.object({
        key: text.regex(/^[0-9a-f]{16}$/),
        code: text.max(80),
        subject: text.max(400),
        about: text.max(80).nullable(),
      }),
    )
    .max(10),
  /** Who accepted its breaches, for all subjects or for one. */
  accepted: z
    .array(
      z.object({
        subject: text.max(400).nullable(),
        by: text.max(100).nullable(),
        at: z.iso.datetime({ offset: true }).nullable(),
      }),
    )
    .max(20),
});

const envSchema = z.object({
  tool: text.max(100),
  cpu: text.max(200),
  cores: z.int(),
  node: text.max(100),
  chromium: text.max(100).nullable(),
  lighthouse: text.max(100).nullable(),
});

const seriesSchema = z.object({
  check: text.max(200),
  subject: text.max(400),
  variant: text.max(600).nullable(),
  metric: text.max(400),
  label: text.max(400),
  unit: z.enum(UNIT_NAMES),
  worse: z.enum(['higher', 'lower']),
  kind: z.enum(['exact', 'sampled']),
  /** Head's value at each point; null where it was not measured. */
  value: column(value),
  /** The change from the point's own base: a fraction if `ratio`, else in the unit. */
  change: column(value),
  ratio: z.boolean(),
  /** The interval of the change; null for exact metrics. */
  low: column(value).nullable(),
  high: column(value).nullable(),
  /** The budget. */
  limit: column(value),
  /** The threshold's status (`r`egressed, `w`orse, `u`nchanged, `i`mproved, `?` open, `n` nothing compared), then `o` if over its budget. */
  status: column(text.regex(/^[rwui?n]o?$/)),
});

export const trailSchema = z.object({
  /** The oldest first. */
  points: z.array(pointSchema).max(MOST_POINTS),
  envs: z.array(envSchema).max(MOST_POINTS),
  /** Series by the id of their result. */
  series: z.record(text.max(2_000), seriesSchema),
});

/** When a result first broke its budget, by the trail of base. */
export const sinceSchema = z.object({
  /** The first commit that was over the budget. */
  sha: text.regex(SHA),
  /** Its date, ISO 8601. */
  at: text,
  /** Days from that commit to the run. */
  days: z.int().nonnegative(),
  /** Who accepted it there; absent: nobody, or unknown. */
  accepted: z.object({ by: text.nullable(), at: text.nullable() }).optional(),
});

export type Trail = z.infer<typeof trailSchema>;
export type TrailPoint = Trail['points'][number];
export type TrailEnvironment = Trail['envs'][number];
export type Series = Trail['series'][string];
export type Since = z.infer<typeof sinceSchema>;
