import type { z } from 'zod';
import type { DatabaseTaps } from '../inspect/database.ts';
import type { Write } from '../inspect/node/writes.ts';
import type { Checkout } from '../model/checkout.ts';
import type { Finding } from '../model/finding.ts';
import type { Metric } from '../model/metric.ts';
import type { Side, Subject } from '../model/subject.ts';
import type { Attachment, Visit, VisitFailure } from '../model/visit.ts';
import type { LimitShape, WrittenLimits } from '../settings/limits.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { CheckWords } from './finding-text.ts';
import type { PublicTexts } from './public-texts.ts';

/** The evidence of each side; null for a side that left none. */
export interface Evidence<E> {
  readonly base: E | null;
  readonly head: E | null;
}

/** What `diagnose` found once the verdict is known. It explains the verdict and never changes it. */
export interface Diagnosis<E> {
  /** Replaces the evidence of the visits. */
  readonly evidence: Evidence<E>;
  readonly files: readonly Attachment[];
  /** Whole sentences about what could not be diagnosed. */
  readonly notes: readonly string[];
}

/** One side of a subject, as it was built and measured. */
export interface BuiltSide<Measured> extends Checkout {
  readonly settings: Measured;
  /** The build command of its commit's config; null: the checkout's own build script. */
  readonly build: string | null;
}

/** What a check may use to look for causes. */
export interface DiagnoseRequest<E, Measured = unknown> {
  readonly evidence: Evidence<E>;
  readonly head: BuiltSide<Measured>;
  /** Null if there is no base, or only a stored baseline. */
  readonly base: BuiltSide<Measured> | null;
  /** Whether the subject got worse or fails: only then is a cause worth another build or visit. */
  readonly worse: boolean;
  /** Whether head's evidence is stored for later runs, which know nothing else of this run. */
  readonly willBeStored: boolean;
  /** Starts the subject's server again. The caller disposes it. @throws Error if it does not start. */
  serve(side: Side): Promise<RunningServer>;
  /** An existing folder for temporary files, outside of the repository. */
  readonly temporary: string;
  readonly signal: AbortSignal;
}

/** A metric that got worse, of the subject itself or of one of its parts. */
export interface Worsened {
  readonly metric: string;
  /** Null: the subject itself. */
  readonly part: string | null;
  /** The difference in the metric's unit; null if base has no value. */
  readonly absolute: number | null;
  /** `as-base`: over its budget, and base is over it as well, so that head is not the reason. Null: not over. */
  readonly over?: 'as-base' | 'by-head' | null;
  /** It fails the run. */
  readonly fails?: boolean;
}

/** How a check reads the settings of its subjects. `Measured` is what one device of a subject is measured by. */
interface CheckSettings<Settings, Measured> {
  /** The keys of one subject; it spreads `limits` among them, which are the same in all checks. */
  schema(limits: LimitShape): z.ZodType<Settings & WrittenLimits>;
  /** One subject of the config as the subjects that are measured (devices make variants). */
  expand(name: string, settings: Settings): readonly Subject<Measured>[];
  /** What to measure where no check is configured; null if this check has nothing to add. */
  detect?(request: DetectRequest): Promise<Detected<Settings> | null>;
  /** What `detect` names the subject that it finds. */
  readonly detectedName?: string;
  /** Why a subject may lack a metric of the check, as advice for a user who limits it; null if there is nothing to say. */
  whyAbsent?(metric: string): string | null;
  /** What the settings name and a checkout lacks after its build; null if nothing is missing. */
  missing?(subject: Subject<Measured>, directory: string): Promise<Missing | null>;
  /** Names of the parts that the settings ask for, such as the interactions of a page; without it none. */
  parts?(settings: Measured): readonly string[];
  /** Values that must appear nowhere in reports and logs, beside those of `secretText`. */
  secrets?(settings: Measured): readonly string[];
  /** Head's settings of a subject with what base's own say of where its build writes; without it, head's hold. Pure. */
  onBase?(head: Measured, base: Measured): Measured;
}

