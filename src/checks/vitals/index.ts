import type { Check } from '../check.ts';
import { details, explain } from './explain.ts';
import { metricsOn } from './metrics.ts';
import { probe } from './probe.ts';
import type { VitalsEvidence } from './read-lhr.ts';
import { schema, type VitalsSettings } from './settings.ts';

/** Core Web Vitals of a page in the lab, by Lighthouse. */
export const vitals: Check<VitalsSettings, VitalsEvidence> = {
  id: 'vitals',
  summary: 'A page in a real browser: Core Web Vitals by Lighthouse.',
  schema,
  metrics: metricsOn('mobile'),
  rounds: 20,
  load: false,
  visitSeconds: 6,
  launches: 'own',
  expand: (name, settings) => [
    { name, variant: settings.device, settings, server: settings.server, metrics: metricsOn(settings.device) },
  ],
  probe,
  details,
  explain,
};
