import { arch, availableParallelism, cpus, platform } from 'node:os';
import { fingerprint } from './baseline/fingerprint.ts';
import type { StoredBase } from './baseline/substitute.ts';
import type { Surroundings } from './baseline/surroundings.ts';
import { type Decided, toReported, toResults } from './compare/decided.ts';
import { noiseOf } from './compare/noise.ts';
import { leastLaunchesOf } from './compare/subject-rules.ts';
import { runVerdict } from './compare/verdict.ts';
import type { BasePlan } from './config/base-plan.ts';
import { changedSettings } from './config/changed-settings.ts';
import { planReach } from './config/cost.ts';
import { type BaseValue, relaxedLimits } from './config/relaxed.ts';
import type { WrittenPlan } from './config/resolve.ts';
import { shareOf, withoutOthers } from './config/shard.ts';
import { type Shard, shardText } from './config/shard-number.ts';
import type { Explanation } from './explain/explain.ts';
import type { Measurements } from './model/measurements.ts';
import { basesAtAddresses, type Plan } from './model/plan.ts';
import { printed } from './model/printed-key.ts';
import { recordPlan } from './model/recorded-plan.ts';
import type { OutOfReach, Phase, Relaxation, Report } from './model/report.ts';
import { nameId, type SubjectKey, sameSubject, subjectKey } from './model/subject.ts';
import type { Attachment } from './model/visit.ts';
import { version } from './version.ts';
import { uncommittedNotes } from './workspace/build/files-base-lacks.ts';
import type { Sides } from './workspace/build/prepare.ts';
import type { Base } from './workspace/git/base.ts';

/** The data that the stages of a run produce. */
interface RunFacts extends Explanation {
  readonly name: string;
  /** The share of the plan that was measured; null: all. */
  readonly shard: Shard | null;
  readonly plan: Plan;
  /** The plan by the config alone. */
  readonly written: WrittenPlan;
  /** Null if this run stores nothing, so that no fingerprint needs it. */
  readonly surroundings: Surroundings | null;
  /** The plan by base's own config. */
  readonly planOfBase: BasePlan;
  readonly base: Base;
  /** The baseline that replaces base where it was not measured; null: none. */
  readonly stored: StoredBase | null;
  readonly head: Report['head'];
  readonly sides: Pick<Sides, 'base' | 'noBase' | 'failures' | 'lackedByBase' | 'arePackagesUnlocked' | 'notes'>;
  /** Tracked files that earlier steps of a job changed; empty outside of one, where they are head's own changes. */
  readonly changed: readonly string[];
  readonly measurements: Measurements;
  readonly decided: readonly Decided[];
  /** The files that will lie next to the report. */
  readonly files: readonly Attachment[];
  /** The phases before and after measuring. */
  readonly phases: readonly Phase[];
  readonly machine: Machine;
}

/** Merges phases with the same name, since each subject records its own, and sums their seconds. */
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
  const { plan, planOfBase, sides, measurements, decided, details } = facts;
  const { durations } = measurements;
  const results = toResults(decided, measurements.failures, (one) => details.get(one) ?? null);
  const ofBase = planOfBase.failure === null ? [] : [planOfBase.failure];
  const failures = [...sides.failures, ...ofBase, ...toReported(measurements.failures)];
  const samples = [...measurements.samples, ...(measurements.inspected?.samples ?? [])].map(printed);
  const checks = durations.map(({ check, seconds }): Phase => ({ name: check, side: null, seconds }));
  return {
    version: 1,
    verdict: runVerdict({ results, failures, samples, findings: facts.findings }),
    tool: { version },
    name: facts.name,
    shard: facts.shard && shardText(facts.shard),
    base: baseOf(facts),
    head: facts.head,
    environment: { ...facts.machine, ...measurements.tools, noise: noiseOf(measurements.samples) },
    config: plan.config,
    plan: recordPlan(plan),
    subjects: durations.map((one) => ({ ...printed(one), fingerprint: fingerprintIn(plan, one, facts.surroundings) })),
    results,
    findings: facts.findings.map(printed),
    samples,
    coins:
      measurements.coins === null
        ? null
        : {
            ...measurements.coins,
            subjects: measurements.coins.subjects.map((one) => ({ ...one, first: [...one.first] })),
          },
    failures,
    reach: outOfReach(facts),
    loosened: withoutOthers(relaxations(facts), plan.subjects, decided),
    notes: [
      ...plan.notes,
      ...sides.notes,
      ...(planOfBase.note === null ? [] : [planOfBase.note]),
      ...whatBaseLacks(facts),
      ...measurements.notes,
    ],
    phases: [...facts.phases.filter((one) => !isAfter(one)), ...inOne(checks), ...inOne(facts.phases.filter(isAfter))],
    files: facts.files.map(({ name, title }) => ({ name, title })),
  };
}

