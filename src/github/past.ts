import { findTrail, type Past } from '../baseline/find-trail.ts';
import { grown } from '../history/extend-trail.ts';
import { toTrail } from '../history/line.ts';
import { pointOf } from '../history/point.ts';
import { withPast } from '../history/with-past.ts';
import type { Report } from '../model/report.ts';
import type { Trail } from '../model/trail.ts';
import type { Repository } from '../workspace/git/git.ts';
import { commitDate } from '../workspace/git/history.ts';
import { acceptedAt } from './accepted-at.ts';
import type { Client } from './api/client.ts';
import type { OpenBaselines } from './baselines.ts';

interface PastRequest {
  /** Null if no baseline is wanted. */
  readonly baselines: OpenBaselines | null;
  /** Whether head's baseline will be stored, with the trail to it. */
  readonly isStored: boolean;
  /** Whether base lies some days back, so that runs since then have stored baselines. */
  readonly isAgo?: boolean;
  readonly repository: Repository;
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  /** The label that accepts breaches; null: none does. */
  readonly label: string | null;
}

interface WithPast {
  readonly report: Report;
  /** The trail that ends with head, to be stored; null: none is. */
  readonly trail: Trail | null;
}

/** For the whole search, in milliseconds. */
const LONGEST_MS = 20_000;

/**
 * Adds earlier runs' figures to the report, and its own point to the trail for later runs. A pull request reads base's
 * trail. A run that stores its baseline reads the trail of the nearest commit before.
 */
export async function lookBack(report: Report, request: PastRequest): Promise<WithPast> {
  const { baselines, isStored, isAgo = false, repository, client, owner, repo, label } = request;
  const { head, base } = report;
  if (baselines === null || report.shard !== null || head.sha === null || report.plan === undefined)
    return { report, trail: null };
  const signal = AbortSignal.any([repository.signal, AbortSignal.timeout(LONGEST_MS)]);
  const { stores, branch, before } = baselines;
  const commits = isStored
    ? await commitsBefore(head.sha, isAgo ? null : base.sha, before)
    : base.sha === null
      ? []
      : [base.sha];
  const past: Past = await findTrail({ stores, branch, commits, before, isComplete: isStored, signal });
  repository.signal.throwIfAborted();
  const now = Date.now();
  const at = (await commitDate(head.sha, repository).catch(() => null)) ?? new Date(now).toISOString();
  const known = past.line === null ? report : withPast(report, past.line, { at, now });
  const noted = past.notes.length === 0 ? known : { ...known, notes: [...known.notes, ...past.notes] };
  if (!isStored) return { report: noted, trail: null };
  const accepted = await acceptedAt(report, head.sha, { client, owner, repo, label });
  return {
    report: noted,
    trail: toTrail(grown(past.line, past.missed, pointOf(report, { sha: head.sha, at, accepted }))),
  };
}

/**
 * Base and the commits before it; without a base, those before head. Only the last commit of a push was measured, so
 * the search begins before the push.
 */
async function commitsBefore(
  head: string,
  base: string | null,
  before: OpenBaselines['before'],
): Promise<readonly string[]> {
  const { commits } = await before(head);
  const start = base === null ? -1 : commits.indexOf(base);
  return commits.slice(Math.max(0, start));
}
