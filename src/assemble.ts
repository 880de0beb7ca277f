import type { Explanation } from './compare/explain.ts';
import { noiseOf } from './compare/noise.ts';
import { runVerdict } from './compare/verdict.ts';
import type { Plan } from './config/plan.ts';
import type { Machine } from './machine.ts';
import type { Measurements } from './measure/measurements.ts';
import type { Phase, Report } from './report/report.ts';
import { version } from './version.ts';
import type { Base } from './workspace/base.ts';
import type { Sides } from './workspace/prepare.ts';

/** What every stage of a run leaves behind. */
export interface RunFacts extends Explanation {
  readonly name: string;
  readonly plan: Plan;
  readonly base: Base;
  readonly head: Report['head'];
  readonly sides: Pick<Sides, 'base' | 'noBase' | 'failures'>;
  readonly measurements: Measurements;
  /** Those before measuring. */
  readonly phases: readonly Phase[];
  readonly machine: Machine;
}

/** The report of a run. */
export function assemble(facts: RunFacts): Report {
  const { plan, base, sides, measurements, results, findings } = facts;
  const checks = Object.entries(measurements.seconds).map(([name, seconds]): Phase => ({ name, side: null, seconds }));
  return {
    version: 1,
    verdict: runVerdict(results, sides.failures),
    tool: { version },
    name: facts.name,
    shard: null,
    base: {
      sha: base.sha,
      source: sides.base === null ? 'none' : 'measured',
      reason: sides.noBase ?? base.reason,
    },
    head: facts.head,
    environment: { ...facts.machine, ...measurements.tools, noise: noiseOf(measurements.samples) },
    config: plan.config,
    results,
    findings,
    samples: [...measurements.samples],
    failures: [...sides.failures],
    notes: [...plan.notes, ...measurements.notes],
    phases: [...facts.phases, ...checks],
  };
}
