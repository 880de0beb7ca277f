import { UsageError } from '../errors.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Repository } from '../workspace/git/git.ts';
import { checkedOutCommit, parentsOf } from '../workspace/git/history.ts';
import type { MeasuredEvent } from './events/event.ts';

/**
 * Guards `pull_request_target`, whose plain checkout is the default branch: its figures would pass for the pull
 * request's.
 *
 * @throws GitError if git does not report the checked-out commit
 * @throws UsageError unless the checkout is the pull request's head or a merge of it.
 */
export async function expectPullRequestCode(
  { kind, pull }: Pick<MeasuredEvent, 'kind' | 'pull'>,
  repository: Repository,
): Promise<void> {
  if (kind !== 'pull_request_target' || pull === null) return;
  const head = await checkedOutCommit(repository);
  if (head === pull.headSha) return;
  const [, second, ...more] = head === null ? [] : await parentsOf(head, repository);
  if (second === pull.headSha && more.length === 0) return;
  throw new UsageError(
    `On pull_request_target the code of the base branch is checked out (${head === null ? 'no commit' : shortSha(head)}), not that of pull request #${pull.number}. Use \`on: pull_request\`.`,
  );
}
