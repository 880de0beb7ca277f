import type { Check } from '../check.ts';
import { mismatch } from './answer-mismatch.ts';
import { details, findings, type Outcomes, pooledOutcomes } from './explain.ts';
import { details as detailsInside } from './inside/details.ts';
import { findings as findingsInside, wantsPlaces } from './inside/findings.ts';
import { inspector } from './inside/inspector.ts';
import type { Inside } from './inside/launches.ts';
import { queryCharts } from './inside/listed-queries.ts';
import { metrics as metricsInside } from './inside/metrics.ts';
import { metrics as timed } from './metrics.ts';
import { probe } from './probe.ts';
import { diagnose } from './profile/diagnose.ts';
import { SLOWER } from './profile/findings.ts';
import { publicTexts } from './public-texts.ts';
import { missingData } from './requests/missing-data.ts';
import { type ApiSettings, schema } from './settings.ts';
import { words } from './words.ts';

const metrics = [...timed, ...metricsInside];

/** Endpoints of a run. Each takes about 15 s. */
const MOST_PROFILED = 5;

/** Response times and errors of an endpoint under load, and what its requests ask of the database. */
export const api: Check<ApiSettings, Outcomes, ApiSettings, Inside> = {
  id: 'api',
  summary: 'An endpoint under load: response times and errors, and what it asks of its database.',
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
  explain: {
    words,
    publicTexts,
    representativeVisit: pooledOutcomes,
    diagnose,
    diagnoses: { metrics: SLOWER, most: MOST_PROFILED },
    findings,
    details,
    charts: queryCharts,
  },
  inspection: { inspector, wantsPlaces, findings: findingsInside, details: detailsInside },
};
