import type { ReadAnswer } from './answer-kind.ts';
import type { LoopLoad } from './event-loop-load.ts';

export interface Answer {
  readonly status: number;
  /** Bytes received for the answer, head and body. */
  readonly bytes: number;
  /** From sending the request, or in an open loop from when it was due, to the last byte of the answer. */
  readonly ms: number;
  /** When it was due, from the start of the load; absent in a closed loop. Milliseconds. */
  readonly dueMs?: number;
  /** The first on its connection at the start: connecting is part of its time. */
  readonly first: boolean;
  /** Why the answer's text is wrong: `without "data"`; absent if the text is right or not checked. */
  readonly wrongText?: string;
  /** A rate limiter sent it. */
  readonly limited?: true;
}

/** Unless it was cut short, each request that was sent is an answer, a time-out or unanswered. */
export interface LoadResult {
  readonly sent: number;
  readonly answers: readonly Answer[];
  /** Requests that got no answer in time. */
  readonly timeouts: number;
  /** Requests whose connection could not be opened, or ended before they were answered in full. */
  readonly unanswered: number;
  /** From the start until the last request was settled. */
  readonly durationMs: number;
  /**
   * Why the load was cut short. `refused`: nobody listens any more. `hung`: nothing is answered any more. `limit`: it
   * took longer than `limitMs`.
   */
  readonly cut: 'refused' | 'hung' | 'limit' | null;
  /** The last error of a connection, in the system's words. */
  readonly error: string | null;
  readonly loop: LoopLoad;
  /** How well this process itself kept to the rate; absent in a closed loop. */
  readonly own?: {
    /** By how much it sent requests late for which a connection was free, 95th percentile; milliseconds. */
    readonly lateMs: number;
    /** The requests a second that it could send; at most the rate. */
    readonly perSecond: number;
  };
  /** Contents of some answers, which show their kind. */
  readonly read: readonly ReadAnswer[];
  /** The address that the first redirect led to; null without any. */
  readonly location: string | null;
  /** Content type of an answer that began and did not end in time: `text/event-stream`; null if all ended. */
  readonly unended: string | null;
  /** The time at which a rate limiter asked to come back, in its words. */
  readonly retryAfter: string | null;
}
