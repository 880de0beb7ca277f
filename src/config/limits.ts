import { z } from 'zod';
import type { Group, Metric, Unit } from '../checks/metric.ts';
import { strict } from './keys.ts';
import { type Mistake, parseBudget, parseDuration, parseThreshold } from './quantity.ts';
import { budgetJson, durationJson, type QuantityJson, thresholdJson } from './quantity-json.ts';
import { found } from './words.ts';

/** `off` takes a limit away, the default's too. */
export const OFF = 'off';

/** A limit as it was written, parsed. */
export type WrittenBudget = { readonly limit: number } | typeof OFF;
export type WrittenThreshold = { readonly limit: number; readonly by: 'fraction' | 'amount' } | typeof OFF;

/** Adds a mistake with a hint how to mend it, from within a schema. */
export function addMistake(context: z.RefinementCtx, mistake: { message: string; hint: string }): never {
  context.addIssue({ code: 'custom', message: mistake.message, params: { hint: mistake.hint } });
  return z.NEVER;
}

/** A quantity as text or number. schema.json can't run the parser: `json` says the same as a pattern. */
const quantity = <Good extends { readonly ok: true }>(
  json: QuantityJson,
  parse: (input: string | number) => Good | Mistake,
) =>
  z
    .unknown()
    .meta(json)
    .transform((input, context): Good => {
      if (typeof input !== 'string' && typeof input !== 'number') {
        const message = `expected a quantity, found ${found(input)}`;
        return addMistake(context, { message, hint: `write it like ${json.examples[0]}` });
      }
      const parsed = parse(input);
      return parsed.ok ? parsed : addMistake(context, parsed);
    });

const NO_LIMIT = { ok: true, limit: OFF } as const;

/** A duration in milliseconds. */
export const duration = quantity(durationJson, parseDuration).transform(({ value }) => value);

/** A share of one, such as 99 %. */
export const fraction = quantity(budgetJson('fraction'), (input) => parseBudget(input, 'fraction')).transform(
  ({ value }) => value,
);

const budget = (unit: Unit) =>
  quantity(budgetJson(unit), (input) => (input === OFF ? NO_LIMIT : parseBudget(input, unit))).transform(
    (parsed): WrittenBudget => ('limit' in parsed ? OFF : { limit: parsed.value }),
  );

const threshold = (unit: Unit | null) =>
  quantity(thresholdJson(unit), (input) => (input === OFF ? NO_LIMIT : parseThreshold(input, unit))).transform(
    (parsed): WrittenThreshold => ('by' in parsed ? { limit: parsed.limit, by: parsed.by } : OFF),
  );

/** The `budgets` of a subject: one key a metric. */
const budgetsOf = (metrics: readonly Metric[]) =>
  strict(
    Object.fromEntries(
      metrics.map(({ id, label, unit, worse }) => {
        const bound = worse === 'higher' ? 'at most' : 'at least';
        return [id, budget(unit).optional().describe(`${label}: ${bound} this.`)];
      }),
    ),
  );

/** `thresholds`: one key a metric, one a group. A metric that is named like its group stands for both. */
export function thresholdsOf(metrics: readonly Metric[]) {
  const groups = new Set(metrics.map(({ group }) => group).filter((group) => group !== null));
  const ids = (group: Group) => metrics.filter((metric) => metric.gates && metric.group === group).map(({ id }) => id);
  return strict({
    ...Object.fromEntries(
      [...groups].map((group) => [
        group,
        threshold(null)
          .optional()
          .describe(`For ${ids(group).join(', ')}.`),
      ]),
    ),
    ...Object.fromEntries(
      metrics.map(({ id, label, unit }) => [
        id,
        threshold(unit).optional().describe(`How much worse ${label} may get.`),
      ]),
    ),
  });
}

/** The keys that every subject of a check has, whatever the check. */
export const limitsOf = (metrics: readonly Metric[]) => ({
  budgets: budgetsOf(metrics).optional().describe('Absolute limits, by metric.'),
  thresholds: thresholdsOf(metrics).optional().describe('How much worse than base, by metric or by group.'),
});

/** Shape of `limitsOf`: what a check spreads into its schema. */
export type LimitShape = ReturnType<typeof limitsOf>;

/** The limits of one subject as the schema hands them on. */
export interface WrittenLimits {
  readonly budgets?: Readonly<Record<string, WrittenBudget | undefined>> | undefined;
  readonly thresholds?: WrittenThresholds | undefined;
}

/** By metric or by group. */
export type WrittenThresholds = Readonly<Record<string, WrittenThreshold | undefined>>;