/** A path or glob that fits nothing. */
export interface Missing {
  readonly path: string;
  /** Whether it is where the build writes, so that the whole subject is missing. */
  readonly isPlace: boolean;
  /** What is wrong with it, as a clause, where it does not lack: `skus.json has no rows`. */
  readonly problem?: string;
}

/** Where to look for something to measure. */
export interface DetectRequest {
  /** The working directory of a checkout. */
  readonly directory: string;
  /** When its build began, milliseconds since 1970; null if nothing was built. */
  readonly startedAt: number | null;
  /** The build command that the config names; null: the checkout's own build script. */
  readonly build: string | null;
  /** The config file to name in advice, whether or not it exists. */
  readonly config: string;
  /** A site that an earlier check found, and the server that serves it; null if there is none. */
  readonly site: (Site & { readonly server: string }) | null;
}

/** A folder with pages, and one of them, relative to it: `index.html`. */
export interface Site {
  readonly folder: string;
  readonly page: string;
}

/** What a check measures without a config, or why it found nothing. */
export type Detected<Settings> =
  | {
      readonly ok: true;
      /** `what` names the subject in a sentence: `the bundle in dist (the default of Vite)`. */
      readonly subjects: readonly { readonly name: string; readonly what: string; readonly settings: Settings }[];
      /** For checks that need a server; null if there is none. */
      readonly site: Site | null;
      /** Folders that exist, could have been measured instead, and were not. */
      readonly others: readonly string[];
      /** Sentences without their full stops on what is not measured, and what to write into the config. */
      readonly advice?: readonly string[];
    }
  | {
      readonly ok: false;
      /** What is missing, as a clause: `no output folder was found`. */
      readonly missing: string;
      /** Sentences on where it was searched and what to write into the config. */
      readonly advice: readonly string[];
    };

/** How often and how a check's subjects are visited. */
interface Schedule<Measured> {
  /** Pairs of visits of a subject; 1 where all metrics are exact. */
  readonly rounds: number;
  /**
   * `shared`: the visits of one launch of the server share its luck. `own`: each visit starts a process of its own, and
   * the server hardly matters.
   */
  readonly launches: 'shared' | 'own';
  /** Whether a visit puts load on the server, which the server's owner must have agreed to. */
  readonly load: boolean;
  /** Seconds that one visit takes, roughly, for the estimate of a plan. */
  seconds(settings: Measured): number;
}

/** How a check explains its results. Only the words are required. */
interface Explanation<E, Measured> {
  readonly words: CheckWords;
  /** Of findings in a report that a fork wrote; without it, none of their texts but paths. */
  readonly publicTexts?: PublicTexts;
  /** The evidence that stands for a side, of those of its visits; without it the last one's. Pure; at least one visit. */
  representativeVisit?(visits: readonly E[]): E;
  /** Looks for causes after the verdict. Its time is bounded; if it fails, only an explanation is missing. */
  diagnose?(subject: Subject<Measured>, request: DiagnoseRequest<E, Measured>): Promise<Diagnosis<E>>;
  /** Why a subject got worse; called only if it did. Pure. */
  findings?(subject: Subject<Measured>, evidence: Evidence<E>, worse: readonly Worsened[]): readonly Finding[];
  /** What a result carries in the report beside its figures. Pure. */
  details?(result: { readonly metric: string; readonly part: string | null }, evidence: Evidence<E>): unknown;
}

/** What later runs need to reuse the figures of a check whose metrics are exact. */
interface Stored<E> {
  /** What the values depend on beside the settings, such as versions of libraries. */
  readonly version: string;
  /** Reads evidence of an earlier run, which anybody may have changed. */
  readonly evidence: z.ZodType<E>;
}

/** A way in which the two sides do not do the same, so that no figure says which one does it faster. */
export interface Mismatch {
  /**
   * `invalid`: head no longer does what is measured. `not-compared`: head is held against its budgets alone. `noted`: they
   * are compared, and the report says how they differ.
   */
  readonly effect: 'invalid' | 'not-compared' | 'noted';
  /** Of the failure of head or base; by default that they do not do the same. */
  readonly code?: VisitFailure['code'];
  /** How they differ: a clause that stands alone. */
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string;
}

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

