/**
 * Limits for a report from elsewhere. They allow far more than the largest run produces, yet reading and deciding it
 * takes at most a second.
 */

/** Limits checked before parsing. */
export const FILE_LIMITS = {
  bytes: 20_000_000,
  depth: 24,
  /** Objects and lists. */
  containers: 250_000,
  /** Entries of all objects and lists together. */
  entries: 2_000_000,
  /** Different keys: each costs the engine memory, while all samples share theirs. */
  keys: 20_000,
} as const;

/** The most entries of each list, by its key. */
export const LIST_LIMITS = {
  subjects: 2_000,
  results: 5_000,
  findings: 1_000,
  samples: 100_000,
  accepted: 1_000,
  outgrown: 5_000,
  loosened: 5_000,
  failures: 20_000,
  notes: 200,
  files: 1_000,
  phases: 1_000,
} as const;

/** The most failed visits of one subject, and of one result of an older version. */
export const MOST_FAILURES = 2_000;

/** The most different subjects and parts with samples. */
export const MOST_SUBJECTS = 5_000;

/**
 * The most subjects and interactions of a stranger's report that base's config does not name. Each may cost as much
 * time as a planned one.
 */
export const MOST_UNNAMED = 50;

/** The most characters of a text, by key; all other texts may have `LONGEST_TEXT`. */
export const LONGEST: Readonly<Record<string, number>> = {
  check: 200,
  // Twice the limit of a config, since a joined report puts a package before each subject.
  subject: 400,
  metric: 400,
  name: 400,
  code: 200,
  output: 20_000,
  // A joined report has one seed for each of its shards.
  seed: 20_000,
};
export const LONGEST_TEXT = 4_000;
/**
 * Keys of records: the data of a check, and figures by name. The keys inside are untrusted text, which no message may
 * quote.
 */
export const RECORDS: ReadonlySet<unknown> = new Set(['covariates', 'details', 'evidence', 'rounds', 'values']);
/** The most characters of a text in a record. */
export const LONGEST_IN_RECORD = 20_000;

/** Larger numbers are no measurements, and their sums might not be finite. */
export const LARGEST = 1e15;
export const SMALLEST = 1e-100;
