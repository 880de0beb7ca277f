import type { Metric } from '../../model/metric.ts';
import type { Device, Throttling } from './settings.ts';
import type { Step } from './steps/step.ts';

/** One simulated round trip, by which Lighthouse's LCP of an unchanged page can jump. */
const LCP_FLOOR_MS: Readonly<Record<Device, number>> = { mobile: 150, desktop: 40 };

/** Steps that a browser counts as interactions: it times key and pointer presses, not moves. */
const COUNTS_FOR_INP: readonly Step['action'][] = ['click', 'type', 'press', 'select'];

/** Lighthouse's resource types, with their labels. */
const RESOURCES = {
  document: ['HTML', 'HTML requests'],
  script: ['JavaScript', 'JavaScript requests'],
  stylesheet: ['CSS', 'CSS requests'],
  image: ['images', 'image requests'],
  font: ['fonts', 'font requests'],
  media: ['media', 'media requests'],
  other: ['other files', 'other requests'],
} as const;

export type ResourceType = keyof typeof RESOURCES;
export const RESOURCE_TYPES = Object.keys(RESOURCES) as readonly ResourceType[];

type Extra = Partial<Omit<Metric, 'id' | 'label'>>;

const time = (id: string, label: string, extra: Extra = {}): Metric => ({
  id,
  label,
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: false,
  group: 'page-load',
  floor: 50,
  budget: null,
  ...extra,
});

/** Often 0 on a healthy page, so its change is a difference. */
const count = (id: string, label: string, extra: Extra = {}): Metric => ({
  id,
  label,
  unit: 'count',
  worse: 'higher',
  kind: 'fact',
  compared: 'difference',
  gates: false,
  group: null,
  floor: 1,
  budget: null,
  ...extra,
});

const size = (id: string, label: string, extra: Extra = {}): Metric =>
  count(id, label, { unit: 'B', compared: 'ratio', floor: 1_000, ...extra });

const QUIET = { quiet: true } as const;
/** Simulated throttling can't see delays by timers and animations. */
const WARNS = { warns: true } as const;

/**
 * Metrics of a page's requests. Lighthouse CI's assertions and Lighthouse's budgets call them:
 *
 * | here                                          | Lighthouse CI                                       | budget.json (`resourceSizes`, `resourceCounts`) |
 * |-----------------------------------------------|-----------------------------------------------------|----------------------------|
 * | `bytes`, `requests`                           | `resource-summary:total:size`, `…:total:count`      | `total`                    |
 * | `script-bytes`, `script-requests`, …          | `resource-summary:script:size`, `…:script:count`, … | `script`, …                |
 * | `third-party-bytes`, `third-party-requests`   | `resource-summary:third-party:size`, `…:count`      | `third-party`              |
 * | `unsized-images`                              | `unsized-images` (`maxLength`)                      |                            |
 * | `render-blocking`                             | `render-blocking-resources`, `…-insight` (`maxLength`) |                         |
 * | `blocking-fonts`                              | `font-display`, `font-display-insight` (`maxLength`) |                           |
 *
 * Theirs also count response headers, some 300 bytes per request.
 */
const FACTS: readonly Metric[] = [
  count('requests', 'requests', { compared: 'ratio' }),
  size('bytes', 'transferred'),
  count('render-blocking', 'render-blocking files'),
  count('third-party-requests', 'third-party requests'),
  ...RESOURCE_TYPES.flatMap((type) => [
    size(`${type}-bytes`, `${RESOURCES[type][0]} transferred`, QUIET),
    count(`${type}-requests`, RESOURCES[type][1], QUIET),
  ]),
  size('third-party-bytes', 'transferred from third parties', QUIET),
  count('third-parties', 'third parties', QUIET),
  count('blocking-fonts', 'fonts that hide text', QUIET),
  count('unsized-images', 'images without a size', QUIET),
  count('lcp-undiscovered', 'hindrances to finding the LCP image', QUIET),
  size('unused-javascript', 'unused JavaScript', QUIET),
];

/**
 * The metrics of a page on a device. `observed-lcp`, `observed-fcp`, `first-paint`, `dom-content-loaded` and `load` are as
 * observed on this machine. The
 * other times are simulated for the device, unless throttling is applied.
 */
export function metricsOn(
  device: Device,
  throttling: Throttling = 'simulate',
  interactions: readonly Step[] = [],
): readonly Metric[] {
  const floor = LCP_FLOOR_MS[device];
  // Where throttling is applied, the other times are observed, too.
  const observed =
    throttling === 'simulate'
      ? [time('observed-lcp', 'LCP as observed', WARNS), time('observed-fcp', 'FCP as observed', WARNS)]
      : [];
  const responds = interactions.some(({ action }) => COUNTS_FOR_INP.includes(action));
  return [
    time('lcp', 'LCP', { gates: true, floor, budget: 2_500, together: true, mayBeAbsent: true }),
    time('cls', 'CLS', {
      unit: 'score',
      compared: 'difference',
      gates: true,
      floor: 0.02,
      budget: 0.1,
      appliesTo: 'all',
    }),
    // Useless under applied throttling, which moves long tasks before the first paint, where they do not count.
    time('tbt', 'TBT', { compared: 'difference', gates: throttling === 'simulate' }),
    ...(responds ? [time('inp', 'INP', { gates: true, floor: 40, budget: 200, appliesTo: 'parts' })] : []),
    time('fcp', 'FCP', { floor }),
    time('speed-index', 'Speed Index', { floor }),
    time('ttfb', 'TTFB', { budget: 600 }),
    ...observed,
    time('first-paint', 'first paint'),
    time('dom-content-loaded', 'DOMContentLoaded'),
    time('load', 'load event'),
    ...FACTS,
  ];
}

/** Every metric that can have a limit. */
export const allMetrics: readonly Metric[] = metricsOn('mobile', 'simulate', [
  { action: 'press', key: 'Enter', on: null },
]);
