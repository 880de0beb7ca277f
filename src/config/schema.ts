import { z } from 'zod';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { duration, limitsOf, strict, thresholdsOf } from './limits.ts';

/** The shape of perf-budget.yml. schema.json is generated from it. */

/** Names become headings, ids and file names in reports. */
const name = z
  .string()
  .min(1, 'a name is needed')
  .max(200, 'a name has at most 200 characters')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not have
  .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, 'a name has no control characters');

const command = z.string().min(1, 'expected a shell command');

const rounds = z.int('expected a whole number of rounds').min(1, 'at least 1 round').max(1_000, 'at most 1000 rounds');

const sampledChecks = checks.filter((check) => check.metrics.some((metric) => metric.kind === 'sampled'));

const kinds = ['static', 'start', 'url'] as const;
const onlyWith = {
  start: ['prepare', 'env', 'cwd', 'ready', 'timeout'],
  url: ['base-url', 'allow-load'],
} as const;

const server = strict({
  static: z
    .string()
    .min(1, 'expected a folder')
    .optional()
    .describe('A folder, served as a production host would: compressed, cached, with SPA fallback.'),
  start: command.optional().describe('A command that starts the server on the port in $PORT.'),
  prepare: command.optional().describe('Run before `start`, with the same environment.'),
  env: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .optional()
    .describe('Environment of `prepare` and `start`. `$\{side}` stands for base or head.'),
  cwd: z.string().optional().describe('Folder in which the commands run, relative to the working directory.'),
  ready: z
    .string()
    .startsWith('/', 'expected a path such as /healthz')
    .optional()
    .describe('Polled until it answers 2xx. Default: /'),
  timeout: duration.optional().describe('How long `ready` may take. Default: 30 s'),
  url: z
    .url({ protocol: /^https?$/, error: 'expected a URL such as https://preview.example.com' })
    .optional()
    .describe("Head's server, already running somewhere."),
  'base-url': z
    .url({ protocol: /^https?$/, error: 'expected a URL such as https://www.example.com' })
    .optional()
    .describe("Base's server, already running somewhere."),
  'allow-load': z.boolean().optional().describe('Allow load on an address that is not loopback.'),
}).superRefine((value, context) => {
  const given = kinds.filter((kind) => value[kind] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none of them' : given.join(' and ');
    context.addIssue({
      code: 'custom',
      message: `a server has exactly one of static, start and url; here is ${found}`,
    });
    return;
  }
  for (const [kind, keys] of Object.entries(onlyWith)) {
    if (kind === given[0]) continue;
    for (const key of keys) {
      if (value[key] === undefined) continue;
      context.addIssue({ code: 'custom', path: [key], message: `goes with "${kind}", not with "${given[0]}"` });
    }
  }
});

/** Subjects of one check by name. */
const subjectsOf = (check: Check) =>
  z
    .record(name, check.schema(limitsOf(check.metrics)))
    .optional()
    .describe(check.summary);

export const configSchema = strict({
  $schema: z.string().optional(),
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
      .union([rounds, strict(Object.fromEntries(sampledChecks.map((check) => [check.id, rounds.optional()])))])
      .optional()
      .describe('Pairs of visits of a subject, at most: one number, or one a check.'),
    time: duration.optional().describe('No round begins after this time of measuring. Default: 5 min'),
  })
    .optional()
    .describe('How long to measure.'),
});

export type WrittenConfig = z.infer<typeof configSchema>;
export type WrittenServer = z.infer<typeof server>;
