import type { Unit } from '../model/metric.ts';

/** The units of perf-budget.yml: kB = 1000 bytes and KiB = 1024, in and out. */

export interface Suffix {
  readonly text: string;
  /** Of the metric's unit. */
  readonly factor: number;
  /** What people write for it, in lower case. */
  readonly meantBy: readonly string[];
}

/** What a quantity measures, with the suffixes that it may have. The empty suffix is a bare number's. */
export interface Dimension {
  readonly noun: string;
  readonly suffixes: readonly Suffix[];
  readonly example: string;
  /** Numbers of things: 2.5 of them are a slip of the pen. */
  readonly whole?: true;
}

const suffix = (text: string, factor: number, ...meantBy: string[]): Suffix => ({ text, factor, meantBy });

const BARE = suffix('', 1);

const SIZES = [
  suffix('B', 1, 'b', 'byte', 'bytes'),
  suffix('kB', 1_000, 'k', 'kb', 'kilobyte', 'kilobytes'),
  suffix('MB', 1_000_000, 'm', 'mb', 'megabyte', 'megabytes'),
  suffix('KiB', 1_024, 'kib', 'ki'),
  suffix('MiB', 1_048_576, 'mib', 'mi'),
];

export const DURATION: Dimension = {
  noun: 'a duration',
  suffixes: [
    suffix('ms', 1, 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds'),
    suffix('s', 1_000, 'sec', 'secs', 'second', 'seconds'),
    suffix('min', 60_000, 'm', 'mins', 'minute', 'minutes'),
  ],
  example: '500 ms',
};

export const FRACTION: Dimension = {
  noun: 'a fraction',
  suffixes: [suffix('%', 0.01, 'percent', 'pct'), BARE],
  example: '10%',
};

const DIMENSIONS: Readonly<Record<Unit, Dimension>> = {
  B: { noun: 'a size', suffixes: SIZES, example: '250 kB' },
  ms: DURATION,
  fraction: FRACTION,
  score: { noun: 'a number', suffixes: [BARE], example: '0.1' },
  count: { noun: 'a whole number', suffixes: [BARE], example: '3', whole: true },
  '1/s': { noun: 'a rate', suffixes: [suffix('/s', 1, 'rps', 'req/s', 'qps'), BARE], example: '200/s' },
  'B/s': {
    noun: 'a throughput',
    suffixes: SIZES.map(({ text, factor, meantBy }) => suffix(`${text}/s`, factor, text.toLowerCase(), ...meantBy)),
    example: '250 kB/s',
  },
};

export const dimensionOf = (unit: Unit): Dimension => DIMENSIONS[unit];

/** Whether a number without a suffix says enough. */
export const takesBareNumbers = ({ suffixes }: Dimension): boolean => suffixes.includes(BARE);

/** A number with its suffix as a person writes it: `500 ms`, but `10%` and `200/s`. */
export const withSuffix = (digits: string, { text }: Suffix): string =>
  /^[a-z]/i.test(text) ? `${digits} ${text}` : `${digits}${text}`;
