import type { Check } from '../check.ts';
import { mismatch } from './answer-mismatch.ts';
import { details, findings, type Outcomes, pooledOutcomes } from './explain.ts';
import { metrics } from './metrics.ts';
import { probe } from './probe.ts';
import { publicTexts } from './public-texts.ts';
import { missingData } from './requests/missing-data.ts';
import { type ApiSettings, schema } from './settings.ts';
import { words } from './words.ts';

/** Response times and errors of an endpoint under load. */
export const api: Check<ApiSettings, Outcomes> = {
  id: 'api',
  summary: 'An endpoint under load: response times and errors.',
  settings: {
    schema,
    missing: missingData,
    expand: (name, settings) => [{ name, variant: null, settings, server: settings.server, metrics }],
  },
  schedule: { rounds: 48, launches: 'shared', load: true, seconds: () => 0.6 },
  metrics,
  probe,
  mismatches(subject, { base, head }) {
    const found = mismatch(subject, {
      base: base.map(({ content }) => content),
      head: head.map(({ content }) => content),
    });
    return found === null ? [] : [found];
  },
  explain: { words, publicTexts, representativeVisit: pooledOutcomes, findings, details },
};
