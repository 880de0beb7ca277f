import type { Plan } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import type { TimePhase } from '../progress.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Base } from '../workspace/git/base.ts';
import { type Found, searchStores } from './search.ts';
import type { Store } from './store.ts';
import { comparableIn, type FoundBaseline, type StoredBase } from './substitute.ts';
import type { Surroundings } from './surroundings.ts';

/** Figures of earlier runs that a run may use. */
export interface Baselines {
  /**
   * `auto`: only base's own baseline replaces measuring it. `stored`: the nearest earlier commit's baseline does too,
   * and base is not built for exact metrics.
   */
  readonly use: 'auto' | 'stored';
  /** Base's branch: only baselines of its own runs are used. */
  readonly branch?: string;
  /** In the order in which they are asked. */
  readonly stores: readonly Store[];
  /** The commits before a commit, along first parents, the nearest first. */
  readonly ancestorsOf: (sha: string) => Promise<readonly string[]>;
}

interface FindRequest {
  /** `null` if no baseline is wanted. */
  readonly baselines: Baselines | null;
  readonly base: Base;
  /** By which base would be measured. */
  readonly plan: Plan;
  /** Those of base. */
  readonly surroundings: Surroundings | null;
  readonly time: TimePhase;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Limit for the whole search, in milliseconds. Many builds of base take less. */
const LONGEST_MS = 20_000;

/** Looks for a baseline of base. A failure leaves a note, and the run goes on without one. */
export async function findBaseline(request: FindRequest): Promise<FoundBaseline> {
  const { baselines, plan, time, signal } = request;
  const { sha } = request.base;
  if (baselines === null || sha === null || !plan.subjects.some(isExact)) return { use: null, stored: null, notes: [] };

  const { use, stores, branch } = baselines;
  const timeout = AbortSignal.timeout(LONGEST_MS);
  const ended = AbortSignal.any([signal, timeout]);
  const { promise: none, resolve } = Promise.withResolvers<readonly string[]>();
  ended.addEventListener('abort', () => resolve([]), { once: true });
  const ancestors = async () => (use === 'stored' ? Promise.race([baselines.ancestorsOf(sha), none]) : []);
  const search = searchStores({ stores, sha, branch, ancestors, signal: ended });

  const stored = await time('baseline', null, shortSha(sha), () => firstComparable(search.baselines, request));
  signal.throwIfAborted();
  // With `auto`, a missing baseline needs no note: base is measured instead.
  const unreadable = use === 'stored' && stored === null ? search.unreadable() : [];
  const late = timeout.aborted ? [`The search for stored baselines stopped after ${LONGEST_MS / 1_000} s.`] : [];
  return { use, stored, notes: [...search.unusable(), ...unreadable, ...late] };
}

async function firstComparable(
  baselines: AsyncIterable<Found>,
  { plan, surroundings, now }: FindRequest,
): Promise<StoredBase | null> {
  for await (const { baseline, behind } of baselines) {
    const comparable = comparableIn(baseline, plan, surroundings);
    if (comparable.subjects.length === 0) continue;
    const { sha, savedAt } = baseline;
    const age = Math.max(0, (now - Date.parse(savedAt)) / 1_000);
    return { sha, savedAt, age, behind, ...comparable };
  }
  return null;
}
