import { ofSubjects } from '../config/shard.ts';
import type { Measurements, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import { keyed } from '../model/printed-key.ts';
import { belongsTo, type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import type { Base } from '../workspace/base.ts';
import { fingerprint } from './fingerprint.ts';
import type { Baseline } from './format.ts';

/** What a stored baseline says of base, as if it had been measured here. */
export interface StoredBase {
  /** The commit that it is of. */
  readonly sha: string;
  readonly savedAt: string;
  /** How old it is; seconds. */
  readonly age: number;
  /** How many commits it lies before base. */
  readonly behind: number;
  /** The planned subjects that it has figures of; at least one. */
  readonly subjects: readonly SubjectKey[];
  readonly samples: readonly Sample[];
  readonly evidence: readonly VisitEvidence[];
}

/** What the stores gave. */
export interface FoundBaseline {
  /** As it was asked for; null: nothing was. */
  readonly use: 'auto' | 'stored' | null;
  /** Null: nothing that is stored can stand for base. */
  readonly stored: StoredBase | null;
  /** What subjects took at an earlier commit; seconds by `check/subject`. */
  readonly durations: ReadonlyMap<string, number>;
  /** Sentences on what could not be used. */
  readonly notes: readonly string[];
}

/** What of a baseline can stand for base in this plan: figures without noise that were come by in the same way. */
export function comparableIn(
  baseline: Baseline,
  plan: Plan,
  folder: string,
): Pick<StoredBase, 'subjects' | 'samples' | 'evidence'> {
  const { report, evidence } = baseline;
  // What has no noise is visited once.
  const heads = report.samples.filter(({ side, round }) => side === 'head' && round === 0).map(keyed);
  const found = plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const own = fingerprint(planned, plan, folder);
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

/** Base, if it has to be built for this plan; else why it has not. */
export function toBuild(base: Base, own: Pick<Plan, 'subjects'>, { use, stored }: FoundBaseline): Base {
  if (base.sha === null || own.subjects.length === 0) return base;
  const missing = own.subjects.filter((one) => !stored?.subjects.some((key) => sameSubject(key, subjectKey(one))));
  if (missing.length === 0) return { sha: null, reason: 'its figures are stored' };
  if (use !== 'stored' || !missing.every(isExact)) return base;
  const what = `nothing comparable is stored of ${base.sha.slice(0, 7)}, or of the commits before it`;
  return { sha: null, reason: `${what}; a run of this workflow on a push to the base branch stores it` };
}

/**
 * What was measured, with what is stored of base's share of it. A subject that neither has is told why: `noBase` is about
 * all subjects or none.
 */
export function withStored(
  measurements: Measurements,
  { stored, notes }: FoundBaseline,
  own: Pick<Plan, 'subjects'>,
): Measurements {
  const measured = { ...measurements, notes: [...measurements.notes, ...notes] };
  if (stored === null) return measured;
  const subjects = ofSubjects(stored.subjects, own.subjects);
  if (subjects.length === 0) return measured;
  const others = own.subjects.map(subjectKey).filter((key) => !subjects.some((one) => sameSubject(one, key)));
  const { noBase, samples, failures, evidence } = measured;
  return {
    ...measured,
    noBase: null,
    stored: subjects,
    samples: [...samples, ...ofSubjects(stored.samples, own.subjects)],
    evidence: [...evidence, ...ofSubjects(stored.evidence, own.subjects)],
    failures: noBase === null ? failures : [...failures, ...others.map((key) => withoutBase(key, noBase))],
  };
}

const withoutBase = (key: SubjectKey, message: string) =>
  ({ ...key, side: 'base', round: 0, code: 'not-built', message, retried: false }) as const;
