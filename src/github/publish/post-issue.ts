import type { Report } from '../../model/report.ts';
import { issueTitle, renderIssue } from '../../report/markdown/issue.ts';
import type { MarkdownOptions } from '../../report/markdown/sections.ts';
import { comparedNothing } from '../../report/result-state.ts';
import type { Commit } from '../../workspace/git/commits-since.ts';
import type { Client } from '../api/client.ts';
import { type Message, messages, refusal } from '../api/refusal.ts';
import type { Environment } from '../environment.ts';
import { ISSUE_PERMISSION, issueNotices, keepIssue } from './issue.ts';

export interface KeptIssue {
  /** Days from base to head; null if base is not a time ago. */
  readonly days: number | null;
  /** Commits that may be the cause, newest first. */
  readonly suspects: readonly Commit[];
}

interface PostIssueRequest {
  readonly report: Report;
  readonly event: { readonly commit: string };
  readonly environment: Environment;
  readonly client: Client | null;
  readonly issue: KeptIssue;
}

/** Opens, renews or closes the issue of a branch. Returns messages on what failed. */
export async function postIssue(
  { report, event, environment, client, issue }: PostIssueRequest,
  links: MarkdownOptions,
): Promise<Message[]> {
  const state = issueState(report);
  if (state === null) return [];
  if (client === null) return messages([{ task: 'post', what: 'the issue', why: { kind: 'no-token' } }], false);
  const { owner, repo, runId, runAttempt } = environment;
  const { days, suspects } = issue;
  try {
    await keepIssue({
      ...{ client, owner, repo, name: report.name, state },
      author: { sha: report.head.sha ?? event.commit, run: runId, attempt: runAttempt },
      title: issueTitle(report, days),
      render: (limitBytes) => renderIssue(report, { ...links, limitBytes, suspects }),
    });
    return [];
  } catch (error) {
    return issueNotices(refusal('post', 'the issue', ISSUE_PERMISSION, error));
  }
}

/** Null: the issue stays as it is. A run without evidence closes nothing. */
function issueState(report: Report): 'open' | 'closed' | null {
  if (report.verdict === 'fail') return 'open';
  const isPassed = report.verdict === 'pass' || report.verdict === 'warn';
  return isPassed && !comparedNothing(report) ? 'closed' : null;
}
