import { type Metric, UNITS, type Unit } from '../model/metric.ts';
import { found } from './messages.ts';
import { type Dimension, DURATION, FRACTION, takesBareNumbers, withSuffix } from './units.ts';

/** Reads quantities as a person writes them: `250 kB`, `2.5 s`, `10%`, `+150 ms`. */

export interface Mistake {
  readonly ok: false;
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
}

type Parsed = { readonly ok: true; readonly value: number } | Mistake;

export type ParsedThreshold =
  | { readonly ok: true; readonly limit: number; readonly by: 'fraction' | 'amount' }
  | Mistake;

const mistake = (message: string, hint: string): Mistake => ({ ok: false, message, hint });

const QUANTITY = /^(?:\+\s*)?(\d+(?:\.\d+)?|\.\d+)\s*([a-zµμ%_/]*)$/i;

/** Beyond this, numbers are no longer exact. */
const LARGEST = 1e15;

const isNegative = (input: string | number): boolean => /^\s*[-\u2212]\s*[\d.]/.test(String(input));

const negativeLimit = (input: string | number, { example }: Dimension): Mistake =>
  mistake(`${found(input)} is negative`, `write it like ${example}, or "off" for no limit`);

/** `quoted` is the input as its author wrote it, for messages. */
function parse(input: string | number, { noun, suffixes, example, whole }: Dimension, quoted = input): Parsed {
  const text = String(input).trim();
  const isNot = `${found(quoted)} is not ${noun}`;
  const likeThis = `write it like ${example}`;
  if (isNegative(input)) return mistake(`${found(input)} is negative`, likeThis);
  const [, digits, written = ''] = QUANTITY.exec(text) ?? [];
  if (digits === undefined || Number(digits) > LARGEST) return mistake(isNot, likeThis);
  if (whole && !Number.isInteger(Number(digits))) return mistake(isNot, likeThis);
  const suffix = suffixes.find((one) => one.text === written);
  // 57 * 0.01 is 0.5700000000000001.
  if (suffix !== undefined) return { ok: true, value: Number((Number(digits) * suffix.factor).toPrecision(15)) };
  if (written === '') {
    const choices = suffixes.map((one) => withSuffix(digits, one));
    return mistake(`${found(quoted)} has no unit`, `write ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`);
  }
  const lower = written.toLowerCase();
  const meant = suffixes.find(({ text, meantBy }) => text.toLowerCase() === lower || meantBy.includes(lower));
  return mistake(isNot, meant === undefined ? likeThis : `write ${withSuffix(digits, meant)}`);
}

/** Things a second. */
export const parseRate = (input: string | number): Parsed => parse(input, UNITS['1/s']);

/** Milliseconds. */
export const parseDuration = (input: string | number): Parsed => parse(input, DURATION);

/** `10%` and `0.1`. A bare `10` would be 1000 %, which is a mistake. */
function parseFraction(input: string | number, quoted = input): Parsed {
  const parsed = parse(input, FRACTION, quoted);
  const text = String(input).trim();
  if (!parsed.ok || text.endsWith('%') || parsed.value < 1) return parsed;
  return mistake(`${String(quoted).trim()} as a fraction is ${Number(text) * 100}%`, `did you mean ${text}%?`);
}

/** A budget, in the metric's unit. */
export function parseBudget(input: string | number, unit: Unit): Parsed {
  const text = String(input).trim();
  if (isNegative(input)) return negativeLimit(input, UNITS[unit]);
  if (text.startsWith('+')) {
    return mistake(`${found(input)} is a change, and a budget is a limit`, 'write it without the plus');
  }
  if (unit !== 'fraction') return parse(input, UNITS[unit]);
  const parsed = parseFraction(input);
  return parsed.ok && parsed.value > 1 ? mistake(`${found(input)} is more than 100%`, 'write at most 100%') : parsed;
}

/** The sign of a change for the worse. It distinguishes thresholds from budgets where both are allowed. */
const SIGNS: Readonly<Record<Metric['worse'], RegExp>> = { higher: /^\+\s*/, lower: /^[+\-\u2212]\s*/ };

/**
 * A threshold. `10%` and `0.1` are fractions of base. An amount is a number in the metric's own unit (`+5 kB`, `+150
 * ms`). For a metric without a unit, a bare number is an amount. `unit` is null for a group, which takes only
 * fractions. The sign has no effect: a plus may precede any threshold, and a minus if `lower` is worse.
 */
export function parseThreshold(
  input: string | number,
  unit: Unit | null,
  worse: Metric['worse'] = 'higher',
): ParsedThreshold {
  const unsigned = String(input).trim().replace(SIGNS[worse], '');
  if (isNegative(unsigned)) return negativeLimit(input, FRACTION);
  const dimension = unit === null ? FRACTION : UNITS[unit];
  const bare = /^[\d.]+$/.test(unsigned);
  if (unsigned.endsWith('%') || dimension === FRACTION || (bare && !takesBareNumbers(dimension))) {
    const fraction = parseFraction(unsigned, input);
    if (fraction.ok) return { ok: true, limit: fraction.value, by: 'fraction' };
    if (unit === null && !bare) return mistake(fraction.message, `${fraction.hint}; an amount goes to one metric`);
    if (dimension === FRACTION || !bare) return fraction;
    return mistake(`${found(input)} has no unit`, `${fraction.hint} An amount is written like +${dimension.example}`);
  }
  const amount = parse(unsigned, dimension, input);
  if (amount.ok) return { ok: true, limit: amount.value, by: 'amount' };
  return mistake(amount.message, `${amount.hint}, or as a fraction like 10%`);
}
