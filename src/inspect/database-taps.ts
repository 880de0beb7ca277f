import type { Write } from './node/writes.ts';
import type { Note } from './note.ts';
import type { AccessSeen, ConnectionsSeen, PlaceSeen, PlansSeen, RequestSeen } from './seen.ts';

/** The databases of one launch of a server, each behind a listener on 127.0.0.1 that reads along. */
export interface DatabaseTaps {
  /** The variables to set for `start`: they lead through the listeners. */
  readonly environment: Readonly<Record<string, string>>;
  /** The variables that lead to a watched database. */
  readonly variables: readonly string[];
  /** Why a database is not watched, or only in part, as far as is known by now. */
  readonly notes: () => readonly Note[];
  /** Whether any statement has come so far. If not, a request without queries proves nothing. */
  anyQuery(): boolean;
  /** The databases that requests have written to, each as a text that is the same on both sides. */
  written(): readonly string[];
  /** Turns listening for the server's own queries on or off. It must be off during any request. */
  listen(isOn: boolean): void;
  /** Listens until the total time of listening is this long. */
  rest(totalMs: number): Promise<void>;
  /**
   * Listens until it knows for each shape that only some visits send whether it also comes by itself; at most this
   * long.
   */
  restInDoubt(limitMs: number): Promise<void>;
  /**
   * Makes one request and returns its queries, including those after the answer. Never two at a time. The server's own
   * queries are left out, as far as they are known when `seen` is read.
   *
   * @param of the kind of request: an endpoint. The server's own statements are recognised for each kind.
   * @param isVisit whether it counts; else it only warms up
   */
  watch<T>(of: string, request: () => Promise<T>, isVisit?: boolean): Promise<Watched<T>>;
  /** Like `watch`, with the plans that ran; null if the server's role may not load `auto_explain`. */
  watchPlans<T>(of: string, request: () => Promise<T>): Promise<Explained<T>>;
  /**
   * Finds the code that sends queries, from the server's writes to these ports.
   *
   * @returns for each shape the place that sends it most often
   */
  places(request: (ports: readonly number[]) => Promise<readonly Write[]>): Promise<PlaceSeen[]>;
  /**
   * The indexes that could serve these shapes, for shapes that were seen; null, with a note, if the database can't be
   * asked.
   */
  ask(shapes: readonly string[]): Promise<AccessSeen | null>;
  /** Watches the connections while many requests are made. */
  watchLoad<T>(load: () => Promise<T>): Promise<{ answer: T; connections: ConnectionsSeen }>;
  /** Leaves no listener, no connection, and nothing that runs in the database. */
  close(): Promise<void>;
}

interface Watched<T> {
  readonly answer: T;
  get seen(): RequestSeen;
}

interface Explained<T> {
  readonly answer: T;
  get plans(): PlansSeen | null;
}
