import { type Config, defaultConfig, desktopConfig } from 'lighthouse';
import type { Device } from '../settings.ts';
import type { LighthouseRequest } from './messages.ts';

/** What the performance audits look at; a test holds this list against Lighthouse's own. */
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

/** Audits that cost time and tell nothing about speed; they only decorate Lighthouse's own HTML. */
const DECORATION = ['screenshot-thumbnails', 'final-screenshot', 'bf-cache'];

/** All that is said of an interaction. */
const INTERACTION_AUDITS = [
  'interaction-to-next-paint',
  'inp-breakdown-insight',
  'cumulative-layout-shift',
  'layout-shifts',
  'long-tasks',
];

/**
 * When a simulated visit ends: nothing that it throttles takes real time, so half of Lighthouse's own second without
 * requests, and then without long tasks, will do. The second after the load event stays, for what shifts late; and the
 * pause after the first paint must not be 0, for then Lighthouse doesn't wait for a paint at all.
 */
const SIMULATED_WAITS = {
  pauseAfterFcpMs: 1_000,
  pauseAfterLoadMs: 1_000,
  networkQuietThresholdMs: 500,
  cpuQuietThresholdMs: 500,
};

/**
 * Lighthouse's default config, cut down to performance. `onlyCategories` alone would still load the audits and
 * gatherers of all the other categories, and with them axe-core, before it leaves them out.
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

/** For the load of the page. Applied throttling has waits of Lighthouse's own, which it lets nobody shorten. */
export function navigationConfig({ device, throttling, full }: LighthouseRequest): Config {
  const config = performanceConfig(device);
  return {
    ...config,
    settings: {
      ...config.settings,
      throttlingMethod: throttling,
      ...(throttling === 'simulate' ? SIMULATED_WAITS : {}),
      ...(full ? {} : { disableFullPageScreenshot: true, skipAudits: DECORATION }),
    },
  };
}

/** For what a person does on the page: Lighthouse can't simulate that, and always applies its throttling. */
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

/** `metrics/speed-index` → `speed-index`: an audit is named by its path, a category refers to it by its id. */
const auditId = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
