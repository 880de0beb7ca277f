import { checkOf } from '../checks/index.ts';
import { evidenceOf } from '../explain/explain.ts';
import type { Measurements } from '../model/measurements.ts';
import { isExact, type Plan } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import type { KeptEvidence } from './format.ts';
import { type Baseline, decodeBaseline, encodeBaseline } from './format.ts';
import type { Store } from './store.ts';

export interface SaveRequest {
  /** What the run found out. */
  readonly outcome: Pick<Baseline, 'report' | 'evidence'>;
  /** The commit that the workflow run is for: nothing is saved for another. */
  readonly sha: string;
  readonly stores: readonly Store[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

export interface Saved {
  /** Names of the stores that have it now. */
  readonly stores: readonly string[];
  /** Why others, or all, have not; ends of sentences. */
  readonly refusals: readonly string[];
}

/** In all; milliseconds. */
const LONGEST_MS = 60_000;

/** Saves what was found out about head, for runs whose base it will be. Rejects only when `signal` aborts. */
export async function saveBaseline({ outcome, sha, stores, now, signal }: SaveRequest): Promise<Saved> {
  const { report, evidence } = outcome;
  const none = (why: string): Saved => ({ stores: [], refusals: [why] });
  if (report.head.sha !== sha) return none('another commit was checked out than the one that this workflow run is for');
  if (!report.samples.some(({ side }) => side === 'head')) return none('nothing was measured of it');
  // Several packages as one: each saves its own.
  if (report.plan === undefined) return { stores: [], refusals: [] };
  const baseline = { sha, savedAt: new Date(now).toISOString(), report, evidence };
  const content = readable(baseline) ?? readable({ ...baseline, evidence: [] });
  if (content === null) return none('it is larger than any baseline that is read again');

  const ended = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
  const outcomes = await Promise.all(
    stores
      .filter(({ isReadOnly }) => isReadOnly !== true)
      .map(async (store) => {
        try {
          await store.save(sha, content, ended);
          return { saved: store.name };
        } catch (error) {
          return { refused: `${store.name}: ${(error as Error).message}` };
        }
      }),
  );
  signal.throwIfAborted();
  return {
    stores: outcomes.flatMap(({ saved }) => saved ?? []),
    refusals: outcomes.flatMap(({ refused }) => refused ?? []),
  };
}

/** What is written has to be what will be read: a baseline beyond its limits would be refused on every pull request. */
function readable(baseline: Baseline): Buffer | null {
  const content = encodeBaseline(baseline);
  return decodeBaseline(content, baseline.sha).ok ? content : null;
}

/** What explains head's figures of the subjects that a later run can compare with. */
export function evidenceOfHead({ subjects }: Pick<Plan, 'subjects'>, measurements: Measurements): KeptEvidence[] {
  return subjects.filter(isExact).flatMap((planned) => {
    const key = subjectKey(planned);
    const data = evidenceOf(measurements, key).head;
    return data === null || checkOf(planned.check).evidence === undefined ? [] : [{ ...key, data }];
  });
}
