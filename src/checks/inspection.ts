import type { DatabaseTaps } from '../inspect/database-taps.ts';
import type { NodeThreads } from '../inspect/node/threads.ts';
import type { Write } from '../inspect/node/writes.ts';
import type { Checkout } from '../model/checkout.ts';
import type { Finding } from '../model/finding.ts';
import type { Subject } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { Worsened } from './explanation.ts';

/** One launch of a subject's server that is watched from inside. None of it is timed. */
export interface InspectionRequest {
  /** Counted from 0, apart from the launches that are timed. */
  readonly launch: number;
  readonly server: RunningServer;
  readonly databases: DatabaseTaps;
  /** How many requests to watch, one at a time. */
  readonly visits: number;
  /** If set, no visits are made: this notes which code sends each query. Null: the visits are made. */
  readonly locate: Locate | null;
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** One launch of a server whose processes are examined. Its databases are not watched, and none of it is timed. */
export interface ProcessRequest {
  /** Counted from 0, apart from all other launches. */
  readonly launch: number;
  readonly server: RunningServer;
  /** A path that the server answers cheaply. */
  readonly ready: string;
  /**
   * Opens the inspectors of the process that answers and of its workers, once per launch; null if it is not Node, or its
   * inspector does not open.
   */
  readonly attach: () => Promise<NodeThreads | null>;
  /** Whether the subject has a limit on this metric, which makes it worth measuring. */
  readonly limits: (metric: string) => boolean;
  /** The plan of both sides' launches. */
  readonly heap: HeapPlan;
  /** What the requests of this launch have left in the heap so far, request by request; bytes. */
  readonly keptBytes: number;
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** Decided in the first launch of one side, for all launches of both sides, so that they get equal requests. */
export interface HeapPlan {
  /** Requests of one batch, by endpoint; 0 if the endpoint gets no batches. */
  readonly batches: Map<string, number>;
  /** Time left for batches in a launch; milliseconds. */
  leftMs: number;
  /** Endpoints that still share it. */
  waiting: number;
}

/** The figures of a server's processes in one launch. */
export interface ProcessesSeen {
  readonly ok: true;
  /** By metric id. */
  readonly values: Readonly<Record<string, number>>;
  /** Whether all requests were made, as on the other side. */
  readonly isWhole: boolean;
  /** What its requests left in the heap, request by request; bytes. */
  readonly keptBytes: number;
}

/** Makes a request, and returns what the server's own code wrote meanwhile to these ports of its databases. */
export type Locate = (ports: readonly number[], request: () => Promise<unknown>) => Promise<readonly Write[]>;

/**
 * The results of one launch. They are read once all launches are over: other launches may show which queries the server
 * sends by itself.
 */
export interface Inspection<I> {
  readonly ok: true;
  /** The values of each visit, by metric id. */
  readonly visits: () => readonly Readonly<Record<string, number>>[];
  /** Plain data, without private data: no rows, no parameters. */
  readonly evidence: () => I;
}

/** How a check looks inside a subject's server. */
export interface Inspecting<Measured, I> {
  /**
   * Null if there is nothing to look at.
   *
   * @param head head's working directory, so that both sides get the same requests.
   */
  inspector(
    subject: Subject<Measured>,
    checkout: Checkout,
    head: string,
  ): ((request: InspectionRequest) => Promise<Inspection<I> | VisitFailure>) | null;
  /** Examines the processes of the server while they serve the subject. Null if there is nothing to examine. */
  processes(
    subject: Subject<Measured>,
    checkout: Checkout,
    head: string,
  ): ((request: ProcessRequest) => Promise<ProcessesSeen | VisitFailure>) | null;
  /** Ids of the metrics that only the server's processes show. */
  readonly ofProcesses: readonly string[];
  /** Whether one more launch of head is worthwhile, to find the code that sends the queries. Pure. */
  wantsPlaces(launches: { readonly base: readonly I[]; readonly head: readonly I[] }): boolean;
  /**
   * Explains from both sides' launches why the subject got worse, and reports faults of a new subject. Pure.
   *
   * @param launches `beside`: base's launches for the other subjects on the same server
   */
  findings(
    subject: Subject<Measured>,
    launches: { readonly base: readonly I[]; readonly head: readonly I[]; readonly beside: readonly I[] },
    worse: readonly Worsened[],
  ): readonly Finding[];
  /** Details of a result in the report, beside its figures; null for metrics without details. Pure. */
  details(metric: string, launches: { readonly base: readonly I[]; readonly head: readonly I[] }): unknown;
}
