import { type Metric, UNITS } from '../model/metric.ts';
import { clean } from '../text/sanitize.ts';
import { found } from './messages.ts';
import { type Mistake, type ParsedThreshold, parseBudget, parseThreshold } from './quantity.ts';

/** `off` removes a limit, even the default. */
export const OFF = 'off';

/** A written limit, parsed. */
type WrittenBudget = { readonly limit: number } | typeof OFF;
export type WrittenThreshold = { readonly limit: number; readonly by: 'fraction' | 'amount' } | typeof OFF;

/** A line of `budgets`; null for a limit that the line does not set. */
export interface WrittenRule {
  readonly budget: WrittenBudget | null;
  readonly threshold: WrittenThreshold | null;
}

type ParsedRule = ({ readonly ok: true } & WrittenRule) | Mistake;

type Input = string | number;

/** The first character of a threshold. */
const SIGNS = {
  higher: { sign: '+', begins: /^\s*\+/ },
  lower: { sign: '-', begins: /^\s*[-\u2212]/ },
} as const satisfies Record<Metric['worse'], { sign: string; begins: RegExp }>;

/**
 * A budget (`250 kB`), a threshold with its sign (`+5 kB`, `+2%`), or both with a comma between them (`250 kB, +5 kB`).
 * If lower is worse, the sign is a minus: `-2%`. `off` in place of a budget removes the budget, and leaves the
 * threshold.
 */
export function parseRule(input: Input, metric: Pick<Metric, 'unit' | 'worse'>): ParsedRule {
  const { sign, begins } = SIGNS[metric.worse];
  const { example } = UNITS[metric.unit];
  const like = `write it like ${example}, ${sign}5%`;
  const mistake = (message: string, hint: string): Mistake => ({ ok: false, message, hint });
  if (/\d,\d/.test(String(input))) {
    return mistake(`${found(input)} has a comma in a number`, 'write a decimal with a point: 2.5');
  }
  const parts: Input[] = typeof input === 'string' ? input.split(',').map((part) => part.trim()) : [input];
  if (parts.length > 1 && parts.includes('')) return mistake(`${found(input)} has nothing beside its comma`, like);

  const isThreshold = (part: Input) => begins.test(String(part));
  const [threshold, ...moreThresholds] = parts.filter(isThreshold);
  const [budget, ...moreBudgets] = parts.filter((part) => !isThreshold(part));
  if (moreThresholds.length > 0) return mistake(`${found(input)} has two thresholds`, like);
  if (moreBudgets.length > 0) {
    const why = parts.includes(OFF) ? '"off" takes the budget away' : `a threshold begins with ${sign}`;
    return mistake(`${found(input)} has two budgets; ${why}`, like);
  }
  if (parts.length > 1 && parts[0] === threshold) return mistake(`${found(input)} begins with its threshold`, like);

  const limit = budget === undefined ? null : budgetOf(budget, metric);
  if (limit !== null && limit !== OFF && 'ok' in limit) return limit;
  const allowed = threshold === undefined ? null : thresholdOf(threshold, metric, sign);
  if (allowed !== null && !allowed.ok) return allowed;
  return { ok: true, budget: limit, threshold: allowed && { limit: allowed.limit, by: allowed.by } };
}

function budgetOf(input: Input, { unit, worse }: Pick<Metric, 'unit' | 'worse'>): WrittenBudget | Mistake {
  if (input === OFF) return OFF;
  if (worse === 'lower' && SIGNS.higher.begins.test(String(input))) {
    const message = `${found(input)} is a change for the better: of this metric, less is worse`;
    return { ok: false, message, hint: `write a threshold as ${clean(String(input).replace(/\+\s*/, '-'), 60)}` };
  }
  const parsed = parseBudget(input, unit);
  return parsed.ok ? { limit: parsed.value } : parsed;
}

/** Examples of thresholds in a hint need their sign: without it they would be budgets. */
function thresholdOf(input: Input, { unit, worse }: Pick<Metric, 'unit' | 'worse'>, sign: string): ParsedThreshold {
  const parsed = parseThreshold(input, unit, worse);
  return parsed.ok ? parsed : { ...parsed, hint: parsed.hint.replace(/(?<![\d.+])\+?(?=\.?\d)/g, sign) };
}
