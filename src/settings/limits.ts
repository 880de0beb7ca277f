import { z } from 'zod';
import type { Group, Metric, Unit } from '../model/metric.ts';
import { clean } from '../text/sanitize.ts';
import { strict } from './keys.ts';
import { found, quoted } from './messages.ts';
import { type OtherKeys, strictWith } from './other-keys.ts';
import { type Mistake, parseBudget, parseDuration, parseRate, parseThreshold } from './quantity.ts';
import { budgetJson, durationJson, type QuantityJson, rateJson, ruleJson, thresholdJson } from './quantity-json.ts';
import { OFF, parseRule, type WrittenRule, type WrittenThreshold } from './rule.ts';

/** Reports a mistake from within a schema, with a hint on how to fix it. */
export function addMistake(context: z.RefinementCtx, mistake: { message: string; hint: string }): never {
  context.addIssue({ code: 'custom', message: mistake.message, params: { hint: mistake.hint } });
  return z.NEVER;
}

/** A quantity as text or number. schema.json can't run the parser, so `json` describes the quantity as a pattern. */
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

/** Things a second, such as 200/s. */
export const perSecond = quantity(rateJson, parseRate).transform(({ value }) => value);

/** A fraction of one, such as 99 %. */
export const fraction = quantity(budgetJson('fraction'), (input) => parseBudget(input, 'fraction')).transform(
  ({ value }) => value,
);

const rule = (metric: Pick<Metric, 'unit' | 'worse'>) =>
  quantity(ruleJson(metric), (input) => parseRule(input, metric)).transform(
    ({ budget, threshold }): WrittenRule => ({ budget, threshold }),
  );

const threshold = (unit: Unit | null, worse: Metric['worse'] = 'higher') =>
  quantity(thresholdJson(unit, worse), (input) =>
    input === OFF ? NO_LIMIT : parseThreshold(input, unit, worse),
  ).transform((parsed): WrittenThreshold => ('by' in parsed ? { limit: parsed.limit, by: parsed.by } : OFF));

const rulesOf = (metrics: readonly Metric[]) =>
  Object.fromEntries(
    metrics.map((metric) => {
      const bound = metric.worse === 'higher' ? 'at most' : 'at least';
      const example = ruleJson(metric).examples[1];
      const description = `${metric.label}: ${bound} this. With a threshold: ${example}`;
      return [metric.id, rule(metric).optional().describe(description)];
    }),
  );

/** The `budgets` of a subject: one key for each metric. */
const budgetsOf = (metrics: readonly Metric[]) => strict(rulesOf(metrics), commaMistake);

/** `budgets` that also accept the user's own keys, each a metric that is `like` the given one. */
export const budgetsWith = (
  metrics: readonly Metric[],
  others: Pick<OtherKeys<WrittenRule>, 'pattern' | 'noun'> & { readonly description: string },
  like: Metric,
) => {
  const { pattern, noun, description } = others;
  const json = { description, ...ruleJson(like) };
  return strictWith(rulesOf(metrics), { pattern, noun, value: rule(like), json }, commaMistake);
};

/** The longest key that may be a misplaced quantity. */
const LONGEST = 40;

/** Explains a comma within YAML's braces, which ends a value: in `{ css: 9 kB, +5% }` the threshold becomes a key. */
function commaMistake(key: string, object: object): string | null {
  if (key.length > LONGEST) return null;
  if (key !== OFF && !/^\s*[+\-\u2212]?\s*[\d.]+\s*[a-z%/]*\s*$/i.test(key)) return null;
  const entries = Object.entries(object);
  const [before, value] = entries[entries.findIndex(([one]) => one === key) - 1] ?? [];
  if (before === undefined || (typeof value !== 'string' && typeof value !== 'number')) return null;
  return `between { and } a comma ends a value. Put both in quotes: ${clean(before, 60)}: ${quoted(`${value}, ${key}`)}`;
}

/** `thresholds`: a key for each metric and each group. If a metric and its group share a name, the key sets both. */
export function thresholdsOf(metrics: readonly Metric[]) {
  const groups = new Set(metrics.map(({ group }) => group).filter((group) => group !== null));
  const ids = (group: Group) => [
    ...new Set(metrics.filter((metric) => metric.gates && metric.group === group).map(({ id }) => id)),
  ];
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
      metrics.map(({ id, label, unit, worse }) => [
        id,
        threshold(unit, worse).optional().describe(`How much worse ${label} may get.`),
      ]),
    ),
  });
}

/** The keys that subjects of every check have. */
export const limitsOf = (metrics: readonly Metric[]) => ({
  budgets: budgetsOf(metrics)
    .optional()
    .describe('Limits by metric: an absolute one, how much worse than base, or both.'),
  thresholds: thresholdsOf(metrics).optional().describe('How much worse than base, by metric or by group.'),
});

/** The keys that a check spreads into its schema. */
export type LimitShape = ReturnType<typeof limitsOf>;

/** The limits of one subject, as parsed. */
export interface WrittenLimits {
  readonly budgets?: Readonly<Record<string, WrittenRule | undefined>> | undefined;
  readonly thresholds?: WrittenThresholds | undefined;
  /** Whether budgets follow the sizes of base downwards. */
  readonly ratchet?: boolean | undefined;
}

/** By metric or by group. */
export type WrittenThresholds = Readonly<Record<string, WrittenThreshold | undefined>>;
