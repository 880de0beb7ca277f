/** A suffix after a number in the config; the empty suffix is for bare numbers. */
export interface Suffix {
  readonly text: string;
  /** The factor to the metric's unit. */
  readonly factor: number;
  /** Other spellings that people use, in lower case. */
  readonly meantBy: readonly string[];
}

/** How a report shows values: divided by `divisor`, followed by `suffix`. */
export interface Scale {
  readonly divisor: number;
  readonly suffix: string;
  /** Decimals of values that are not whole, such as a mean of several visits; absent: as many as are significant. */
  readonly decimals?: number;
}

interface Direction {
  readonly worse: string;
  readonly better: string;
}

export interface UnitFacts {
  /** The noun for a quantity in this unit. */
  readonly noun: string;
  /** An example of a quantity in the config. */
  readonly example: string;
  readonly suffixes: readonly Suffix[];
  /** Whether it counts whole things. */
  readonly whole?: true;
  /** From the largest to the smallest. */
  readonly scales: readonly Scale[];
  /** The words for a change, by the direction in which the metric gets worse. */
  readonly words: { readonly higher: Direction; readonly lower: Direction };
}

const BARE = { text: '', factor: 1, meantBy: [] } as const;

const SPEED = { worse: 'slower', better: 'faster' } as const;
const WEIGHT = { worse: 'heavier', better: 'lighter' } as const;
const VALUE = { worse: 'worse', better: 'improved' } as const;

/** Units of metrics. Sizes are decimal, in and out: kB = 1000 bytes, KiB = 1024. */
const UNIT_TABLE = {
  /** Bytes. */
  B: {
    noun: 'a size',
    example: '250 kB',
    suffixes: [
      { text: 'B', factor: 1, meantBy: ['b', 'byte', 'bytes'] },
      { text: 'kB', factor: 1_000, meantBy: ['k', 'kb', 'kilobyte', 'kilobytes'] },
      { text: 'MB', factor: 1_000_000, meantBy: ['m', 'mb', 'megabyte', 'megabytes'] },
      { text: 'KiB', factor: 1_024, meantBy: ['kib', 'ki'] },
      { text: 'MiB', factor: 1_048_576, meantBy: ['mib', 'mi'] },
    ],
    scales: [
      { divisor: 1e9, suffix: ' GB' },
      { divisor: 1e6, suffix: ' MB' },
      { divisor: 1e3, suffix: ' kB' },
      { divisor: 1, suffix: ' B', decimals: 0 },
    ],
    words: { higher: WEIGHT, lower: WEIGHT },
  },
  /** Milliseconds. */
  ms: {
    noun: 'a duration',
    example: '500 ms',
    suffixes: [
      { text: 'ms', factor: 1, meantBy: ['msec', 'msecs', 'millis', 'millisecond', 'milliseconds'] },
      { text: 's', factor: 1_000, meantBy: ['sec', 'secs', 'second', 'seconds'] },
      { text: 'min', factor: 60_000, meantBy: ['m', 'mins', 'minute', 'minutes'] },
    ],
    scales: [
      { divisor: 1e3, suffix: ' s' },
      { divisor: 1, suffix: ' ms' },
    ],
    words: { higher: SPEED, lower: SPEED },
  },
  /** Nanoseconds: the time of one operation. */
  ns: {
    noun: 'a duration',
    example: '2 ms',
    suffixes: [
      { text: 'ns', factor: 1, meantBy: ['nsec', 'nanos', 'nanosecond', 'nanoseconds'] },
      { text: 'us', factor: 1e3, meantBy: ['usec', 'micros', 'microsecond', 'microseconds'] },
      { text: 'µs', factor: 1e3, meantBy: ['μs'] },
      { text: 'ms', factor: 1e6, meantBy: ['msec', 'msecs', 'millis', 'millisecond', 'milliseconds'] },
      { text: 's', factor: 1e9, meantBy: ['sec', 'secs', 'second', 'seconds'] },
    ],
    scales: [
      { divisor: 1e9, suffix: ' s' },
      { divisor: 1e6, suffix: ' ms' },
      { divisor: 1e3, suffix: ' µs' },
      { divisor: 1, suffix: ' ns' },
    ],
    words: { higher: SPEED, lower: SPEED },
  },
  /** A number without a unit. */
  score: {
    noun: 'a number',
    example: '0.1',
    suffixes: [BARE],
    scales: [{ divisor: 1, suffix: '' }],
    words: { higher: VALUE, lower: VALUE },
  },
  /** A whole number of things. */
  count: {
    noun: 'a whole number',
    example: '3',
    suffixes: [BARE],
    whole: true,
    scales: [{ divisor: 1, suffix: '', decimals: 1 }],
    words: { higher: { worse: 'more', better: 'fewer' }, lower: { worse: 'fewer', better: 'more' } },
  },
  /** A fraction of one. */
  fraction: {
    noun: 'a fraction',
    example: '10%',
    suffixes: [{ text: '%', factor: 0.01, meantBy: ['percent', 'pct'] }, BARE],
    scales: [{ divisor: 0.01, suffix: ' %' }],
    words: { higher: VALUE, lower: VALUE },
  },
  /** Things a second. */
  '1/s': {
    noun: 'a rate',
    example: '200/s',
    suffixes: [{ text: '/s', factor: 1, meantBy: ['rps', 'req/s', 'qps'] }, BARE],
    scales: [{ divisor: 1, suffix: '/s' }],
    words: { higher: SPEED, lower: SPEED },
  },
  /** Bytes a second. */
  'B/s': {
    noun: 'a throughput',
    example: '250 kB/s',
    suffixes: [
      { text: 'B/s', factor: 1, meantBy: ['b', 'byte', 'bytes'] },
      { text: 'kB/s', factor: 1_000, meantBy: ['k', 'kb', 'kilobyte', 'kilobytes'] },
      { text: 'MB/s', factor: 1_000_000, meantBy: ['m', 'mb', 'megabyte', 'megabytes'] },
      { text: 'KiB/s', factor: 1_024, meantBy: ['kib', 'ki'] },
      { text: 'MiB/s', factor: 1_048_576, meantBy: ['mib', 'mi'] },
    ],
    scales: [
      { divisor: 1e9, suffix: ' GB/s' },
      { divisor: 1e6, suffix: ' MB/s' },
      { divisor: 1e3, suffix: ' kB/s' },
      { divisor: 1, suffix: ' B/s' },
    ],
    words: { higher: VALUE, lower: SPEED },
  },
} as const satisfies Record<string, UnitFacts>;

