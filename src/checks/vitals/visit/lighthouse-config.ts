import { type Config, defaultConfig, desktopConfig } from 'lighthouse';
import type { Device } from '../settings.ts';
import type { LighthouseRequest } from './messages.ts';

/** The artifacts that performance audits need; a test compares this list with Lighthouse's. */
const ARTIFACTS = new Set([
  'DevtoolsLog',
  'Trace',
  'CSSUsage',
  'ImageElements',
  'JsUsage',
  'NetworkUserAgent',
  'Scripts',
  'SourceMaps',
  'Stacks',
  'Stylesheets',
  'TraceElements',
  'FullPageScreenshot',
  'BFCacheFailures',
]);

/** Audits that cost time and only decorate Lighthouse's HTML, or read all code for advice that no visit changes. */
const LEFT_OUT = [
  'screenshot-thumbnails',
  'final-screenshot',
  'bf-cache',
  'script-treemap-data',
  'unminified-css',
  'unminified-javascript',
  'duplicated-javascript-insight',
  'legacy-javascript-insight',
];

/** The audits of an interaction. */
const INTERACTION_AUDITS = [
  'interaction-to-next-paint',
  'inp-breakdown-insight',
  'cumulative-layout-shift',
  'layout-shifts',
  'long-tasks',
];

/**
 * When a simulated visit ends. Simulated throttling takes no real time, so half of Lighthouse's default second without
 * requests, and then without long tasks, suffices. The second after the load event stays, for late shifts. The pause after
 * the first paint must not be 0: then Lighthouse would not wait for a paint at all.
 */
const SIMULATED_WAITS = {
  pauseAfterFcpMs: 1_000,
  pauseAfterLoadMs: 1_000,
  networkQuietThresholdMs: 500,
  cpuQuietThresholdMs: 500,
};

/**
 * Lighthouse's default config, reduced to performance. `onlyCategories` alone would still load the audits and gatherers of
 * all other categories, axe-core included, before it drops them.
 */
export function performanceConfig(device: Device): Config {
  const performance = defaultConfig.categories?.performance;
  if (!performance) throw new Error('This version of Lighthouse has no performance category.');
  const ids = new Set(performance.auditRefs.map((ref) => ref.id));
  return {
    artifacts: defaultConfig.artifacts?.filter((artifact) => ARTIFACTS.has(artifact.id)) ?? [],
    audits: defaultConfig.audits?.filter((audit) => typeof audit === 'string' && ids.has(auditId(audit))) ?? [],
    categories: { performance },
    ...(defaultConfig.groups && { groups: defaultConfig.groups }),
    settings: { ...defaultConfig.settings, ...(device === 'desktop' ? desktopConfig.settings : {}) },
  };
}

/** Config for the page load. With applied throttling, Lighthouse allows no shorter waits than its own. */
export function navigationConfig({
  device,
  throttling,
  full,
}: Pick<LighthouseRequest, 'device' | 'throttling' | 'full'>): Config {
  const config = performanceConfig(device);
  return {
    ...config,
    settings: {
      ...config.settings,
      throttlingMethod: throttling,
      ...(throttling === 'simulate' ? SIMULATED_WAITS : {}),
      ...(full ? {} : { disableFullPageScreenshot: true, skipAudits: LEFT_OUT }),
    },
  };
}

/** Config for an interaction: Lighthouse can't simulate it, and always applies its throttling. */
export function interactionConfig({ device }: LighthouseRequest): Config {
  const config = performanceConfig(device);
  return {
    ...config,
    settings: {
      ...config.settings,
      throttlingMethod: 'devtools',
      disableFullPageScreenshot: true,
      onlyAudits: INTERACTION_AUDITS,
    },
  };
}

/** `metrics/speed-index` → `speed-index`: the config names an audit by its path, a category by its id. */
const auditId = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
