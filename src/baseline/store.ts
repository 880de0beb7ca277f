/** A store of earlier commits' baselines. Its content is untrusted. */
export interface Store {
  /** For sentences: `the Actions cache`. */
  readonly name: string;
  /**
   * The content kept for a commit, or null.
   *
   * @param sha 40 or 64 hexadecimal digits.
   * @throws Error whose message ends the sentence "… can't be read: " and quotes nothing of the content.
   */
  read(sha: string, signal: AbortSignal): Promise<Buffer | null>;
  /**
   * Keeps the content. Content that is already there for the commit may stay.
   *
   * @throws Error whose message says why it can't.
   */
  save(sha: string, content: Buffer, signal: AbortSignal): Promise<void>;
}

/** Size limit of a stored baseline, compressed. No store reads more. */
export const MOST_STORED_BYTES = 10_000_000;
