import type { SubjectKey } from './subject.ts';

/** A cause of a change, as data. Renderers have the words for it. */
export interface Finding extends SubjectKey {
  readonly code: string;
  readonly metric: string;
  readonly impact: 'critical' | 'high' | 'medium' | 'low';
  readonly kind: 'cpu' | 'memory' | 'io' | 'network' | 'database' | 'size';
  /** The file, element or query that causes it; null if there is no such place. */
  readonly location: string | null;
  /** Head's and base's figure, in the metric's unit; null if there is none. */
  readonly current: number | null;
  readonly target: number | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly suggestion: { readonly code: string; readonly effort: 'low' | 'medium' | 'high' } | null;
}
