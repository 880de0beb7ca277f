import { checkOf } from '../checks/index.ts';
import { evidenceOf } from '../explain/explain.ts';
import type { Measurements } from '../model/measurements.ts';
import { isExact, type Plan } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import type { Trail } from '../model/trail.ts';
import type { StoredEvidence } from './format.ts';
import { type Baseline, decodeBaseline, encodeBaseline } from './format.ts';
import type { Store } from './store.ts';

interface SaveRequest {
  /** The result of the run. */
  readonly outcome: Pick<Baseline, 'report' | 'evidence'>;
  /** The commit that the workflow run is for. No other is saved. */
  readonly sha: string;
  /** The branch that the commit was measured on. */
  readonly branch?: string | undefined;
  readonly stores: readonly Store[];
  /** The trail that ends with the commit; null: none. */
  readonly trail?: Trail | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

interface Saved {
  /** Names of the stores that now have it. */
  readonly stores: readonly string[];
  /** Why other stores, or all, do not have it; ends of sentences. */
  readonly refusals: readonly string[];
}

/** For all stores, in milliseconds. */
const LONGEST_MS = 60_000;

/** Saves the figures of head for later runs that compare with it. Rejects only when `signal` aborts. */
export async function saveBaseline({
  outcome,
  sha,
  branch,
  stores,
  trail = null,
  now,
  signal,
}: SaveRequest): Promise<Saved> {
  const { report, evidence } = outcome;
  const none = (why: string): Saved => ({ stores: [], refusals: [why] });
  if (report.head.sha !== sha)
    return none('the commit that was checked out is not the one that this workflow run is for');
  if (report.head.dirty) return none('the checkout has changes that are not committed');
  if (!report.samples.some(({ side }) => side === 'head')) return none('it has no measurements');
  // The joined report of several packages: each package saves its own.
  if (report.plan === undefined) return { stores: [], refusals: [] };
  if (hasNoLockfile(report))
    return none('the project has no lockfile, so that another build of the same commit may differ');
  const baseline = { branch, sha, savedAt: new Date(now).toISOString(), report, evidence };
  const withTrail = trail === null ? null : readable({ ...baseline, trail });
  const content = withTrail ?? readable(baseline) ?? readable({ ...baseline, evidence: [] });
  if (content === null) return none('it exceeds the size limit of stored baselines');

  const ended = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
  const outcomes = await Promise.all(
    stores.map(async (store) => {
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

/** Without a lockfile, no figures are comparable, even those without noise. */
const hasNoLockfile = ({ subjects = [], results }: Baseline['report']): boolean =>
  results.some(({ kind }) => kind === 'exact') && subjects.every(({ fingerprint }) => fingerprint === null);

/** Null if it can't be read back: every pull request would refuse a baseline beyond the limits. */
function readable(baseline: Baseline): Buffer | null {
  const content = encodeBaseline(baseline);
  return decodeBaseline(content, baseline.sha, baseline.branch).ok ? content : null;
}

/** The evidence behind head's exact figures: a later run needs it to explain changes. */
export function evidenceOfHead({ subjects }: Pick<Plan, 'subjects'>, measurements: Measurements): StoredEvidence[] {
  return subjects.filter(isExact).flatMap((planned) => {
    const key = subjectKey(planned);
    const data = evidenceOf(measurements, key).head;
    return data === null || checkOf(planned.check).stored === undefined ? [] : [{ ...key, data }];
  });
}
