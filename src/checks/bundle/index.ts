import type { Check } from '../check.ts';
import { diagnose } from './diagnose.ts';
import type { BundleEvidence } from './evidence.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { details } from './explain/details.ts';
import { explain } from './explain/explain.ts';
import { fileMetric, metrics } from './metrics.ts';
import { missingPath, probe } from './probe.ts';
import { looserSettings } from './relaxed.ts';
import { type BundleSettings, schema } from './settings.ts';
import { measuredBy } from './sizes/compress.ts';
import { bundleWords } from './words.ts';

/** Sizes of what a build ships. */
export const bundle: Check<BundleSettings, BundleEvidence> = {
  id: 'bundle',
  words: bundleWords,
  summary: 'What the build ships: sizes by type of file.',
  schema,
  metrics,
  rounds: 1,
  load: false,
  visitSeconds: () => 1,
  launches: 'own',
  expand: (name, settings) => [
    {
      name,
      variant: null,
      settings,
      server: null,
      metrics: [...metrics, ...settings.fileBudgets.map(fileMetric)],
    },
  ],
  missing: ({ settings }, directory) => missingPath(settings, directory),
  probe,
  measuredBy,
  evidence: evidenceSchema,
  looser: looserSettings,
  diagnose,
  details,
  explain,
};
