import type { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import type { Metric } from '../model/metric.ts';
import type { Side, Subject } from '../model/subject.ts';
import type { Attachment, Visit, VisitFailure } from '../model/visit.ts';
import type { LimitShape, WrittenLimits } from '../settings/limits.ts';
import type { Checkout } from '../workspace/prepare.ts';
import type { RunningServer } from '../workspace/server.ts';
import type { FindingWords } from './finding-text.ts';

/** What explains each side; null for a side that gave nothing. */
export interface Evidence<E> {
  readonly base: E | null;
  readonly head: E | null;
}

/** What a closer look found, once the verdict is known. It explains; it never judges. */
export interface Diagnosis<E> {
  /** Takes the place of what the visits gave. */
  readonly evidence: Evidence<E>;
  readonly files: readonly Attachment[];
  /** Whole sentences about what could not be looked at. */
  readonly notes: readonly string[];
}

/** With what a check may look closer. */
export interface DiagnoseRequest<E> {
  readonly evidence: Evidence<E>;
  readonly head: Checkout;
  /** Null where there is no base, or only what is stored of it. */
  readonly base: Checkout | null;
  /** The command that the config names to build both sides; null: each checkout's own build script. */
  readonly build: string | null;
  /** Whether the subject got worse or fails: only then is a cause worth another build or visit. */
  readonly worse: boolean;
  /** Whether head's evidence is kept for later runs, which can look at nothing but that. */
  readonly willBeStored: boolean;
  /** Starts the subject's server anew; whoever asks for it disposes it. Throws where it does not start. */
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
  /** By how much, in the metric's unit; null where base has no value to compare with. */
  readonly absolute: number | null;
}

/** A key of the config that base and head set differently, and how, in words. */
export interface SettingChange {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A kind of measurement. Everything that perf-budget knows about bundles, pages or endpoints stands behind one of these.
 * `Settings` are those of a subject in the config, `Measured` those of one that is measured, on one device.
 */
export interface Check<Settings = unknown, E = unknown, Measured = Settings> {
  /** Its key in perf-budget.yml. */
  readonly id: string;
  /** One line on what a subject of it is, for schema.json. */
  readonly summary: string;
  /** The words for its findings. */
  readonly words: FindingWords;
  /** The keys of one subject; spread `limits` among them, they are the same in all checks. */
  schema(limits: LimitShape): z.ZodType<Settings & WrittenLimits>;
  /** Every metric that a user may name in a limit. */
  readonly metrics: readonly Metric[];
  /** Pairs of visits that a subject gets; 1 where all metrics are exact. */
  readonly rounds: number;
  /** Whether a visit is a load on the server, which the server's owner must have agreed to. */
  readonly load: boolean;
  /** About what one visit takes, for the estimate of a plan; seconds. */
  visitSeconds(settings: Measured): number;
  /**
   * `shared`: the visits of one launch of the server share its luck. `own`: each visit starts a process of its own, and
   * the server hardly matters.
   */
  readonly launches: 'shared' | 'own';
  /** One subject of the config as the subjects that are measured (devices make variants). */
  expand(name: string, settings: Settings): readonly Subject<Measured>[];
  /** What the settings name and head's checkout does not have after its build, if anything: a mistake in the config. */
  missing?(subject: Subject<Measured>, directory: string): Promise<string | null>;
  probe(subject: Subject<Measured>, checkout: Checkout): Probe;
  /** Values of the settings that must be told nowhere. */
  secrets?(settings: Measured): readonly string[];
  /** What makes the same limits allow more in head's settings than in base's. Pure. */
  looser?(base: Measured, head: Measured): readonly SettingChange[];
  /** Of a check whose metrics are exact: what their values depend on beside the settings, such as versions of libraries. */
  readonly measuredBy?: string;
  /** Reads evidence back that an earlier run stored, and that anybody may have changed. Without it none is stored. */
  readonly evidence?: z.ZodType<E>;
  /** What explains a side, from what each of its visits left; without it the last one's. Pure. `visits` has at least one. */
  represent?(visits: readonly E[]): E;
  /** A closer look after the verdict: bounded in time, and without it only an explanation is missing. */
  diagnose?(subject: Subject<Measured>, request: DiagnoseRequest<E>): Promise<Diagnosis<E>>;
  /** What a result carries in the report beside its figures. Pure. */
  details?(result: { readonly metric: string; readonly part: string | null }, evidence: Evidence<E>): unknown;
  /** Why a subject got worse: asked for only where something did. Pure. */
  explain?(subject: Subject<Measured>, evidence: Evidence<E>, worse: readonly Worsened[]): readonly Finding[];
}

/** One measurement that is to be made. */
export interface VisitRequest {
  readonly round: number;
  readonly launch: number;
  /** The subject's server, started for this launch; null where it has none. */
  readonly server: RunningServer | null;
  /** How much work a visit is, the same on both sides: the larger of what the two warm-ups asked for. */
  readonly size: number;
  readonly signal: AbortSignal;
}

/** Measures one subject on one side. Rounds and launches are not its business. */
export interface Probe {
  /** Brings a fresh launch to its working temperature; answers how large a visit should be. Its measurements are thrown away. */
  warmUp?(request: Omit<VisitRequest, 'size' | 'round'>): Promise<{ ok: true; size: number } | VisitFailure>;
  visit(request: VisitRequest): Promise<Visit>;
}
