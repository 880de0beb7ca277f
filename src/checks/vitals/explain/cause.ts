import type { Finding } from '../../../model/finding.ts';
import type { Unit } from '../../../model/metric.ts';
import type { PageSettings } from '../settings.ts';

/** Metrics that got worse by something worth a word, and by how much, in their own units. */
export type Moved = ReadonlyMap<string, number>;

export interface Figures {
  readonly current: number;
  /** Null: base has nothing like it. */
  readonly target: number | null;
}

/** Something that is different on head, before it is known what it did to the page. */
export interface Cause extends Pick<Finding, 'kind' | 'location' | 'evidence' | 'suggestion'> {
  readonly code: Code;
  /** What it is about: of several causes with the same key only the most telling one speaks. Null: nothing in particular. */
  readonly about: string | null;
  /** Metrics that prove it: it is told only where one of them got worse. */
  readonly shows: readonly string[];
  /** Metrics that it makes worse as well, where it is proven. */
  readonly explains: readonly string[];
  /** Its own figures, by their unit; of a metric in another unit the page's own are told. */
  readonly figures: Partial<Record<Unit, Figures>>;
  /** How much it matters among causes of its code, in any unit. */
  readonly weight: number;
  /** Told only of metrics that no other cause explains: a symptom rather than a cause. */
  readonly lastResort?: true;
  /** Speaks before all others with the same key: it is what brought them. */
  readonly speaks?: true;
}

/** All codes, the most telling first: what somebody did to the page, then what that did to the page. */
export const CODES = [
  'vitals.lcp-image-grew',
  'vitals.font-blocks-text',
  'vitals.third-party-new',
  'vitals.render-blocking-new',
  'vitals.render-blocking-grew',
  'vitals.lcp-undiscovered',
  'vitals.interaction-slower',
  'vitals.layout-shift-new',
  'vitals.layout-shift-grew',
  'vitals.interaction-shift',
  'vitals.long-task-grew',
  'vitals.image-unsized',
  'vitals.unused-javascript-grew',
  'vitals.resource-grew',
  'vitals.requests-grew',
  'vitals.lcp-element-changed',
  'vitals.lcp-phase-grew',
] as const;

export type Code = (typeof CODES)[number];

/** A file is worth a word from this growth on; bytes. */
export const FLOOR_BYTES = 1_000;
/** Less than this is noise in the length of a task or of a part of the LCP; milliseconds. */
export const FLOOR_MS = 50;
/** What explains less than this of a change is not told as its cause. */
export const WORTHY_SHARE = 0.25;

/** Times of loading that any file which is fetched early can make longer. */
export const LOADING = ['lcp', 'fcp', 'speed-index', 'first-paint'] as const;

/** Those of `metrics` of whose change an amount in their unit explains a good part. */
export const worthyOf = (moved: Moved, metrics: readonly string[], amount: number): string[] =>
  metrics.filter((metric) => moved.has(metric) && amount >= WORTHY_SHARE * (moved.get(metric) ?? 0));

/** Throughput that Lighthouse emulates: slow 4G, and a desktop's 10 Mbit/s. */
const BYTES_PER_MS: Readonly<Record<PageSettings['device'], number>> = { mobile: 205, desktop: 1_280 };

/** Of one question and its answer, as Lighthouse emulates it; milliseconds. */
const ROUND_TRIP_MS: Readonly<Record<PageSettings['device'], number>> = { mobile: 150, desktop: 40 };

/** What a page has to wait for, however small it is, where it is loaded early. */
const WAITED_FOR: readonly string[] = ['stylesheet', 'script', 'font'];

/** About how much later a page is because of one more file of a type; milliseconds. */
export const waitMs = (type: string, device: PageSettings['device']): number =>
  WAITED_FOR.includes(type) ? ROUND_TRIP_MS[device] : 0;

/** About how long a file keeps the emulated connection busy; milliseconds. */
export const transferMs = (bytes: number, device: PageSettings['device']): number => bytes / BYTES_PER_MS[device];
