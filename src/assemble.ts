import { arch, availableParallelism, cpus, platform } from 'node:os';
import { fingerprint } from './baseline/fingerprint.ts';
import type { StoredBase } from './baseline/substitute.ts';
import { noiseOf } from './compare/noise.ts';
import { runVerdict } from './compare/verdict.ts';
import type { BasePlan } from './config/base-plan.ts';
import { type BaseValue, loosened } from './config/relaxed.ts';
import { type Shard, shardText, withoutOthers } from './config/shard.ts';
import type { Explanation } from './explain/explain.ts';

import type { Measurements } from './model/measurements.ts';
import type { Plan } from './model/plan.ts';
import { recordPlan } from './model/recorded-plan.ts';
import type { Phase, Report, Result } from './model/report.ts';
import { type SubjectKey, sameSubject, subjectKey } from './model/subject.ts';
import type { Attachment } from './model/visit.ts';
import { version } from './version.ts';
import type { Base } from './workspace/base.ts';
import type { Sides } from './workspace/prepare.ts';

/** What every stage of a run leaves behind. */
export interface RunFacts extends Explanation {
  readonly name: string;
  /** Which share of the plan was measured; null: all. */
  readonly shard: Shard | null;
  readonly plan: Plan;
  /** The working directory, relative to the repository's root. */
  readonly folder: string;
  /** What base's own config would have allowed. */
  readonly before: BasePlan;
  readonly base: Base;
  /** What stands for base where it was not measured; null: nothing. */
  readonly stored: StoredBase | null;
  readonly head: Report['head'];
  readonly sides: Pick<Sides, 'base' | 'noBase' | 'failures'>;
  readonly measurements: Measurements;
  /** What will lie next to the report. */
  readonly files: readonly Attachment[];
  /** Those around measuring. */
  readonly phases: readonly Phase[];
  readonly machine: Machine;
}

/** Phases of one name, one for each subject, as one. */
const inOne = (phases: readonly Phase[]): Phase[] =>
  [...Map.groupBy(phases, ({ name }) => name)].map(([name, all]) => ({
    name,
    side: null,
    seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
  }));

/** Whether a phase comes after measuring. */
const isAfter = ({ name }: Phase): boolean => name === 'diagnose';

/** The report of a run. */
export function assemble(facts: RunFacts): Report {
  const { plan, before, sides, measurements, results, findings } = facts;
  const { took } = measurements;
  const checks = took.map(({ check, seconds }): Phase => ({ name: check, side: null, seconds }));
  return {
    version: 1,
    verdict: runVerdict(results, sides.failures),
    tool: { version },
    name: facts.name,
    shard: facts.shard && shardText(facts.shard),
    base: baseOf(facts),
    head: facts.head,
    environment: { ...facts.machine, ...measurements.tools, noise: noiseOf(measurements.samples) },
    config: plan.config,
    plan: recordPlan(plan),
    subjects: took.map((one) => ({ ...one, fingerprint: fingerprintIn(plan, one, facts.folder) })),
    results,
    findings,
    samples: [...measurements.samples],
    failures: [...sides.failures],
    loosened: withoutOthers(
      before.plan === null ? [] : loosened(before.plan, plan, baseValueIn(results)),
      plan.subjects,
      results,
    ),
    notes: [...plan.notes, ...(before.note === null ? [] : [before.note]), ...measurements.notes],
    phases: [...facts.phases.filter((one) => !isAfter(one)), ...inOne(checks), ...inOne(facts.phases.filter(isAfter))],
    files: facts.files.map(({ name, title }) => ({ name, title })),
  };
}

function baseOf({ base, sides, stored, measurements }: RunFacts): Report['base'] {
  const isStored = stored !== null && measurements.stored.length > 0;
  if (sides.base === null && !isStored) return { sha: base.sha, source: 'none', reason: sides.noBase ?? base.reason };
  const found = { sha: base.sha, source: sides.base === null ? 'stored' : 'measured', reason: base.reason } as const;
  if (!isStored) return found;
  const { sha, savedAt, age, behind } = stored;
  return { ...found, stored: { sha, savedAt, age, behind } };
}

function fingerprintIn(plan: Plan, key: SubjectKey, folder: string): string | null {
  const planned = plan.subjects.find((one) => sameSubject(subjectKey(one), key));
  return planned === undefined ? null : fingerprint(planned, plan, folder);
}

const baseValueIn =
  (results: readonly Result[]): BaseValue =>
  ({ check, subject, variant }, metric) =>
    results.find((one) => one.metric === metric && sameSubject(one, { check, subject, variant }))?.base ?? null;

export type Machine = Pick<Report['environment'], 'os' | 'arch' | 'cores' | 'cpu' | 'node'>;

/** The machine that this process runs on. */
export const thisMachine = (): Machine => ({
  os: platform(),
  arch: arch(),
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  node: process.versions.node,
});
