import type { Unit } from '../checks/check.ts';

/**
 * Quantities as a person writes them. Sizes: kB = 1000 bytes, KiB = 1024. Times: ms, s, min. Fractions: `10%` or `0.1`.
 */
type Dimension = 'size' | 'duration' | 'fraction' | 'number' | 'rate' | 'throughput';

interface Scale {
  readonly noun: string;
  /** By suffix; the empty one is a bare number. */
  readonly factors: ReadonlyMap<string, number>;
  readonly example: string;
}

const SIZES = [
  ['B', 1],
  ['kB', 1_000],
  ['MB', 1_000_000],
  ['KiB', 1_024],
  ['MiB', 1_048_576],
] as const;

const SCALES: Readonly<Record<Dimension, Scale>> = {
  size: { noun: 'a size', factors: new Map(SIZES), example: '250 kB' },
  duration: {
    noun: 'a duration',
    factors: new Map([
      ['ms', 1],
      ['s', 1_000],
      ['min', 60_000],
    ]),
    example: '500 ms',
  },
  fraction: {
    noun: 'a fraction',
    factors: new Map([
      ['%', 0.01],
      ['', 1],
    ]),
    example: '10%',
  },
  number: { noun: 'a number', factors: new Map([['', 1]]), example: '0.1' },
  rate: {
    noun: 'a rate',
    factors: new Map([
      ['/s', 1],
      ['', 1],
    ]),
    example: '200/s',
  },
  throughput: {
    noun: 'a throughput',
    factors: new Map(SIZES.map(([suffix, factor]) => [`${suffix}/s`, factor])),
    example: '250 kB/s',
  },
};

const DIMENSIONS: Readonly<Record<Unit, Dimension>> = {
  B: 'size',
  ms: 'duration',
  fraction: 'fraction',
  score: 'number',
  '1/s': 'rate',
  'B/s': 'throughput',
};

/** What people write for a suffix, in lower case. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    B: ['b', 'byte', 'bytes'],
    kB: ['k', 'kb', 'kilobyte', 'kilobytes'],
    MB: ['m', 'mb', 'megabyte', 'megabytes'],
    KiB: ['kib'],
    MiB: ['mib'],
    ms: ['msec', 'msecs', 'millis', 'millisecond', 'milliseconds'],
    s: ['sec', 'secs', 'second', 'seconds'],
    min: ['m', 'mins', 'minute', 'minutes'],
    '%': ['percent', 'pct'],
    '/s': ['rps', 'req/s'],
  }).flatMap(([suffix, written]) => written.map((one): [string, string] => [one, suffix])),
);

export interface Mistake {
  readonly ok: false;
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
}

export type Parsed = { readonly ok: true; readonly value: number } | Mistake;

const mistake = (message: string, hint: string): Mistake => ({ ok: false, message, hint });

const QUANTITY = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z%_/]*)$/i;

const show = (input: string | number): string => (typeof input === 'number' ? String(input) : `"${input}"`);

function parse(input: string | number, dimension: Dimension): Parsed {
  const { noun, factors, example } = SCALES[dimension];
  const text = String(input).trim();
  if (/^[-\u2212]/.test(text)) return mistake(`${show(input)} is negative`, `write it like ${example}`);
  const [, digits = '', suffix = ''] = QUANTITY.exec(text) ?? [];
  const value = Number(digits) * (factors.get(suffix) ?? 1);
  if (digits === '' || !Number.isFinite(value)) {
    return mistake(`${show(input)} is not ${noun}`, `write it like ${example}`);
  }
  if (factors.has(suffix)) return { ok: true, value };
  if (suffix === '') {
    const choices = [...factors.keys()].map((known) => `${digits} ${known}`);
    return mistake(`${show(input)} has no unit`, `write ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`);
  }
  const meant = closestSuffix(suffix, factors);
  return mistake(
    `${show(input)} is not ${noun}`,
    meant === undefined ? `write it like ${example}` : `write ${joined(digits, meant)}`,
  );
}

function closestSuffix(suffix: string, factors: ReadonlyMap<string, number>): string | undefined {
  const lower = suffix.toLowerCase();
  const known = [...factors.keys()].filter((one) => one !== '');
  // `m` is a size in one place and a time in the other.
  if (lower === 'm') return known.find((one) => one === 'MB' || one === 'min');
  return (
    known.find((one) => one.toLowerCase() === lower || one === `${suffix}/s`) ??
    known.find((one) => one === MEANT.get(lower))
  );
}

const joined = (digits: string, suffix: string): string => `${digits}${/^[%/]/.test(suffix) ? '' : ' '}${suffix}`;

/** A limit in the metric's unit. */
export function parseAmount(input: string | number, unit: Unit): Parsed {
  const text = String(input).trim();
  if (text.startsWith('+')) {
    return mistake(`${show(input)} is a change, and a budget is a limit`, `write ${text.slice(1)} here, or ${text} under thresholds`);
  }
  const parsed = parse(input, DIMENSIONS[unit]);
  if (!parsed.ok || unit !== 'fraction') return parsed;
  return bareNumber(text, parsed.value) ?? (parsed.value > 1 ? mistake(`${show(input)} is more than 100%`, 'write it like 1%') : parsed);
}

/** Milliseconds. */
export const parseDuration = (input: string | number): Parsed => parse(input, 'duration');

/** `10` for a fraction would be 1000 %: nobody means that. */
function bareNumber(text: string, fraction: number): Mistake | null {
  if (text.endsWith('%') || fraction < 1) return null;
  return mistake(`${text} as a fraction is ${Number(text) * 100}%`, `did you mean ${text}%?`);
}

export type ParsedThreshold =
  | { readonly ok: true; readonly limit: number; readonly by: 'fraction' | 'amount' }
  | Mistake;

/**
 * A threshold: `10%` or `0.1` is a fraction of base; with the metric's own unit it is an amount (`+5 kB`, `+150 ms`).
 * For a metric without a unit a bare number is an amount. `unit` is null for a group, which takes fractions only.
 */
export function parseThreshold(input: string | number, unit: Unit | null): ParsedThreshold {
  const text = String(input).trim().replace(/^\+\s*/, '');
  const bare = /^[\d.]+$/.test(text);
  const plain = unit !== null && SCALES[DIMENSIONS[unit]].factors.has('');
  if (text.endsWith('%') || unit === null || unit === 'fraction' || (bare && !plain)) {
    const parsed = parse(typeof input === 'number' ? input : text, 'fraction');
    if (!parsed.ok) return mistake(parsed.message, unit === null ? GROUP_HINT : parsed.hint);
    return bareNumber(text, parsed.value) ?? { ok: true, limit: parsed.value, by: 'fraction' };
  }
  const parsed = parse(typeof input === 'number' ? input : text, DIMENSIONS[unit]);
  if (!parsed.ok) return mistake(parsed.message, `${parsed.hint}, or as a fraction like 10%`);
  return { ok: true, limit: parsed.value, by: 'amount' };
}

const GROUP_HINT = 'write it like 10%; an amount, such as +5 kB, goes to one metric';
