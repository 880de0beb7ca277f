/** Something worth knowing about a change: data first, the words are the renderers'. */
export interface Finding {
  readonly code: string;
  readonly check: string;
  readonly subject: string;
  readonly variant: string | null;
  readonly metric: string;
  readonly impact: 'critical' | 'high' | 'medium' | 'low';
  readonly kind: 'cpu' | 'memory' | 'io' | 'network' | 'database' | 'size';
  /** The file, element or query that it is about. */
  readonly location: string | null;
  /** Head's and base's figure, in the metric's unit; null where there is none. */
  readonly current: number | null;
  readonly target: number | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly suggestion: { readonly code: string; readonly effort: 'low' | 'medium' | 'high' } | null;
}
