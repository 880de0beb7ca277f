import { dealtAs } from '../config/shard.ts';
import type { Shard } from '../config/shard-number.ts';
import type { Plan } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import type { TimePhase } from '../progress.ts';
import type { Base } from '../workspace/base.ts';
import { openShelf, type Shelf } from './search.ts';
import type { Store } from './store.ts';
import { comparableIn, type FoundBaseline, type StoredBase } from './substitute.ts';

/** What a run may use of earlier runs. */
export interface Baselines {
  /**
   * `auto`: what is stored of base itself; all else is measured. `stored`: failing that, what is stored of the nearest
   * commit before base; base is not built for figures without noise.
   */
  readonly use: 'auto' | 'stored';
  /** In the order in which they are asked. */
  readonly stores: readonly Store[];
  /** The commits before a commit, along first parents, the nearest first. */
  readonly ancestorsOf: (sha: string) => Promise<readonly string[]>;
  /** When the run's code was sent, ISO 8601; null: nobody knows. */
  readonly sentAt: string | null;
}

export interface FindRequest {
  /** Null: none is looked for. */
  readonly baselines: Baselines | null;
  readonly base: Base;
  readonly plan: Plan;
  /** The working directory, relative to the repository's root. */
  readonly folder: string;
  /** Null: this job measures all subjects. */
  readonly shard: Shard | null;
  readonly time: TimePhase;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** In all; milliseconds. Many a base is built in less. */
const LONGEST_MS = 20_000;

/** Looks for what is stored of base. What goes wrong with it leaves a note, and a run as it is without. */
export async function findBaseline(request: FindRequest): Promise<FoundBaseline> {
  const { baselines, plan, shard, time, signal } = request;
  const { sha } = request.base;
  const isWanted = plan.subjects.some(isExact);
  if (baselines === null || sha === null || !(isWanted || shard !== null)) {
    return { use: null, stored: null, durations: new Map(), notes: [] };
  }
  const late = AbortSignal.timeout(LONGEST_MS);
  const ended = AbortSignal.any([signal, late]);
  const shelf = openShelf(baselines.stores, ended);
  const nobody = new Promise<readonly string[]>((resolve) => {
    ended.addEventListener('abort', () => resolve([]), { once: true });
  });
  const before = () => Promise.race([baselines.ancestorsOf(sha), nobody]);
  const candidates = shelf.walk(sha, baselines.use === 'stored' ? before : async () => []);
  const look = async () => ({
    stored: isWanted ? await nearest(candidates, request) : null,
    durations: shard === null ? new Map<string, number>() : await lastDurations(shelf.walk(sha, before), baselines),
  });
  const found = await time('baseline', null, sha.slice(0, 7), look);
  signal.throwIfAborted();
  const { use } = baselines;
  const why = late.aborted ? [`Looking for stored baselines was given up after ${LONGEST_MS / 1_000} s.`] : [];
  // Who asked for nothing in particular misses nothing: base is measured.
  const missed = use === 'stored' && found.stored === null ? shelf.unreadable() : [];
  return { use, ...found, notes: [...shelf.unusable(), ...missed, ...why] };
}

type Walk = ReturnType<Shelf['walk']>;

async function nearest(walk: Walk, { plan, folder, now }: FindRequest): Promise<StoredBase | null> {
  for await (const { baseline, behind } of walk) {
    const comparable = comparableIn(baseline, plan, folder);
    if (comparable.subjects.length === 0) continue;
    const { sha, savedAt } = baseline;
    const age = Math.max(0, (now - Date.parse(savedAt)) / 1_000);
    return { sha, savedAt, age, behind, ...comparable };
  }
  return null;
}

/**
 * Those of the nearest baseline that was there before the code was sent. A later one might be there for one job and not
 * yet for another, or for a re-run only: all jobs have to deal alike.
 */
async function lastDurations(walk: Walk, { sentAt }: Baselines): Promise<ReadonlyMap<string, number>> {
  if (sentAt === null) return new Map();
  for await (const { baseline } of walk) {
    if (Date.parse(baseline.savedAt) >= Date.parse(sentAt)) continue;
    const subjects = Map.groupBy(baseline.report.subjects ?? [], dealtAs);
    return new Map([...subjects].map(([name, all]) => [name, all.reduce((sum, { seconds }) => sum + seconds, 0)]));
  }
  return new Map();
}
