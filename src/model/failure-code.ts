interface Meaning {
  /** What happened, where the failure's own words can't be shown. */
  readonly words: string;
  /** What it is a failure of: the side that it happened on, both sides, or neither: such as the machine. */
  readonly of: 'side' | 'both' | 'neither';
}

/** Why a visit failed, or the server or warm-up before it. */
export const FAILURE_CODES = {
  absent: { words: 'the side has no such subject', of: 'side' },
  unreadable: { words: 'its files could not be read', of: 'side' },
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
  /** As `unset`, where GitHub gives no secrets: nobody's mistake. */
  withheld: { words: 'the run gets no secrets', of: 'both' },
  /** The check found head no longer doing what is measured. */
  broken: { words: 'head answers with something else than base', of: 'both' },
  /** The check found the sides doing different things. */
  unlike: { words: 'the sides answer with different things', of: 'both' },
  limited: { words: 'a rate limiter answered', of: 'neither' },
  saturated: { words: 'the load generator was too busy to time the answers', of: 'neither' },
} as const satisfies Readonly<Record<string, Meaning>>;

export type FailureCode = keyof typeof FAILURE_CODES;

/** Whether this version knows a code, which may come from a report. */
export const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURE_CODES, code);

/** What a failure is of. A code of another version is taken for a failure of its side. */
export const failureOf = (code: string): Meaning['of'] => (isFailureCode(code) ? FAILURE_CODES[code].of : 'side');

/** For whom GitHub runs a workflow without the repository's secrets. */
export type Withheld = 'fork' | 'dependabot';
