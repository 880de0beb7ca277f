import type { Finding } from '../../../model/finding.ts';
import type { Unit } from '../../../model/metric.ts';

/** Metrics that got worse by more than their floor, and by how much, in their own units. */
export type Moved = ReadonlyMap<string, number>;

interface Figures {
  readonly current: number;
  /** Null if base has no counterpart. */
  readonly target: number | null;
}

/** A difference on head that may have made the page worse. */
export interface Cause extends Pick<Finding, 'location' | 'evidence'> {
  readonly code: Code;
  /** Causes with the same key are reported together, as one finding. Null if it shares its subject with no other. */
  readonly groupKey: string | null;
  /** It is reported only if one of these metrics got worse. */
  readonly provenBy: readonly string[];
  /** Metrics that it makes worse as well, once proven. */
  readonly alsoAffects?: readonly string[];
  /** Its own figures, by unit. A metric of another unit is reported with the page's figures. */
  readonly figures?: Partial<Record<Unit, Figures>>;
  /** Orders causes with the same code, in any unit. */
  readonly size: number;
  /** Reported only for metrics that no other cause explains. */
  readonly isSymptom?: boolean;
  /** Represents its group, whatever the order of the codes: it brought the others. */
  readonly leadsGroup?: boolean;
  /** Overrides the kind of its code. */
  readonly kind?: Finding['kind'];
  /** Overrides the fix of its code. */
  readonly fix?: Fix | null;
}

/** Fixes for causes, with their effort. */
export const FIXES = {
  'answer-sooner': 'medium',
  'defer-script': 'low',
  'font-display-swap': 'low',
  'load-eagerly': 'low',
  'load-later': 'medium',
  'paint-without-waiting': 'medium',
  'load-stylesheet-later': 'medium',
  'match-fallback-font': 'medium',
  'name-image-in-html': 'medium',
  'paint-first': 'medium',
  'preload-image': 'low',
  'render-less': 'medium',
  'reserve-space': 'low',
  'set-fetch-priority': 'low',
  'set-image-size': 'low',
  'ship-woff2': 'low',
  'shrink-image': 'low',
  'split-task': 'medium',
} as const;

export type Fix = keyof typeof FIXES;

/**
 * All codes, the most specific first: changes that an author made, then their effects on the page. Each has the resource
 * that it strains and the fix that usually helps.
 */
export const CODES = {
  'vitals.lcp-image-grew': ['network', 'shrink-image'],
  'vitals.font-blocks-text': ['network', 'font-display-swap'],
  'vitals.third-party-new': ['network', 'load-later'],
  'vitals.render-blocking-new': ['network', 'defer-script'],
  'vitals.render-blocking-grew': ['network', 'defer-script'],
  'vitals.lcp-undiscovered': ['network', null],
  'vitals.interaction-slower': ['cpu', 'paint-first'],
  'vitals.layout-shift-new': ['cpu', 'reserve-space'],
  'vitals.layout-shift-grew': ['cpu', 'reserve-space'],
  'vitals.interaction-shift': ['cpu', 'reserve-space'],
  'vitals.long-task-grew': ['cpu', 'split-task'],
  'vitals.image-unsized': ['network', 'set-image-size'],
  'vitals.unused-javascript-grew': ['network', 'load-later'],
  'vitals.resource-grew': ['network', null],
  'vitals.requests-grew': ['network', null],
  'vitals.lcp-element-changed': ['network', null],
  'vitals.lcp-phase-grew': ['cpu', null],
  'vitals.waits-unseen': ['cpu', 'paint-without-waiting'],
} as const satisfies Record<`vitals.${string}`, readonly [Finding['kind'], Fix | null]>;

type Code = keyof typeof CODES;

/** Smaller growth of a file is not reported; bytes. */
export const FLOOR_BYTES = 1_000;
/** Smaller growth of a task or an LCP phase is noise; milliseconds. */
export const FLOOR_MS = 50;
/** Least growth of a file's transfer that counts as heavier; fraction. */
export const HEAVIER = 0.05;
/** A cause accounts for a change if it explains at least this share of it. */
const MIN_SHARE = 0.25;

/** Loading times that any early request can delay. */
export const LOADING = ['lcp', 'fcp', 'speed-index', 'first-paint'] as const;

/** The `metrics` that got worse, and whose change `amount`, in their unit, accounts for by at least `minShare` of it. */
export const accountedFor = (moved: Moved, metrics: readonly string[], amount: number, minShare = MIN_SHARE) =>
  metrics.filter((metric) => moved.has(metric) && amount >= minShare * (moved.get(metric) ?? 0));
