import { z } from 'zod';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { strict } from '../settings/keys.ts';
import { duration, fraction, limitsOf, thresholdsOf } from '../settings/limits.ts';
import { server } from './server-schema.ts';

/** The shape of perf-budget.yml. schema.json is generated from it. */

/** Names become headings, ids and file names in reports. */
const name = z
  .string()
  .max(200, 'a name has at most 200 characters')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'a name has no control characters')
  .regex(/\P{Z}/u, 'a name has a character that can be seen');

const command = z.string().min(1, 'expected a shell command');

const rounds = z.int().min(1, 'at least 1 round').max(1_000, 'at most 1000 rounds');

const roundsByCheck = strict(
  Object.fromEntries(
    checks
      .filter((check) => check.metrics.some((metric) => metric.kind !== 'exact'))
      .map((check) => [check.id, rounds.optional().describe(`Default: ${check.schedule.rounds}`)]),
  ),
);

/** Subjects of one check by name. */
const subjectsOf = (check: Check) =>
  z
    .record(name, check.settings.schema(limitsOf(check.metrics)))
    .optional()
    .describe(check.summary);

export const configSchema = strict({
  $schema: z.string().optional().describe('Address of schema.json, for editors.'),
  carry: z
    .array(z.string().min(1, 'expected the name or path of a file'))
    .optional()
    .describe(
      "Untracked files of the workspace that base's checkout gets, too, by name or by path from the working directory. Default: .env*, .npmrc and .yarnrc.yml",
    ),
  install: command
    .optional()
    .describe(
      "Default: the package manager's frozen install. Always on base; on head only if node_modules is missing.",
    ),
  build: command
    .optional()
    .describe('Run in each checkout, with PERF_BUDGET_SIDE=base or head. Default: the build script, if there is one.'),
  servers: z.record(name, server).optional().describe('Servers, by name.'),
  ...Object.fromEntries(checks.map((check) => [check.id, subjectsOf(check)])),
  thresholds: thresholdsOf(checks.flatMap((check) => check.metrics))
    .optional()
    .describe('How much worse than base, by group or by metric.'),
  measure: strict({
    rounds: z
      .union([rounds, roundsByCheck])
      .optional()
      .describe('Pairs of visits of a subject, at most: one number, or one a check.'),
    time: duration
      .refine((ms) => ms >= 1_000, 'this leaves no time to measure: at least 1 s')
      .optional()
      .describe(
        'After this time of measuring nothing is launched again, and open results stay undecided. Default: what the plan needs, from 2 to 12 min',
      ),
    confidence: fraction
      .refine((share) => share >= 0.5 && share < 1, 'expected at least 50% and less than 100%')
      .optional()
      .describe('The chance that a whole run in which nothing changed does not fail. Default: 99%'),
  })
    .optional()
    .describe('How long to measure, and how sure to be.'),
});

export type WrittenConfig = z.infer<typeof configSchema>;
