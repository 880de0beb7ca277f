import { demand, type Repository } from './git.ts';
import { checkedOutCommit, deepenedUntil } from './history.ts';

/** Asks for the branch's commit of some days ago; at most a century. */
export interface AgoRequest {
  readonly kind: 'ago';
  readonly days: number;
  /** Base is this commit at the earliest: somebody accepted its figures. `reason` explains it as base. */
  readonly notBefore?: { readonly sha: string; readonly reason: string };
}

const DAY_SECONDS = 86_400;
const MOST_DAYS = 36_500;

/** The days in `28 days ago` or `4 weeks ago`; null if it is not such a time. */
export function daysIn(text: string): number | null {
  const [, count = '', unit = ''] = /^\s*(\d{1,5}) +(day|week)s? +ago\s*$/i.exec(text) ?? [];
  const days = Number(count) * (unit.toLowerCase() === 'week' ? 7 : 1);
  return days >= 1 && days <= MOST_DAYS ? days : null;
}

/**
 * The newest commit on HEAD's first-parent line whose commit date is at least that long ago. Dates on the line may go
 * backwards. A shallow clone is deepened to it. If the line is younger, it is the oldest commit.
 *
 * @param now milliseconds since 1970
 * @throws GitError if git fails
 */
export async function findDaysAgo(
  { days, notBefore }: Omit<AgoRequest, 'kind'>,
  repository: Repository,
  now: number,
): Promise<{ sha: string | null; reason: string }> {
  const first = async (condition: string): Promise<string | null> =>
    (await demand(['rev-list', '--first-parent', '--max-count=1', condition, 'HEAD', '--'], repository)) || null;
  const latest = Math.max(1, Math.floor(now / 1_000) - days * DAY_SECONDS);
  const then = await deepenedUntil(() => first(`--min-age=${latest}`), repository);
  const sha = then ?? (await first('--max-parents=0'));
  if (sha === null || (then === null && sha === (await checkedOutCommit(repository)))) {
    return { sha: null, reason: `HEAD is the first commit, and younger than ${inDays(days)}` };
  }
  const since = await demand(['rev-list', '--first-parent', `${sha}..HEAD`, '--'], repository);
  if (notBefore !== undefined && since.split('\n').includes(notBefore.sha)) return notBefore;
  const date = await demand(['log', '--max-count=1', '--format=%cs', sha, '--'], repository);
  const reason =
    then === null
      ? `the oldest commit, of ${date}: the branch is younger than ${inDays(days)}`
      : `the tip of the branch ${inDays(days)} ago, committed on ${date}`;
  return { sha, reason };
}

const inDays = (days: number): string => (days === 1 ? 'a day' : `${days} days`);
