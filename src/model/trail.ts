import { z } from 'zod';
import { UNIT_NAMES } from './metric.ts';
import { SHA } from './sha.ts';

/**
 * The trail of a line of commits: what was measured at the last of them, as columns, since a hundred metrics at three
 * hundred commits are few lists and many figures.
 */

const text = z.string();

export const MOST_POINTS = 300;
export const MOST_SERIES = 200;

/** No figure of ours is larger. */
const value = z.number().min(-1e15).max(1e15);
const column = <T extends z.ZodType>(of: T) => z.array(of.nullable()).max(MOST_POINTS);

const pointSchema = z.object({
  sha: text.regex(SHA),
  /** The commit's date, ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  /** The commit that it was compared with; null if there was none. */
  base: text.regex(SHA).nullable(),
  /** Place in `envs`. */
  env: z.int().nonnegative(),
  /** Causes of changes, as `finding-key.ts` recognises them. */
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
  /** Who accepted breaches of it, of all subjects or of one. */
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
  /** Against the point's own base: as a fraction if `ratio`, else in the unit. */
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
  /** By the id of a result. */
  series: z.record(text.max(2_000), seriesSchema),
});

/** Since when a result is over its budget, as the trail of base knows it. */
export const sinceSchema = z.object({
  /** The first commit that was. */
  sha: text.regex(SHA),
  /** Its date, ISO 8601. */
  at: text,
  /** Between that and the run. */
  days: z.int().nonnegative(),
  /** Who accepted it there; absent: nobody, or it is not known. */
  accepted: z.object({ by: text.nullable(), at: text.nullable() }).optional(),
});

export type Trail = z.infer<typeof trailSchema>;
export type TrailPoint = Trail['points'][number];
export type TrailEnvironment = Trail['envs'][number];
export type Series = Trail['series'][string];
export type Since = z.infer<typeof sinceSchema>;
