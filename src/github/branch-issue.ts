import type { Report } from '../model/report.ts';
import type { BaseRequest } from '../workspace/git/base.ts';
import { commitsSince } from '../workspace/git/commits-since.ts';
import type { Repository } from '../workspace/git/git.ts';
import type { Client } from './api/client.ts';
import { type Message, refusal } from './api/refusal.ts';
import type { MeasuredEvent } from './events/event.ts';
import type { Inputs } from './inputs.ts';
import { type AcceptedLevel, acceptedLevel, ISSUE_PERMISSION, issueNotices } from './publish/issue.ts';
import type { KeptIssue } from './publish/post-issue.ts';

/** The issue of a run on a branch, before it measures. */
interface BranchIssue {
  /** The event's base, or the level accepted since. */
  readonly base: BaseRequest;
  /** Null: none is kept. */
  readonly days: number | null;
  readonly isKept: boolean;
  readonly messages: readonly Message[];
}

interface IssueRequest {
  readonly event: MeasuredEvent;
  readonly inputs: Pick<Inputs, 'issue' | 'name' | 'shard'>;
  /** Null if there is no token. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
}

const DAY_MS = 86_400_000;

/**
 * Whether this run keeps an issue, and its base. Closing the issue by hand accepts the level of the run that last wrote
 * it. If GitHub does not answer, the issue is left alone.
 */
export async function openIssue({ event, inputs, client, owner, repo }: IssueRequest): Promise<BranchIssue> {
  const { base } = event;
  const days = base.kind === 'ago' ? base.days : null;
  const isOfBranch = event.pull === null && event.kind !== 'merge_group' && (event.mayStore || days !== null);
  const isKept = inputs.issue === 'on-failure' && isOfBranch;
  const asItIs: BranchIssue = { base, days, isKept: isKept && inputs.shard === null, messages: [] };
  if (!isKept || client === null || base.kind !== 'ago') return asItIs;
  try {
    const since = new Date(Date.now() - base.days * DAY_MS).toISOString();
    const level = await acceptedLevel({ client, owner, repo, name: inputs.name }, since);
    return level === null ? asItIs : { ...asItIs, base: { ...base, notBefore: asBase(level) } };
  } catch (error) {
    const what = 'whether the last issue was closed by hand, so none is kept';
    return { ...asItIs, isKept: false, messages: issueNotices(refusal('read', what, ISSUE_PERMISSION, error)) };
  }
}

const asBase = ({ sha, issue }: AcceptedLevel) => ({ sha, reason: `accepted by closing issue #${issue}` });

/** The issue's contents beside the report; null if no issue is kept. */
export async function toKept(
  { isKept, days }: BranchIssue,
  { base, verdict }: Report,
  repository: Repository,
): Promise<KeptIssue | null> {
  if (!isKept) return null;
  const suspects = verdict === 'fail' && base.sha !== null ? await commitsSince(base.sha, repository) : [];
  return { days, suspects };
}
