interface Meaning {
  /** Words for the failure, if its own can't be shown. */
  readonly words: string;
  /** The origin of the failure: the side on which it happened, both sides, or neither, such as the machine. */
  readonly of: 'side' | 'both' | 'neither';
}

/** Why a visit failed, or the server or warm-up before the visit. */
export const FAILURE_CODES = {
  absent: { words: 'the side has no such subject', of: 'side' },
  unreadable: { words: 'its files could not be read', of: 'side' },
  'command-failed': { words: 'the command failed', of: 'side' },
  'no-results': { words: 'the command gave no results that can be read', of: 'side' },
  'no-answer': { words: 'there were fewer answers than requests', of: 'side' },
  'no-paint': { words: 'the page painted nothing', of: 'side' },
  'before-failed': { words: 'a request before those that are measured failed', of: 'side' },
  'step-failed': { words: 'a step on the page could not be done', of: 'side' },
  'page-failed': { words: 'the page answered with an error, or could not be judged', of: 'side' },
  'browser-failed': { words: 'the browser crashed or hung', of: 'side' },
  'not-built': { words: 'the side could not be installed or built', of: 'side' },
  'other-build': { words: 'its build differs for another reason than its commit', of: 'side' },
  'server-failed': { words: 'the server did not start, or died', of: 'side' },
  'timed-out': { words: 'a visit took too long', of: 'side' },
  unset: { words: 'a variable that the config refers to is not set', of: 'both' },
  /** Like `unset`, but because GitHub gives no secrets: nobody's mistake. */
  withheld: { words: 'the run gets no secrets', of: 'both' },
  /** The check found head no longer doing what is measured. */
  broken: { words: 'head answers with something else than base', of: 'both' },
  /** The check found the sides doing different things. */
  unlike: { words: 'the sides answer with different things', of: 'both' },
  limited: { words: 'a rate limiter answered', of: 'neither' },
  saturated: { words: 'the load generator was too busy to time the answers', of: 'neither' },
} as const satisfies Readonly<Record<string, Meaning>>;

export type FailureCode = keyof typeof FAILURE_CODES;

/** Whether this version knows a code from a report. */
export const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURE_CODES, code);

/** The origin of a failure. A code of another version counts as a failure of its side. */
export const failureOf = (code: string): Meaning['of'] => (isFailureCode(code) ? FAILURE_CODES[code].of : 'side');

/** Whether this machine was too busy to time a visit. */
export const isOfBusyMachine = (code: string): boolean => code === 'saturated';

/** The pull requests whose runs get no secrets of the repository. */
export type Withheld = 'fork' | 'dependabot';
