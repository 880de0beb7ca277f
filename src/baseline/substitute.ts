import { ofSubjects } from '../config/shard.ts';
import type { Measurements, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import { keyed } from '../model/printed-key.ts';
import { belongsTo, type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Base } from '../workspace/git/base.ts';
import { fingerprint } from './fingerprint.ts';
import type { Baseline } from './format.ts';
import type { Surroundings } from './surroundings.ts';

/** The figures of a stored baseline, in the form of a measurement of base. */
export interface StoredBase {
  /** The commit that was measured. */
  readonly sha: string;
  readonly savedAt: string;
  /** Seconds. */
  readonly age: number;
  /** How many commits before base it lies. */
  readonly behind: number;
  /** The planned subjects that it has figures for; at least one. */
  readonly subjects: readonly SubjectKey[];
  readonly samples: readonly Sample[];
  readonly evidence: readonly VisitEvidence[];
}

/** The outcome of the search. */
export interface FoundBaseline {
  /** As in the request; null if there was no search. */
  readonly use: 'auto' | 'stored' | null;
  /** Null if no stored baseline can stand for base. */
  readonly stored: StoredBase | null;
  /** Sentences on what could not be read or used. */
  readonly notes: readonly string[];
}

/**
 * The part of a baseline that can stand for base in this plan: exact figures that were measured in the same way.
 *
 * @param surroundings those of base.
 */
export function comparableIn(
  baseline: Baseline,
  plan: Plan,
  surroundings: Surroundings | null,
): Pick<StoredBase, 'subjects' | 'samples' | 'evidence'> {
  const { report, evidence } = baseline;
  // A subject without noise is visited once.
  const heads = report.samples.filter(({ side, round }) => side === 'head' && round === 0).map(keyed);
  const found = plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const own = fingerprint(planned, plan, surroundings);
    const was = report.subjects?.find((one) => sameSubject(keyed(one), key))?.fingerprint;
    const samples = heads.filter((one) => belongsTo(one, key));
    return own === null || own !== was || samples.length === 0 ? [] : [{ key, samples }];
  });
  return {
    subjects: found.map(({ key }) => key),
    samples: found.flatMap(({ samples }) => samples).map(asBase),
    evidence: evidence
      .filter((one) => found.some(({ key }) => sameSubject(one, key)))
      .map((one) => ({ ...one, side: 'base', round: 0 })),
  };
}

const asBase = (sample: Sample): Sample => ({ ...sample, side: 'base', launch: 0, order: 0, attempt: 0 });

/** Base if it must be built for this plan, else the reason why not. */
export function baseToBuild(base: Base, plan: Pick<Plan, 'subjects'>, { use, stored }: FoundBaseline): Base {
  if (base.sha === null || plan.subjects.length === 0) return base;
  const missing = plan.subjects.filter((one) => !stored?.subjects.some((key) => sameSubject(key, subjectKey(one))));
  if (missing.length === 0) return { sha: null, reason: 'its figures are stored' };
  if (use !== 'stored' || !missing.every(isExact)) return base;
  const what = `no comparable baseline is stored for ${shortSha(base.sha)} or the commits before it`;
  return { sha: null, reason: `${what}; a run of this workflow on a push to the base branch stores one` };
}

/**
 * The measurements, with stored figures in place of base's. A subject without either gets `noBase` as its own failure,
 * because `noBase` itself is about all subjects or none.
 */
export function mergeStored(
  measurements: Measurements,
  { stored, notes }: FoundBaseline,
  plan: Pick<Plan, 'subjects'>,
): Measurements {
  const measured = { ...measurements, notes: [...measurements.notes, ...notes] };
  if (stored === null) return measured;
  const subjects = ofSubjects(stored.subjects, plan.subjects);
  if (subjects.length === 0) return measured;
  const others = plan.subjects.map(subjectKey).filter((key) => !subjects.some((one) => sameSubject(one, key)));
  const { noBase, samples, failures, evidence } = measured;
  return {
    ...measured,
    noBase: null,
    stored: subjects,
    samples: [...samples, ...ofSubjects(stored.samples, plan.subjects)],
    evidence: [...evidence, ...ofSubjects(stored.evidence, plan.subjects)],
    failures: noBase === null ? failures : [...failures, ...others.map((key) => withoutBase(key, noBase))],
  };
}

const withoutBase = (key: SubjectKey, message: string) =>
  ({ ...key, side: 'base', round: 0, code: 'not-built', message, retried: false }) as const;
