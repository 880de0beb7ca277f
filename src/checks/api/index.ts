import type { Subject } from '../../model/subject.ts';
import type { Check } from '../check.ts';
import type { DiagnoseRequest } from '../explanation.ts';
import { mismatch } from './answer-mismatch.ts';
import { details as detailsInside } from './database/details.ts';
import { findings as findingsInside, wantsPlaces } from './database/findings.ts';
import { inspector } from './database/inspector.ts';
import type { Inside } from './database/launches.ts';
import { queryCharts } from './database/listed-queries.ts';
import { metrics as ofDatabase } from './database/metrics.ts';
import { details, findings } from './explain.ts';
import { latencyCharts } from './latencies.ts';
import { metricsAt, metrics as timed, whyNoThroughput } from './metrics.ts';
import { missingData } from './missing-data.ts';
import { type Outcomes, pooledOutcomes } from './outcomes.ts';
import { probe } from './probe.ts';
import { metrics as ofProcesses } from './process/metrics.ts';
import { watchEndpoint, watchServer } from './process/watch.ts';
import { profileCharts } from './profile/chart.ts';
import { diagnose } from './profile/diagnose.ts';
import { KEEPING, SLOWER } from './profile/findings.ts';
import { publicTexts } from './public-texts.ts';
import { queueNotes } from './rate/findings.ts';
import { visitSeconds } from './requests-per-visit.ts';
import { findings as findingsOfServer } from './server/findings.ts';
import { metrics as metricsOfServer } from './server/metrics.ts';
import { probe as probeOfServer } from './server/probe.ts';
import { type OfServer, serverSubject } from './server/subject.ts';
import { type ApiSettings, schema } from './settings.ts';
import { words } from './words.ts';

const metrics = [...timed, ...ofProcesses, ...ofDatabase];

/** Endpoints of a run. Each takes about 15 s. */
const MOST_PROFILED = 5;

const isEndpoint = (subject: Subject<ApiSettings | OfServer>): subject is Subject<ApiSettings> => !subject.isServer;

/** Response times and errors of an endpoint under load, its use of the database, and its server's memory. */
export const api: Check<ApiSettings, Outcomes, ApiSettings | OfServer, Inside> = {
  id: 'api',
  summary: 'An endpoint under load: response times and errors, and what it asks of its database.',
  settings: {
    schema,
    missing: async (subject, directory) => (isEndpoint(subject) ? await missingData(subject, directory) : null),
    expand: (name, settings) => [
      { name, variant: null, settings, server: settings.server, metrics: metricsAt(settings.rate, metrics) },
    ],
    ofServer: { metrics: metricsOfServer, subject: serverSubject },
    whyAbsent: (metric) =>
      metricsOfServer.some(({ id }) => id === metric)
        ? 'it is the server\'s, and judged once for all endpoints: write it under "servers"'
        : whyNoThroughput(metric),
  },
  schedule: {
    rounds: 48,
    launches: 'shared',
    load: true,
    seconds: (settings) => ('request' in settings ? visitSeconds(settings.rate) : 0),
  },
  metrics: [...metrics, ...metricsOfServer],
  probe: (subject, checkout, head) => (isEndpoint(subject) ? probe(subject, checkout, head) : probeOfServer()),
  mismatches(subject, { base, head }) {
    if (!isEndpoint(subject)) return [];
    const found = mismatch(subject, {
      base: base.map(({ content }) => content),
      head: head.map(({ content }) => content),
    });
    return [...(found === null ? [] : [found]), ...queueNotes(subject, { base, head })];
  },
  explain: {
    words,
    publicTexts,
    representativeVisit: pooledOutcomes,
    diagnose: async (subject, request) =>
      isEndpoint(subject)
        ? // The sides of an endpoint are endpoints.
          await diagnose(subject, request as DiagnoseRequest<Outcomes, ApiSettings>)
        : { evidence: request.evidence, files: [], notes: [] },
    diagnoses: { metrics: [...SLOWER, KEEPING], most: MOST_PROFILED },
    findings: (subject, evidence, worse, inside) =>
      isEndpoint(subject) ? findings(subject, evidence, worse, inside) : findingsOfServer(subject, worse),
    details,
    charts: (result) => [...latencyCharts(result), ...profileCharts(result), ...queryCharts(result)],
  },
  inspection: {
    inspector: (subject, checkout, head) => (isEndpoint(subject) ? inspector(subject, checkout, head) : null),
    processes: (subject, checkout, head) =>
      isEndpoint(subject) ? watchEndpoint(subject, checkout, head) : watchServer,
    ofProcesses: [...ofProcesses.map(({ id }) => id), 'heap'],
    wantsPlaces,
    findings: (subject, launches, worse) => (isEndpoint(subject) ? findingsInside(subject, launches, worse) : []),
    details: detailsInside,
  },
};
