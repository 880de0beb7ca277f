/** A mistake at a place of the config. */
export interface ConfigPlace {
  /** As the reader knows it: relative to the working directory, or absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong there, and how to fix it. */
  readonly message: string;
}

/**
 * A mistake of the user's, in the call or in the config: it ends the run with exit code 2 and without a stack.
 * The message says what is wrong, where, what was expected, and how to fix it. Any other error is a bug in perf-budget.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The places of the mistakes that the message lists, if they are known. */
  readonly places: readonly ConfigPlace[];

  constructor(message: string, places: readonly ConfigPlace[] = []) {
    super(message);
    this.places = places;
  }
}
