/** Units of metrics: bytes, milliseconds, a number without a unit, a whole number of things, a fraction of one, rates. */
export type Unit = 'B' | 'ms' | 'score' | 'count' | 'fraction' | '1/s' | 'B/s';

/** Groups under which a user may give one threshold for several metrics. */
export type Group = 'bundle-size' | 'page-load' | 'response-time' | 'error-rate';

/** One number of a subject, and how it is to be judged. */
export interface Metric {
  /** Its key in `budgets` and `thresholds`, kebab-case. */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** The direction in which it gets worse. */
  readonly worse: 'higher' | 'lower';
  /**
   * `exact`: the same at every visit (sizes of files). `sampled`: it has noise (times). `fact`: mostly without noise
   * (what a page requests): exact where the visits of each side agree, sampled where they do not.
   */
  readonly kind: 'exact' | 'sampled' | 'fact';
  /** `difference` for metrics that are zero on a healthy side: a ratio to zero says nothing. */
  readonly compared: 'ratio' | 'difference';
  /** Whether its group's default threshold may fail a run; others need a threshold of the user's. */
  readonly gates: boolean;
  readonly group: Group | null;
  /** The smallest change that is worth a word, in `unit`. */
  readonly floor: number;
  /** The budget that holds where the user names none, in `unit`. */
  readonly budget: number | null;
  /** What its values of several visits come to: their pseudomedian, or their mean where a visit counts what is rare. */
  readonly level?: 'mean';
  /** Below this many answers on a side (the sum of the samples' covariate `answers`) there is no verdict. */
  readonly answers?: number;
  /**
   * The id of another metric of the same subject that moves for the same reason, but is quieter. Where that has clearly
   * moved, less certainty is asked of this one.
   */
  readonly witness?: string;
  /**
   * Metrics of the parts that a visit finds: `parts` if only they have it, such as the INP of an interaction, `all` if the
   * subject has it too. A part that could not be measured gets a result for each of these.
   */
  readonly appliesTo?: 'parts' | 'all';
  /** Worth a result only where it moved, or where the user set it a limit. */
  readonly quiet?: true;
}
