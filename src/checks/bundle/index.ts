import type { Check } from '../check.ts';
import { charts } from './charts.ts';
import { detect, detectedName } from './detected.ts';
import { diagnose } from './diagnose.ts';
import { type BundleEvidence, evidenceSchema } from './evidence.ts';
import { details } from './explain/details.ts';
import { explain } from './explain/explain.ts';
import { withBundler } from './import/bundler.ts';
import { metrics, metricsOf, metricsOfImport } from './metrics.ts';
import { onBase } from './on-base.ts';
import { missingPath, probe } from './probe.ts';
import { publicTexts } from './public-texts.ts';
import { type BundleSettings, schema } from './settings.ts';
import { measuredBy } from './sizes/compress.ts';
import { bundleWords } from './words.ts';

/** Sizes of the files that a build ships. */
export const bundle: Check<BundleSettings, BundleEvidence> = {
  id: 'bundle',
  summary: 'What the build ships, or what an import of it costs: sizes by type of file.',
  settings: {
    schema,
    expand: (name, settings) => [
      {
        name,
        variant: null,
        settings,
        server: null,
        metrics:
          settings.import === undefined
            ? metricsOf(settings.compression, settings.fileBudgets)
            : metricsOfImport(settings.compression),
      },
    ],
    detect,
    detectedName,
    missing: ({ settings }, directory) => missingPath(settings, directory),
    onBase,
    complete: withBundler,
  },
  schedule: { rounds: 1, launches: 'own', load: false, seconds: () => 1 },
  metrics,
  probe,
  explain: { words: bundleWords, publicTexts, diagnose, findings: explain, details, charts },
  stored: { version: measuredBy, evidence: evidenceSchema },
};
