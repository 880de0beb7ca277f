/** A place where baselines of earlier commits are kept. Whatever comes out of it may have been written by anyone. */
export interface Store {
  /** For sentences: `the Actions cache`. */
  readonly name: string;
  /** Whether there is nowhere to save to, although what others saved can be read. */
  readonly isReadOnly?: boolean;
  /**
   * What is kept for a commit; null: nothing. Rejects with an error whose message ends the sentence "… can't be read: ",
   * and quotes nothing of what is kept.
   *
   * @param sha of 40 or 64 hexadecimal digits.
   */
  read(sha: string, signal: AbortSignal): Promise<Buffer | null>;
  /** Keeps it; what is there for the commit already may stay. Rejects with an error whose message says why it can't be. */
  save(sha: string, content: Buffer, signal: AbortSignal): Promise<void>;
}

/** Bytes of a baseline as it is kept, compressed: no store reads more. */
export const MOST_STORED_BYTES = 10_000_000;
