import { type Config, defaultConfig, desktopConfig } from 'lighthouse';
import type { Device } from './settings.ts';

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
const SKIPPED = ['screenshot-thumbnails', 'final-screenshot', 'bf-cache'];

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
    settings: {
      ...(device === 'desktop' ? desktopConfig.settings : {}),
      throttlingMethod: 'simulate',
      disableFullPageScreenshot: true,
      skipAudits: SKIPPED,
    },
  };
}

/** `metrics/speed-index` → `speed-index`: an audit is named by its path, a category refers to it by its id. */
const auditId = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
