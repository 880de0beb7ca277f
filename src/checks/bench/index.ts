import type { Check } from '../check.ts';
import { detect } from './detect/detect.ts';
import { type BenchEvidence, changedFiles } from './evidence.ts';
import { metrics, metricsOf } from './metrics.ts';
import { probe } from './probe.ts';
import { type BenchSettings, schema } from './settings.ts';
import { words } from './words.ts';

/** Seconds that one run of a command is expected to take, until the first has shown it. */
const RUN_SECONDS = 10;

/** Benchmarks of another tool: a command that measures them is run on both sides in turn. */
export const bench: Check<BenchSettings, BenchEvidence> = {
  id: 'bench',
  summary: 'Benchmarks: a command that measures them, run on both sides in turn.',
  settings: {
    schema,
    detect,
    expand: (name, settings) => [
      {
        name,
        variant: null,
        settings,
        server: settings.server,
        metrics: metricsOf(settings.byName),
        needsCheckout: true,
      },
    ],
  },
  // A benchmark's own repetitions share the luck of its process, so each run is a launch.
  schedule: { rounds: 20, launches: 'own', load: true, seconds: () => RUN_SECONDS },
  metrics,
  probe,
  mismatches: ({ name }, visits, areAllMade) => (areAllMade ? changedFiles(name, visits) : []),
  explain: { words },
};
