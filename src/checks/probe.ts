import type { Visit, VisitFailure } from '../model/visit.ts';
import type { RunningServer } from '../workspace/servers/server.ts';

/** One measurement to make. */
export interface VisitRequest {
  readonly round: number;
  readonly launch: number;
  /** The subject's server, started for this launch; null if it has none. */
  readonly server: RunningServer | null;
  /**
   * Size of one visit's work, the same on both sides: the larger one that the two warm-ups asked for, within `most`.
   */
  readonly size: number;
  /**
   * Units of work in progress at once, the same on both sides: the smaller number that the two warm-ups found possible.
   */
  readonly atOnce?: number;
  /** Takes a value that must appear nowhere, such as a token that the server gave out. */
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** The size of visits that a warm-up asks for; see `VisitRequest`. */
export interface VisitSize {
  readonly size: number;
  /** The most that the side can do in a bearable time. */
  readonly most?: number;
  readonly atOnce?: number;
}

/** Measures one subject on one side. It knows nothing of rounds or of the other side. */
export interface Probe {
  /** Warms up a fresh launch and returns how large a visit should be. Its measurements are discarded. */
  warmUp?(request: Omit<VisitRequest, 'size' | 'round'>): Promise<({ ok: true } & VisitSize) | VisitFailure>;
  visit(request: VisitRequest): Promise<Visit>;
  /** Ends everything that it kept for its next visit. */
  end?(): Promise<void>;
}
