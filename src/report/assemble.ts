import { arch, availableParallelism, cpus, platform } from 'node:os';
import type { Explanation } from '../compare/explain.ts';
import { runVerdict } from '../compare/verdict.ts';
import type { Measurements } from '../measure/measurements.ts';
import { version } from '../version.ts';
import type { Phase, Report, RunFailure } from './report.ts';

export interface RunFacts extends Explanation {
  readonly name: string;
  readonly base: Report['base'];
  readonly head: Report['head'];
  readonly config: string | null;
  readonly measurements: Measurements;
  readonly failures: readonly RunFailure[];
  readonly notes: readonly string[];
  readonly phases: readonly Phase[];
}

/** The report of a run, and the machine that it ran on. */
export function assemble({ measurements, results, findings, failures, notes, phases, ...facts }: RunFacts): Report {
  return {
    version: 1,
    verdict: runVerdict(results, failures),
    tool: { version },
    name: facts.name,
    shard: null,
    base: facts.base,
    head: facts.head,
    environment: {
      os: platform(),
      arch: arch(),
      cores: availableParallelism(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      node: process.versions.node,
      ...measurements.tools,
      noise: null,
    },
    config: facts.config,
    results,
    findings,
    samples: [...measurements.samples],
    failures: [...failures],
    notes: [...notes, ...measurements.notes],
    phases: [...phases],
  };
}
