import type { Check } from '../check.ts';
import { details, explain } from './explain.ts';
import { metrics } from './metrics.ts';
import { type BundleEvidence, missingPath, probe } from './probe.ts';
import { type BundleSettings, schema } from './settings.ts';

/** Sizes of what a build ships. */
export const bundle: Check<BundleSettings, BundleEvidence> = {
  id: 'bundle',
  summary: 'What the build ships: sizes by type of file.',
  schema,
  metrics,
  rounds: 1,
  load: false,
  visitSeconds: 1,
  launches: 'own',
  expand: (name, settings) => [{ name, variant: null, settings, server: null, metrics }],
  missing: ({ settings }, directory) => missingPath(settings, directory),
  probe,
  details,
  explain,
};
