/**
 * A mistake of the user's, in the call or in the config: it ends the run with exit code 2 and without a stack.
 * The message says what, where, what was expected, and how to mend it. Anything else that is thrown is a bug of ours.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
