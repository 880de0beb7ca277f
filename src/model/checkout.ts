import type { Side } from './subject.ts';

/** One side of a run on disk. `directory` is the package's folder, which may lie below the repository's root. */
export interface Checkout {
  readonly side: Side;
  readonly directory: string;
  /** When install and build began, milliseconds since 1970. */
  readonly startedAt: number;
  /**
   * For head: base's directory. It was empty before its build, so it shows which files an earlier build left in head's.
   */
  readonly base?: string | null;
}