export type Unit = keyof typeof UNIT_TABLE;
export const UNITS: Readonly<Record<Unit, UnitFacts>> = UNIT_TABLE;
export const UNIT_NAMES = Object.keys(UNIT_TABLE) as Unit[];

/** Groups of metrics for which a user may set one threshold. Each has a default, as a fraction of base. */
const GROUP_TABLE = {
  'bundle-size': { threshold: 0.1 },
  'page-load': { threshold: 0.1 },
  'response-time': { threshold: 0.2 },
  memory: { threshold: 0.15 },
  benchmark: { threshold: 0.1 },
  'error-rate': { threshold: 0.5 },
} as const;

export type Group = keyof typeof GROUP_TABLE;
export const GROUPS: Readonly<Record<Group, { readonly threshold: number }>> = GROUP_TABLE;
export const GROUP_NAMES = Object.keys(GROUP_TABLE) as Group[];

/** One measured number of a subject, and the rules to judge it. */
export interface Metric {
  /** Its key in `budgets` and `thresholds`, kebab-case. */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** The direction in which it gets worse. */
  readonly worse: 'higher' | 'lower';
  /**
   * `exact`: the same at every visit (sizes of files). `sampled`: it has noise (times). `fact`: mostly without noise
   * (what a page requests). A fact is exact if the visits of each side agree, and sampled otherwise.
   */
  readonly kind: 'exact' | 'sampled' | 'fact';
  /** `difference` for metrics that are zero on a healthy side, where a ratio is meaningless. */
  readonly compared: 'ratio' | 'difference';
  /** Whether its group's default threshold may fail a run. Other metrics only fail by a threshold of the user's. */
  readonly gates: boolean;
  readonly group: Group | null;
  /** The smallest change that is reported, in `unit`. */
  readonly floor: number;
  /** The default budget, in `unit`. */
  readonly budget: number | null;
  /**
   * Ids of metrics for which the user may write a budget to replace this default one. If this metric has a value, their
   * own defaults don't apply.
   */
  readonly insteadOf?: readonly string[];
  /** How values of several visits are summarized: by their pseudomedian, or by their mean if visits count rare events. */
  readonly level?: 'mean';
  /** The least answers of each side (the sum of the samples' covariate `answers`) for a verdict. */
  readonly answers?: number;
  /**
   * The id of a quieter metric of the same subject that moves for the same reason. If that has clearly moved, this one
   * needs less certainty.
   */
  readonly witness?: string;
  /**
   * Metrics of the parts that a visit finds: `parts` if only they have it, such as the INP of an interaction, `all` if the
   * subject has it too. A part that could not be measured gets a result for each of these. `found`: only parts have it,
   * and not each of them; a part that one side's visits do not find is new or removed, as a benchmark is.
   */
  readonly appliesTo?: 'parts' | 'all' | 'found';
  /** Only gets a result if it moved, or if the user sets a limit. */
  readonly quiet?: true;
  /** Subjects may lack it. If neither side has a value, only a limit of the user's requires one. */
  readonly mayBeAbsent?: true;
  /** Counts failures: if it warns that both sides fail alike, no other metric of the subject needs a value. */
  readonly countsFailures?: true;
  /** A clear change for the worse is a warning, even without a threshold. */
  readonly warns?: true;
  /** One change often moves it in all subjects of the check, so they are also judged together. */
  readonly together?: true;
  /** Only inspections measure it: launches that watch the server from inside, and are never timed. */
  readonly seen?: 'inspection';
  /** Values of a fact agree if they differ by no more than this share of their median; absent: if they are equal. */
  readonly grain?: number;
  /** They also agree if they differ by no more than this, in `unit`. */
  readonly grainAmount?: number;
  /** The default threshold in `unit`, which replaces that of its group. */
  readonly threshold?: number;
}

/** Whether visits of the same code give different values, so that it takes many of them to detect a change. */
export const hasNoise = ({ kind, seen }: Pick<Metric, 'kind' | 'seen'>): boolean =>
  kind !== 'exact' && seen === undefined;
