import type { SubjectKey } from './subject.ts';

/** The gravest first. */
export const IMPACTS = ['critical', 'high', 'medium', 'low'] as const;
export type Impact = (typeof IMPACTS)[number];

/** A comparison for sorting; equally grave findings keep their order. */
export const gravestFirst = (a: { readonly impact: Impact }, b: { readonly impact: Impact }): number =>
  IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact);

/** A cause of a change, as data. Renderers find the words for it. */
export interface Finding extends SubjectKey {
  readonly code: string;
  readonly metric: string;
  readonly impact: Impact;
  readonly kind: 'cpu' | 'memory' | 'io' | 'network' | 'database' | 'size';
  /** The file, element or query that causes it; null if there is no such place. */
  readonly location: string | null;
  /** Head's and base's figure, in the metric's unit; null if unknown. */
  readonly current: number | null;
  readonly target: number | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Whether it warns although no metric fails, such as a fault in a new endpoint, which has no base. */
  readonly warns?: true;
  /** Null if there is no known fix. `effort` is for tools that read report.json: in prose, the fix itself shows it. */
  readonly suggestion: { readonly code: string; readonly effort: 'low' | 'medium' | 'high' } | null;
}
