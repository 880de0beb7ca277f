import leven from 'leven';
import { z } from 'zod';
import type { Group, Metric, Unit } from '../checks/check.ts';
import { parseAmount, parseDuration, parseThreshold } from './units.ts';

/** `off` takes a limit away, the default's too. */
export const OFF = 'off';

/** A limit as it was written, parsed. */
export type WrittenBudget = { readonly limit: number } | typeof OFF;
export type WrittenThreshold = { readonly limit: number; readonly by: 'fraction' | 'amount' } | typeof OFF;

const written = z.union([z.string(), z.number()], {
  error: 'expected a quantity such as "250 kB", "2.5 s", "10%", or "off"',
});

/** Answers to keys that the field once used. */
const RETIRED: Readonly<Record<string, string>> = {
  fid: 'FID is retired: limit "tbt" instead',
};

/** A mistake as an issue of the schema, with the hint where the error printer finds it. */
export function addMistake(context: z.RefinementCtx, mistake: { message: string; hint: string }): never {
  context.addIssue({ code: 'custom', message: mistake.message, params: { hint: mistake.hint } });
  return z.NEVER;
}

/** An object that knows its keys, and says which one was meant by an unknown one. One line per unknown key. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(key, known)).join('\n') : undefined,
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const retired = RETIRED[key];
  if (retired !== undefined && known.includes('tbt')) return retired;
  const closest = closestKey(key, known);
  return closest
    ? `there is no such key here. Did you mean "${closest}"?`
    : `there is no such key here; known are ${known.join(', ')}`;
}

function closestKey(key: string, known: readonly string[]): string | undefined {
  return known
    .map((name) => ({ name, distance: leven(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** A duration in milliseconds. */
export const duration = z.union([z.string(), z.number()]).transform((input, context): number => {
  const parsed = parseDuration(input);
  return parsed.ok ? parsed.value : addMistake(context, parsed);
});

const budget = (unit: Unit) =>
  written.transform((input, context): WrittenBudget => {
    if (input === OFF) return OFF;
    const parsed = parseAmount(input, unit);
    return parsed.ok ? { limit: parsed.value } : addMistake(context, parsed);
  });

const threshold = (unit: Unit | null) =>
  written.transform((input, context): WrittenThreshold => {
    if (input === OFF) return OFF;
    const parsed = parseThreshold(input, unit);
    return parsed.ok ? { limit: parsed.limit, by: parsed.by } : addMistake(context, parsed);
  });

/** The `budgets` of a subject: one key a metric. */
const budgetsOf = (metrics: readonly Metric[]) =>
  strict(Object.fromEntries(metrics.map((metric) => [metric.id, budget(metric.unit).optional()])));

/** `thresholds`: one key a metric, one a group. */
export function thresholdsOf(metrics: readonly Metric[]) {
  const groups = new Set(metrics.map((metric) => metric.group).filter((group): group is Group => group !== null));
  return strict({
    ...Object.fromEntries([...groups].map((group) => [group, threshold(null).optional()])),
    ...Object.fromEntries(metrics.map((metric) => [metric.id, threshold(metric.unit).optional()])),
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
  readonly thresholds?: Readonly<Record<string, WrittenThreshold | undefined>> | undefined;
}
