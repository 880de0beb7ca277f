import type { Check } from '../check.ts';
import { accessSecrets } from './access/secrets.ts';
import { charts } from './charts.ts';
import { detect, detectedName } from './detected.ts';
import { diagnose } from './diagnose.ts';
import type { VitalsEvidence } from './evidence.ts';
import { details } from './explain/details.ts';
import { explain } from './explain/explain.ts';
import { representativeVisit } from './explain/representative-visit.ts';
import { lostFiles } from './judge-lost-files.ts';
import { landingMismatch } from './landing.ts';
import { allMetrics, metricsOn } from './metrics.ts';
import { probe } from './probe.ts';
import { publicTexts } from './public-texts.ts';
import { type PageSettings, schema, type VitalsSettings } from './settings.ts';
import { interactionNames } from './steps/names.ts';
import { vitalsWords } from './words.ts';

/** Rough duration of a page load, and of one interaction; seconds on two cores. */
const SECONDS = { simulate: 5, devtools: 17, interaction: 2 } as const;

/** Core Web Vitals of a page in the lab, by Lighthouse. */
export const vitals: Check<VitalsSettings, VitalsEvidence, PageSettings> = {
  id: 'vitals',
  summary: 'A page in a real browser: Core Web Vitals by Lighthouse.',
  settings: {
    schema,
    whyAbsent: (metric) =>
      metric === 'inp'
        ? 'name what a person does under interactions, for example: interactions: [{ click: "#buy" }]'
        : null,
    expand: (name, settings) =>
      settings.device.map((device) => ({
        name,
        variant: device,
        settings: { ...settings, device },
        server: settings.server,
        metrics: metricsOn(device, settings.throttling, settings.interactions),
      })),
    detect,
    detectedName,
    parts: ({ interactions }) => interactionNames(interactions),
    secrets: ({ access }) => accessSecrets(access),
  },
  schedule: {
    rounds: 20,
    launches: 'own',
    load: false,
    seconds: ({ throttling, interactions }) => SECONDS[throttling] + SECONDS.interaction * interactions.length,
  },
  metrics: allMetrics,
  probe,
  mismatches: (page, visits, areAllMade) => [
    ...landingMismatch(page, visits),
    ...(areAllMade ? lostFiles(page, visits) : []),
  ],
  explain: { words: vitalsWords, publicTexts, representativeVisit, diagnose, findings: explain, details, charts },
};
