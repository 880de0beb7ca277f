import type { DatabaseTaps } from '../inspect/database.ts';
import type { NodeInspector } from '../inspect/node/attach.ts';
import type { Write } from '../inspect/node/writes.ts';
import type { Checkout } from '../model/checkout.ts';
import type { Finding } from '../model/finding.ts';
import type { Subject } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { Worsened } from './explanation.ts';

/** One launch of a subject's server that is watched from inside. Nothing of it is timed. */
export interface InspectionRequest {
  /** Counted from 0, apart from the launches that are timed. */
  readonly launch: number;
  readonly server: RunningServer;
  readonly databases: DatabaseTaps;
  /** How many requests to watch, one at a time. */
  readonly visits: number;
  /** In place of the visits: notes which code asks. Null: the visits are made. */
  readonly locate: Locate | null;
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** One launch of a server whose processes are looked at. Its databases are not watched, and nothing of it is timed. */
export interface ProcessRequest {
  /** Counted from 0, apart from all other launches. */
  readonly launch: number;
  readonly server: RunningServer;
  /** A path that costs the server little. */
  readonly ready: string;
  /** Opens the inspector of the process that answers, once for the launch; null: it is not Node, or does not open. */
  readonly attach: () => Promise<NodeInspector | null>;
  /** Whether the subject has a limit of this metric, so that it is worth its time. */
  readonly limits: (metric: string) => boolean;
  /** Of this side. */
  readonly heap: HeapPlan;
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** What the first launch of a side decides for all of its launches. */
export interface HeapPlan {
  /** Requests of a batch, by endpoint; 0: none is made. */
  readonly batches: Map<string, number>;
  /** Time of a launch that is left for batches; milliseconds. */
  leftMs: number;
}

/** What one launch showed of a server's processes. */
export interface ProcessesSeen {
  readonly ok: true;
  /** By metric id. */
  readonly values: Readonly<Record<string, number>>;
  /** Whether all requests were made, as on the other side. */
  readonly isWhole: boolean;
}

/** Makes a request, and returns the writes of the server's own code meanwhile to these ports of its databases. */
export type Locate = (ports: readonly number[], request: () => Promise<unknown>) => Promise<readonly Write[]>;

/** What one launch showed. Other launches may show what the server asks by itself, so it is read once all are over. */
export interface Inspection<I> {
  readonly ok: true;
  /** The values of each visit, by metric id. */
  readonly visits: () => readonly Readonly<Record<string, number>>[];
  /** Plain data, without private data: no rows, no parameters. */
  readonly evidence: () => I;
}

/** How a check looks at the inside of a subject's server. */
export interface Inspecting<Measured, I> {
  /**
   * Null: there is nothing to look at.
   *
   * @param head head's working directory: what is sent is the same on both sides.
   */
  inspector(
    subject: Subject<Measured>,
    checkout: Checkout,
    head: string,
  ): ((request: InspectionRequest) => Promise<Inspection<I> | VisitFailure>) | null;
  /** Looks at the processes of the server while they serve the subject. Null: there is nothing to look at. */
  processes(
    subject: Subject<Measured>,
    checkout: Checkout,
    head: string,
  ): ((request: ProcessRequest) => Promise<ProcessesSeen | VisitFailure>) | null;
  /** The metrics that only its processes show. */
  readonly ofProcesses: readonly string[];
  /** Whether it is worth one more launch of head to know which code asks. Pure. */
  wantsPlaces(launches: { readonly base: readonly I[]; readonly head: readonly I[] }): boolean;
  /**
   * What the launches of both sides show: why it got worse, and what a new subject has that is bad on its own. Pure.
   *
   * @param launches `beside`: base's, of the other subjects on the same server
   */
  findings(
    subject: Subject<Measured>,
    launches: { readonly base: readonly I[]; readonly head: readonly I[]; readonly beside: readonly I[] },
    worse: readonly Worsened[],
  ): readonly Finding[];
  /** What a result carries in the report beside its figures; null for other metrics. Pure. */
  details(metric: string, launches: { readonly base: readonly I[]; readonly head: readonly I[] }): unknown;
}
