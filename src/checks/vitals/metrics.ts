import type { Metric } from '../metric.ts';
import type { Device } from './settings.ts';

/** One simulated round trip: Lighthouse's LCP of one unchanged page jumps by it. */
const LCP_FLOOR_MS: Readonly<Record<Device, number>> = { mobile: 150, desktop: 40 };

const time = (id: string, label: string, extra: Partial<Metric> = {}): Metric => ({
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

/** `first-paint`, `dom-content-loaded` and `load` are what this machine saw; the others are simulated for the device. */
export const metricsOn = (device: Device): readonly Metric[] => [
  time('lcp', 'LCP', { gates: true, floor: LCP_FLOOR_MS[device], budget: 2_500 }),
  time('cls', 'CLS', { unit: 'score', compared: 'difference', gates: true, floor: 0.02, budget: 0.1 }),
  time('tbt', 'TBT', { compared: 'difference', gates: true }),
  time('fcp', 'FCP', { floor: LCP_FLOOR_MS[device] }),
  time('speed-index', 'Speed Index', { floor: LCP_FLOOR_MS[device] }),
  time('ttfb', 'TTFB', { budget: 600 }),
  time('first-paint', 'first paint'),
  time('dom-content-loaded', 'DOMContentLoaded'),
  time('load', 'load event'),
];
