import { posix } from 'node:path';
import type { Report } from '../../model/report.ts';
import { type Annotation, annotations } from '../../report/annotations.ts';
import { headline } from '../../report/headline.ts';
import { issueTitle, renderIssue } from '../../report/markdown/issue.ts';
import { renderMarkdown } from '../../report/markdown/markdown.ts';
import { comparedNothing } from '../../report/result-state.ts';
import type { Commit } from '../../workspace/git/commits-since.ts';
import type { Client } from '../api/client.ts';
import { STATUS_DESCRIPTION_BYTES } from '../api/limits.ts';
import { type Message, messages, type Refusal, refusal } from '../api/refusal.ts';
import type { Environment } from '../environment.ts';
import type { MeasuredEvent } from '../events/event.ts';
import type { CheckKind, CommentMode } from '../inputs.ts';
import { checkName, postCheckRun } from './check-run.ts';
import { postComment } from './comment.ts';
import { hasChanged } from './has-changed.ts';
import { ISSUE_PERMISSION, issueNotices, keepIssue } from './issue.ts';
import { linkOf, type Posted } from './later-run.ts';
import type { Recorded } from './marker.ts';
import { postStatus } from './status.ts';
import { writeSummary } from './summary.ts';

export interface PublishRequest {
  readonly report: Report;
  readonly conclusion: 'success' | 'failure';
  readonly event: Pick<MeasuredEvent, 'pull' | 'commit'> & Partial<Pick<MeasuredEvent, 'kind'>>;
  readonly environment: Environment;
  /** The working directory relative to the repository's root, with slashes; empty for the root itself. */
  readonly directory: string;
  /** The commit in links to the config, if it is not the measured one. */
  readonly configSha?: string;
  /** Address of the run that measured a stranger's code, if the figures come from one. */
  readonly foreignRun?: string;
  /** Where report.html can be opened; null: nowhere. */
  readonly pageUrl: string | null;
  /** Null if there is no token: then only the summary is written. */
  readonly client: Client | null;
  readonly comment: CommentMode;
  readonly check: CheckKind;
  /** Records for later runs. A missing one stays as an earlier comment has it. */
  readonly recorded: Partial<Recorded>;
  /** The issue that is kept for the branch; null or missing: none. */
  readonly issue?: KeptIssue | null;
  /** Failures to read from GitHub before this. */
  readonly refusals: readonly Refusal[];
}

export interface KeptIssue {
  /** Days from base to head; null if base is not a time ago. */
  readonly days: number | null;
  /** Commits that may be the cause, newest first. */
  readonly suspects: readonly Commit[];
}

export interface Publication {
  readonly commentUrl: string | null;
  /** For the log, because no check run shows them. */
  readonly annotations: readonly Annotation[];
  /** Messages on what could not be read or posted, with how to fix it. */
  readonly messages: readonly Message[];
  /** Null if the check run or the status was not posted; also if none is wanted. */
  readonly checked: Posted | null;
  /** Whether something was not posted because the token may not. */
  readonly denied: boolean;
}

