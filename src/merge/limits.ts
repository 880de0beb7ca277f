/**
 * How much a report from elsewhere may hold. Far more than the largest run makes, and little enough that reading and
 * deciding it takes no time worth a word.
 */

/** Before it is parsed. */
export const FILE_LIMITS = {
  bytes: 20_000_000,
  depth: 24,
  /** Objects and lists. */
  containers: 250_000,
  /** Of objects and lists together. */
  entries: 2_000_000,
  /** Different ones; each has its price in the engine, while samples share theirs. */
  keys: 20_000,
} as const;

/** Entries of its lists, by their keys. */
export const LIST_LIMITS = {
  subjects: 2_000,
  results: 5_000,
  findings: 1_000,
  samples: 100_000,
  accepted: 1_000,
  loosened: 5_000,
  failures: 100,
  notes: 200,
  files: 1_000,
  phases: 1_000,
} as const;

/** Failed visits that one result tells. */
export const MOST_FAILURES = 2_000;

/** Different subjects and forms of subjects that have samples. */
export const MOST_SUBJECTS = 5_000;

/** Characters, by key; of all other texts `LONGEST_TEXT`. */
export const LONGEST: Readonly<Record<string, number>> = {
  check: 200,
  // Twice what a config allows: a joined report puts a package before each.
  subject: 400,
  metric: 400,
  name: 400,
  code: 200,
  output: 20_000,
};
export const LONGEST_TEXT = 4_000;
/** In what only a check knows: `details` and `evidence`. */
export const LONGEST_IN_DATA = 20_000;

/** Numbers beyond these are no measurements, and what is computed from them would not be finite. */
export const LARGEST = 1e15;
export const SMALLEST = 1e-100;
