import { z } from 'zod';
import { strict } from '../../settings/keys.ts';
import { addMistake, budgetsWith, duration, type LimitShape, type WrittenLimits } from '../../settings/limits.ts';
import { OFF } from '../../settings/rule.ts';
import { secretText } from '../../settings/secret-text.ts';
import { FORMATS } from './formats/formats.ts';
import { metrics, time } from './metrics.ts';

/** One suite: a command, and how its results are read. */
export interface BenchSettings {
  readonly run: string;
  /** Id of a format; null: found by the shape of the results. */
  readonly format: string | null;
  /** Path of the file that the command writes, from `cwd`; null: that of PERF_BUDGET_OUTPUT, or else what it prints. */
  readonly results: string | null;
  /** Names of benchmarks, in which `*` stands for any text; empty: all. */
  readonly only: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The server that runs during the command; null: none. */
  readonly server: string | null;
  readonly timeoutMs: number;
  /** Exit codes of a run whose results count. */
  readonly exits: readonly number[];
  /** Names of benchmarks with a limit of their own; `*` stands for any text. */
  readonly byName: readonly string[];
  /** Metrics that have a limit of this suite's own. */
  readonly required: readonly string[];
}

/** One number has no noise to judge by: the reason why results of another run are refused. */
const MEASURED_ELSEWHERE =
  'results that were measured elsewhere have no noise to judge by: name the command that measures them, which runs on both sides in turn. run: npm run bench';

const name = z.string().min(1, 'expected the name of a benchmark');

const others = {
  /** Any line of text that is no metric. */
  pattern: new RegExp(`^(?!(?:${metrics.map(({ id }) => id).join('|')})$)[^\\p{Cc}\\p{Zl}\\p{Zp}]{1,200}$`, 'u'),
  noun: 'the name of a benchmark, in which * stands for any text',
  description: 'Limit for the time of each benchmark that is called this.',
};

export const schema = (limits: LimitShape) =>
  strict(
    {
      run: z
        .string({ error: ({ input }) => (input === undefined ? MEASURED_ELSEWHERE : 'expected a shell command') })
        .min(1, 'expected a shell command')
        .describe('Command that runs the benchmarks once, on each side in turn.'),
      format: z
        .enum(FORMATS.map(({ id }) => id) as [string, ...string[]])
        .optional()
        .describe('How its results are read. Default: found by their shape.'),
      results: z
        .string()
        .min(1, 'expected the path of a file')
        .optional()
        .describe('File that the command writes, from `cwd`. Default: $PERF_BUDGET_OUTPUT, or what it prints.'),
      only: z
        .union([name.transform((one) => [one]), z.array(name).min(1)])
        .optional()
        .describe('Names of the benchmarks to compare; * stands for any text. Default: all'),
      cwd: z.string().min(1).default('.').describe('Folder in which it runs, from the working directory. Default: .'),
      env: z
        .record(z.string().min(1), secretText("a suite's env", z.string()))
        .default({})
        // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
        .describe('Its environment. ${side} stands for base or head.'),
      server: z.string().min(1).optional().describe("Key of a server. $PERF_BUDGET_URL is that side's address."),
      timeout: duration
        .refine((ms) => ms >= 1_000, 'a timeout is at least 1 s')
        .default(300_000)
        .describe('How long one run may take. Default: 5 min'),
      'expect-exit': z
        .union([z.int().transform((one) => [one]), z.array(z.int()).min(1)])
        .default([0])
        .describe('Exit codes of a run whose results count: [0, 99] for k6 with thresholds. Default: 0'),
      ...limits,
      budgets: budgetsWith(metrics, others, time)
        .optional()
        .describe('Limits by metric, or by the name of a benchmark for its time.'),
    },
    (key) => (key === 'file' ? MEASURED_ELSEWHERE : null),
  )
    .superRefine(({ 'expect-exit': exits }, context) => {
      if (exits.some((code) => code < 0 || code > 255))
        addMistake(context, { message: 'an exit code lies between 0 and 255', hint: 'write expect-exit: [0, 99]' });
    })
    .transform(({ run, format, results, only = [], cwd, env, server, timeout, 'expect-exit': exits, ...written }) => ({
      ...written,
      ...{ run, cwd, env, exits, only },
      format: format ?? null,
      results: results ?? null,
      server: server ?? null,
      timeoutMs: timeout,
      ...limitedBy(written),
    }));

/** The metrics and the names that have limits of a suite's own. */
function limitedBy({ budgets = {}, thresholds = {} }: WrittenLimits): Pick<BenchSettings, 'byName' | 'required'> {
  const isMetric = (key: string) => metrics.some(({ id }) => id === key);
  const rules = Object.entries(budgets).filter(([, rule]) => rule !== undefined);
  const held = [
    ...rules.filter(([, rule]) => [rule?.budget, rule?.threshold].some((limit) => limit != null && limit !== OFF)),
    ...Object.entries(thresholds).filter(([, limit]) => limit !== undefined && limit !== OFF),
  ].map(([key]) => key);
  return {
    byName: rules.map(([key]) => key).filter((key) => !isMetric(key)),
    required: [...new Set(held.filter(isMetric))],
  };
}