/** Posts the report as comment, check and job summary. Failures become messages: posting never fails a run. */
export async function publish(request: PublishRequest): Promise<Publication> {
  const { report, environment, event, comment, check } = request;
  const { repositoryUrl, runUrl, summaryPath } = environment;
  const { directory, configSha, foreignRun, pageUrl } = request;
  const links = {
    ...{ runUrl, repositoryUrl, directory },
    ...(configSha === undefined ? {} : { configSha }),
    ...(foreignRun === undefined ? {} : { foreignRun }),
    ...(pageUrl === null ? {} : { pageUrl }),
  };
  const render = (limitBytes: number) => renderMarkdown(report, { ...links, limitBytes });
  const lines = annotations(report).map((annotation) => ({
    ...annotation,
    file: posix.join(directory, annotation.file),
  }));

  const refusals: Refusal[] = [...request.refusals];
  /** Null if it was not posted; `refusals` then has the reason. */
  async function attempt<T>(what: string, permission: string | null, post: () => Promise<T>): Promise<T | null> {
    try {
      return await post();
    } catch (error) {
      refusals.push(refusal('post', what, permission, error));
      return null;
    }
  }
  async function attemptAsClient<T>(what: string, permission: string, post: (client: Client) => Promise<T>) {
    const { client } = request;
    if (client !== null) return attempt(what, permission, () => post(client));
    refusals.push({ task: 'post', what, why: { kind: 'no-token' } });
    return null;
  }

  if (summaryPath !== null) await attempt('the job summary', null, () => writeSummary(summaryPath, render));

  const { pull } = event;
  const postTheComment = async () =>
    pull === null || comment === 'never'
      ? null
      : attemptAsClient('the comment', 'pull-requests: write', (client) =>
          postComment({
            client,
            owner: environment.owner,
            repo: environment.repo,
            number: pull.number,
            name: report.name,
            author: { sha: pull.headSha, run: environment.runId, attempt: environment.runAttempt },
            recorded: request.recorded,
            create: deservesComment(request),
            render,
          }),
        );

  const verdict = {
    owner: environment.owner,
    repo: environment.repo,
    commit: event.commit,
    name: checkName(report.name, event.kind),
    conclusion: request.conclusion,
    headline: check === 'status' ? described(report, foreignRun !== undefined) : headline(report),
    runUrl:
      foreignRun === undefined ? runUrl : linkOf(runUrl, { run: environment.runId, attempt: environment.runAttempt }),
  };
  const postTheCheck = async (): Promise<Posted | null> => {
    if (check === 'none') return null;
    if (check === 'status')
      return attemptAsClient('the status', 'statuses: write', (client) => postStatus({ client, ...verdict }));
    return attemptAsClient('the check run', 'checks: write', (client) =>
      postCheckRun({ client, ...verdict, annotations: lines, render }),
    );
  };
  const keepTheIssue = async ({ days, suspects }: KeptIssue): Promise<Message[]> => {
    const state = issueState(report);
    if (state === null) return [];
    try {
      if (request.client === null)
        return messages([{ task: 'post', what: 'the issue', why: { kind: 'no-token' } }], false);
      await keepIssue({
        ...{ client: request.client, owner: environment.owner, repo: environment.repo, name: report.name, state },
        author: { sha: report.head.sha ?? event.commit, run: environment.runId, attempt: environment.runAttempt },
        title: issueTitle(report, days),
        render: (limitBytes) => renderIssue(report, { ...links, limitBytes, suspects }),
      });
      return [];
    } catch (error) {
      return issueNotices(refusal('post', 'the issue', ISSUE_PERMISSION, error));
    }
  };

  // A fork's status is its verdict: a failing comment must not use up GitHub's time for it.
  const first = foreignRun === undefined ? null : { checked: await postTheCheck() };
  const commented = await postTheComment();
  const { checked } = first ?? { checked: await postTheCheck() };
  const { issue = null } = request;
  const ofIssue = issue === null ? [] : await keepTheIssue(issue);

  return {
    checked,
    denied: refusals.some(({ task, why }) => task === 'post' && why.kind === 'permission'),
    commentUrl: commented === null || commented.kind === 'none' ? null : commented.url,
    annotations: check === 'check-run' && checked === 'posted' ? [] : lines,
    messages: [
      ...messages(refusals, pull?.fork ?? false),
      ...ofIssue,
      ...(commented?.kind === 'newer'
        ? [{ level: 'notice', text: 'A later run has already commented. Its comment stays.' } as const]
        : []),
      ...(checked === 'newer'
        ? [
            {
              level: 'notice',
              text: `A later run has already posted the ${CHECK[check]}, which stays.`,
            } as const,
          ]
        : []),
    ],
  };
}

/** Null: the issue stays as it is. A run without evidence closes nothing. */
function issueState(report: Report): 'open' | 'closed' | null {
  if (report.verdict === 'fail') return 'open';
  const isPassed = report.verdict === 'pass' || report.verdict === 'warn';
  return isPassed && !comparedNothing(report) ? 'closed' : null;
}

const OF_A_FORK = "Fork's figures: ";

function described(report: Report, isForeign: boolean): string {
  const before = isForeign ? OF_A_FORK : '';
  return before + headline(report, { maxBytes: STATUS_DESCRIPTION_BYTES - before.length });
}

const CHECK = { 'check-run': 'check run', status: 'status', none: '' } as const satisfies Record<CheckKind, string>;

/** Whether the result, or a label that is set, calls for a new comment. */
function deservesComment({ report, comment, recorded }: PublishRequest): boolean {
  // The comment records the figures that labels were set on.
  const broken = report.verdict === 'fail' || report.verdict === 'incomplete' || (recorded.accepted ?? []).length > 0;
  switch (comment) {
    case 'always':
      return true;
    case 'on-failure':
      return broken;
    case 'on-change':
      return broken || report.results.some(hasChanged) || (report.loosened ?? []).length > 0;
    case 'never':
      return false;
  }
}
