/**
 * The limits of a report from elsewhere: far more than the largest run makes, and few enough that reading and deciding it
 * takes a second at most.
 */

/** Before it is parsed. */
export const FILE_LIMITS = {
  bytes: 20_000_000,
  depth: 24,
  /** Objects and lists. */
  containers: 250_000,
  /** Of objects and lists together. */
  entries: 2_000_000,
  /** Different keys: each costs the engine memory, while all samples share theirs. */
  keys: 20_000,
} as const;

/** Entries of its lists, by their keys. */
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

/** Failed visits of one subject, and of one result of an older version. */
export const MOST_FAILURES = 2_000;

/** Different subjects and parts that have samples. */
export const MOST_SUBJECTS = 5_000;

/** Subjects and interactions of a stranger's report that base's config does not name. Each may cost as much as one of base's. */
export const MOST_UNNAMED = 50;

/** Characters, by key; all other texts may have `LONGEST_TEXT`. */
export const LONGEST: Readonly<Record<string, number>> = {
  check: 200,
  // Twice what a config allows: a joined report puts a package before each.
  subject: 400,
  metric: 400,
  name: 400,
  code: 200,
  output: 20_000,
  // A joined report has one for each of its shards.
  seed: 20_000,
};
export const LONGEST_TEXT = 4_000;
/**
 * Keys whose values have keys of their own: the data of a check, and figures by a name. Those keys are untrusted text, which
 * no message may quote.
 */
export const RECORDS: ReadonlySet<unknown> = new Set(['covariates', 'details', 'evidence', 'rounds', 'values']);
/** Of a text in them. */
export const LONGEST_IN_RECORD = 20_000;

/** Numbers beyond these are no measurements, and sums of them might not be finite. */
export const LARGEST = 1e15;
export const SMALLEST = 1e-100;
