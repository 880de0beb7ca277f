import type { ReportFinding, Result } from '../model/report.ts';
import { worsening } from '../model/worse.ts';
import type { Sentence } from '../text/inline.ts';

/** The part of a change for the worse that a fix regains, estimated from a finding's evidence. */
export interface Gain {
  readonly metric: string;
  /** How much better the metric gets, in its unit; above 0. */
  readonly amount: number;
  /** `up-to`: the gain can't be larger; `about`: it may be larger or smaller. */
  readonly bound: 'up-to' | 'about';
}

/** What can be done about a finding. */
export interface Fix {
  /** A sentence without its full stop. */
  readonly words: (finding: ReportFinding) => Sentence;
  /** What may change for others; a clause: `a major version may behave differently`. */
  readonly risk: string;
  /** Null if the evidence does not show it. `results` are those of the finding's subject. Without it, nothing does. */
  readonly gain?: ((finding: ReportFinding, results: readonly Result[]) => Gain | null) | undefined;
}

/** A number of a finding's evidence; null if there is none. */
export function evidenceNumber({ evidence }: ReportFinding, key: string): number | null {
  const value = Object.hasOwn(evidence, key) ? evidence[key] : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A gain of what something grew by; null if it did not grow, or is unknown. */
export function growth(
  metric: string,
  now: number | null,
  before: number | null,
  bound: Gain['bound'] = 'up-to',
): Gain | null {
  const amount = now === null ? 0 : now - (before ?? 0);
  return amount > 0 ? { metric, amount, bound } : null;
}

/** How much a metric got worse; 0 if it did not. */
export function worseningOf(results: readonly Result[], metric: string): number {
  const result = results.find((one) => one.metric === metric);
  return result === undefined ? 0 : Math.max(0, worsening(result));
}