/** Makes a request, and returns the writes of the server's own code meanwhile to these ports of its databases. */
export type Locate = (ports: readonly number[], request: () => Promise<unknown>) => Promise<readonly Write[]>;

/** What one launch showed. */
export interface Inspection<I> {
  readonly ok: true;
  /** The values of each visit, by metric id. */
  readonly visits: readonly Readonly<Record<string, number>>[];
  /** Plain data, without anything that a user of the server must not lose: no row, no parameter. */
  readonly evidence: I;
}

/** How a check looks at the inside of a subject's server. */
interface Inspecting<Measured, I> {
  /** @param head head's working directory: what is sent is the same on both sides. */
  inspector(
    subject: Subject<Measured>,
    checkout: Checkout,
    head: string,
  ): (request: InspectionRequest) => Promise<Inspection<I> | VisitFailure>;
  /** Whether it is worth one more launch of head to know which code asks. Pure. */
  wantsPlaces(launches: { readonly base: readonly I[]; readonly head: readonly I[] }): boolean;
  /** What the launches of both sides show: why it got worse, and what a new subject has that is bad on its own. Pure. */
  findings(
    subject: Subject<Measured>,
    launches: { readonly base: readonly I[]; readonly head: readonly I[] },
    worse: readonly Worsened[],
  ): readonly Finding[];
  /** What a result carries in the report beside its figures; null for other metrics. Pure. */
  details(metric: string, launches: { readonly base: readonly I[]; readonly head: readonly I[] }): unknown;
}

/**
 * A kind of measurement. Everything that perf-budget knows about bundles, pages or endpoints is inside one of these.
 * `Settings` are those of a subject in the config, `Measured` those of a subject on one device.
 */
export interface Check<Settings = unknown, E = unknown, Measured = Settings, I = unknown> {
  /** Its key in perf-budget.yml. */
  readonly id: string;
  /** One line for schema.json on what a subject of this check is. */
  readonly summary: string;
  readonly settings: CheckSettings<Settings, Measured>;
  readonly schedule: Schedule<Measured>;
  /** Every metric that a user may name in a limit. */
  readonly metrics: readonly Metric[];
  /** @param head head's working directory: what is sent is the same on both sides. */
  probe(subject: Subject<Measured>, checkout: Checkout, head?: string): Probe;
  /**
   * How what the visits of each side found differs. Asked after each launch, and once more when all visits are made. Pure.
   */
  mismatches?(
    subject: Subject<Measured>,
    visits: { readonly base: readonly E[]; readonly head: readonly E[] },
    areAllMade: boolean,
  ): readonly Mismatch[];
  readonly explain: Explanation<E, Measured>;
  /** Without it, nothing is looked at from inside. */
  readonly inspection?: Inspecting<Measured, I>;
  /** Without it no figure of an earlier run stands in for base's. */
  readonly stored?: Stored<E>;
}

/** One measurement to make. */
export interface VisitRequest {
  readonly round: number;
  readonly launch: number;
  /** The subject's server, started for this launch; null if it has none. */
  readonly server: RunningServer | null;
  /** How much work one visit does, the same on both sides: the larger of what the two warm-ups asked for. */
  readonly size: number;
  /** How much of it is under way at once, the same on both sides: the lesser of what the two warm-ups found possible. */
  readonly atOnce?: number;
  /** Takes a value that must appear nowhere, such as a token that the server gave out. */
  readonly keepSecret?: (value: string) => void;
  readonly signal: AbortSignal;
}

/** Measures one subject on one side. It knows nothing of rounds or of the other side. */
export interface Probe {
  /** Warms up a fresh launch and returns how large a visit should be. Its measurements are discarded. */
  warmUp?(
    request: Omit<VisitRequest, 'size' | 'round'>,
  ): Promise<{ ok: true; size: number; atOnce?: number } | VisitFailure>;
  visit(request: VisitRequest): Promise<Visit>;
  /** Ends what it kept for its next visit. */
  end?(): Promise<void>;
}
