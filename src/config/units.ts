import type { Unit } from '../checks/check.ts';

/**
 * Quantities as a person writes them. Sizes: kB = 1000 bytes, KiB = 1024. Times: ms, s, min. Fractions: `10%` or `0.1`.
 */
type Dimension = 'size' | 'duration' | 'fraction' | 'number';

interface Scale {
  readonly noun: string;
  readonly factors: Readonly<Record<string, number>>;
  readonly example: string;
}

const SCALES: Readonly<Record<Dimension, Scale>> = {
  size: {
    noun: 'a size',
    factors: { B: 1, kB: 1_000, MB: 1_000_000, KiB: 1_024, MiB: 1_048_576 },
    example: '250 kB',
  },
  duration: { noun: 'a duration', factors: { ms: 1, s: 1_000, min: 60_000 }, example: '500 ms' },
  fraction: { noun: 'a fraction', factors: { '%': 0.01, '': 1 }, example: '10%' },
  number: { noun: 'a number', factors: { '': 1 }, example: '0.1' },
};

const DIMENSIONS: Readonly<Record<Unit, Dimension>> = {
  B: 'size',
  ms: 'duration',
  fraction: 'fraction',
  score: 'number',
  '1/s': 'number',
  'B/s': 'size',
};

const ALIASES: Readonly<Record<string, string>> = {
  b: 'B',
  byte: 'B',
  bytes: 'B',
  kb: 'kB',
  k: 'kB',
  mb: 'MB',
  m: 'MB',
  kib: 'KiB',
  mib: 'MiB',
  msec: 'ms',
  millis: 'ms',
  milliseconds: 'ms',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  percent: '%',
};

export type Parsed = { readonly ok: true; readonly value: number } | Mistake;

export interface Mistake {
  readonly ok: false;
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
}

const mistake = (message: string, hint: string): Mistake => ({ ok: false, message, hint });

const QUANTITY = /^\+?(\d+(?:\.\d+)?|\.\d+)\s*([a-z%_]*)$/i;

function parse(input: string | number, dimension: Dimension): Parsed {
  const { noun, factors, example } = SCALES[dimension];
  const shown = typeof input === 'number' ? String(input) : `"${input}"`;
  const text = String(input).trim();
  if (text.startsWith('-')) return mistake(`${shown} is negative`, `write ${example}, or "off" for no limit`);
  const [, digits, suffix = ''] = QUANTITY.exec(text) ?? [];
  if (digits === undefined) return mistake(`${shown} is not ${noun}`, `write it like ${example}`);
  const factor = factors[suffix];
  if (factor !== undefined) return { ok: true, value: Number(digits) * factor };
  const meant = ALIASES[suffix.toLowerCase()];
  if (meant !== undefined && meant in factors) return mistake(`${shown} is not ${noun}`, `write ${digits} ${meant}`);
  if (suffix === '') {
    const units = Object.keys(factors).join(', ');
    return mistake(`${shown} has no unit`, `write ${digits} with one of ${units}, like ${example}`);
  }
  return mistake(`${shown} is not ${noun}`, `write it like ${example}`);
}

/** A budget in the metric's unit. */
export const parseAmount = (input: string | number, unit: Unit): Parsed => parse(input, DIMENSIONS[unit]);

/** Milliseconds. */
export const parseDuration = (input: string | number): Parsed => parse(input, 'duration');

export type ParsedThreshold =
  | { readonly ok: true; readonly limit: number; readonly by: 'fraction' | 'amount' }
  | Mistake;

/**
 * A threshold: `10%` or `0.1` is a fraction of base; with the metric's own unit it is an amount (`+5 kB`, `+150 ms`).
 * For a metric without a unit a bare number is an amount, since that is its unit.
 */
export function parseThreshold(input: string | number, unit: Unit | null): ParsedThreshold {
  const text = String(input).trim();
  const bare = /^\+?[\d.]+$/.test(text);
  if (text.endsWith('%') || unit === null || unit === 'fraction' || (bare && unit !== 'score')) {
    const fraction = parse(input, 'fraction');
    if (!fraction.ok) return mistake(fraction.message, `write ${unit === null ? '10%' : thresholdExample(unit)}`);
    if (bare && fraction.value > 1)
      return mistake(`${text} as a fraction means ${Number(text) * 100} %`, `write ${text}%`);
    return { ok: true, limit: fraction.value, by: 'fraction' };
  }
  const amount = parseAmount(input, unit);
  if (!amount.ok) return mistake(amount.message, `${amount.hint}, or a fraction like 10%`);
  return { ok: true, limit: amount.value, by: 'amount' };
}

const thresholdExample = (unit: Unit): string => `10% or ${SCALES[DIMENSIONS[unit]].example}`;
