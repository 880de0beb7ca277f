import type { Check } from '../check.ts';
import { details, explain, type Outcomes } from './explain.ts';
import { metrics } from './metrics.ts';
import { probe } from './probe.ts';
import { type ApiSettings, schema } from './settings.ts';
import { apiWords } from './words.ts';

/** Response times and errors of an endpoint under load. */
export const api: Check<ApiSettings, Outcomes> = {
  id: 'api',
  words: apiWords,
  summary: 'An endpoint under load: response times and errors.',
  schema,
  metrics,
  rounds: 40,
  load: true,
  visitSeconds: () => 0.6,
  launches: 'shared',
  expand: (name, settings) => [{ name, variant: null, settings, server: settings.server, metrics }],
  probe,
  details,
  explain,
};
