/** A mistake at a place of the config. */
export interface ConfigPlace {
  /** The path as the user knows it: relative to the working directory, or absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is wrong there, and how to fix it. */
  readonly message: string;
}

/** Git did not answer, or refused a command that the run needs. The message is a clause with git's own words. */
export class GitError extends Error {
  override readonly name = 'GitError';
  /** The last lines that git printed. */
  readonly output: string;
  /** How to fix it; null if that is not known. */
  readonly hint: string | null;

  constructor(message: string, output: string, hint: string | null = null) {
    super(message);
    this.output = output;
    this.hint = hint;
  }
}

/**
 * A user's mistake in the call or in the config. It ends the run with exit code 2 and without a stack trace. The
 * message says what is wrong, where, what was expected, and how to fix it. Any error but this one and GitError is a bug
 * in perf-budget.
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
