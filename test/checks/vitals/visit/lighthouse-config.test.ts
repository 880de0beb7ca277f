import { initializeConfig } from 'lighthouse/core/config/config.js';
import { expect, it } from 'vitest';
import { performanceConfig } from '../../../../src/checks/vitals/visit/lighthouse-config.ts';

const flags = { onlyCategories: ['performance'], skipAudits: [], disableFullPageScreenshot: false };

it.each(['navigation', 'timespan'] as const)(
  'the config has all that Lighthouse needs for performance in a %s',
  async (mode) => {
    const { resolvedConfig: ours } = await initializeConfig(mode, performanceConfig('mobile'), flags);
    const { resolvedConfig: whole } = await initializeConfig(mode, undefined, flags);
    const audits = (config: typeof ours) => config.audits?.map((audit) => audit.implementation.meta.id);
    const artifacts = (config: typeof ours) => config.artifacts?.map((artifact) => artifact.id);
    expect(audits(ours)).toEqual(audits(whole));
    expect(artifacts(ours)).toEqual(artifacts(whole));
  },
);
