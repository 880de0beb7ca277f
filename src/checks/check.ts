import type { z } from 'zod';
import type { Checkout } from '../model/checkout.ts';
import type { Metric } from '../model/metric.ts';
import type { Subject } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import type { CheckSettings } from './check-settings.ts';
import type { Explanation } from './explanation.ts';
import type { Inspecting } from './inspection.ts';
import type { Probe } from './probe.ts';

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
  /** @param head head's working directory, so that both sides get the same requests. */
  probe(subject: Subject<Measured>, checkout: Checkout, head?: string): Probe;
  /**
   * Differences between what base's visits and head's visits found. Called after each launch, and once more when all
   * visits are made. Pure.
   */
  mismatches?(
    subject: Subject<Measured>,
    visits: { readonly base: readonly E[]; readonly head: readonly E[] },
    areAllMade: boolean,
  ): readonly Mismatch[];
  readonly explain: Explanation<E, Measured>;
  /** Without it, the check does not look inside servers. */
  readonly inspection?: Inspecting<Measured, I>;
  /** Without it, base is always measured: no figure of an earlier run stands in. */
  readonly stored?: Stored<E>;
}

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

/** Lets later runs reuse the figures of a check whose metrics are exact. */
interface Stored<E> {
  /** Everything the values depend on besides the settings, such as versions of libraries. */
  readonly version: string;
  /** Reads evidence of an earlier run, which anybody may have changed. */
  readonly evidence: z.ZodType<E>;
}

/** A way in which the two sides do different things, so that no figure shows which side does the same thing faster. */
export interface Mismatch {
  /**
   * `invalid`: head no longer does what is measured. `not-compared`: head is held against its budgets alone. `noted`: they
   * are compared, and the report says how they differ.
   */
  readonly effect: 'invalid' | 'not-compared' | 'noted';
  /**
   * The code of the failure that head or base gets. Without it, the failure says that the two sides do not do the same.
   */
  readonly code?: VisitFailure['code'];
  /** How they differ: a clause that stands alone. */
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string;
}