function baseOf({ base, sides, stored, measurements, plan }: RunFacts): Report['base'] {
  const isStored = stored !== null && measurements.stored.length > 0;
  if (sides.base === null && !isStored) return { sha: base.sha, source: 'none', reason: sides.noBase ?? base.reason };
  const source = sides.base === null ? 'stored' : 'measured';
  const addresses = source === 'measured' ? basesAtAddresses(plan) : [];
  const found = { sha: base.sha, source, reason: base.reason, ...(addresses.length > 0 && { addresses }) } as const;
  if (!isStored) return found;
  const { sha, savedAt, age, behind } = stored;
  return { ...found, stored: { sha, savedAt, age, behind } };
}

function fingerprintIn(plan: Plan, key: SubjectKey, surroundings: Surroundings | null): string | null {
  const planned = plan.subjects.find((one) => sameSubject(subjectKey(one), key));
  return planned === undefined ? null : fingerprint(planned, plan, surroundings);
}

/** Limits that head's config relaxes, and settings that it changes, compared with base's own config. */
function relaxations({ planOfBase, plan, written, decided }: RunFacts): Relaxation[] {
  if (planOfBase.plan === null) return [];
  return [
    ...relaxedLimits(planOfBase.plan, plan, baseValueIn(decided)),
    ...changedSettings(planOfBase.written, written, planOfBase.plan.subjects),
  ];
}

const baseValueIn =
  (decided: readonly Decided[]): BaseValue =>
  ({ check, subject, variant }, metric) =>
    decided.find((one) => one.metric === metric && sameSubject(one, { check, subject, variant, part: null }))?.base ??
    null;

/**
 * Notes about uncommitted files, if base could not be built or an exact metric differs: the files may be the reason.
 */
function whatBaseLacks({ sides, changed, decided }: RunFacts): string[] {
  const isBroken = sides.failures.some(({ side, stage }) => side === 'base' && stage !== 'checkout');
  const isOther = decided.some(
    ({ kind, threshold }) => kind === 'exact' && ['regressed', 'worse', 'improved'].includes(threshold.status),
  );
  return isBroken || isOther ? uncommittedNotes({ ...sides, changed }) : [];
}

type Machine = Pick<Report['environment'], 'os' | 'arch' | 'cores' | 'cpu' | 'node'>;

/** The machine that this process runs on. */
export const thisMachine = (): Machine => ({
  os: platform(),
  arch: arch(),
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  node: process.versions.node,
});

/**
 * Subjects that no change could fail in this run, judged by their measured costs. A subject with enough launches is in
 * reach despite its cost. A subject without base is left out, since its results report that.
 */
function outOfReach({ plan, shard, measurements, sides }: RunFacts): OutOfReach[] {
  if (sides.base === null) return [];
  const launches = new Map(measurements.coins?.subjects.map((one) => [nameId(one), one.first.length]));
  const compared = new Set(measurements.samples.filter(({ side }) => side === 'base').map(nameId));
  const least = leastLaunchesOf(plan);
  return planReach(plan, shareOf(plan, shard), measurements.costs).outOfReach.filter(
    (one) => compared.has(nameId(one)) && (one.lacks === 'rounds' || (launches.get(nameId(one)) ?? 0) < least),
  );
}
