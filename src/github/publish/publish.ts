import { posix } from 'node:path';
import type { Report } from '../../model/report.ts';
import { type Annotation, annotations } from '../../report/annotations.ts';
import { headline } from '../../report/headline.ts';
import { renderMarkdown } from '../../report/markdown/markdown.ts';
import type { MarkdownOptions } from '../../report/markdown/sections.ts';
import type { Client } from '../api/client.ts';
import { STATUS_DESCRIPTION_BYTES } from '../api/limits.ts';
import { type Message, messages, type Refusal } from '../api/refusal.ts';
import type { Environment } from '../environment.ts';
import type { MeasuredEvent } from '../events/event.ts';
import type { CheckKind, CommentMode } from '../inputs.ts';
import { type Attempts, attemptsOf } from './attempts.ts';
import { checkName, postCheckRun } from './check-run.ts';
import { postComment } from './comment.ts';
import { hasChanged } from './has-news.ts';
import { linkOf, type Posted } from './later-run.ts';
import type { Recorded } from './marker.ts';
import { type KeptIssue, postIssue } from './post-issue.ts';
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
  const { report, event, check, foreignRun } = request;
  const { summaryPath } = request.environment;
  const links = linksOf(request);
  const render = (limitBytes: number) => renderMarkdown(report, { ...links, limitBytes });
  const lines = annotations(report).map((one) => ({ ...one, file: posix.join(request.directory, one.file) }));
  const attempts = attemptsOf(request);

  if (summaryPath !== null) await attempts.make('the job summary', null, () => writeSummary(summaryPath, render));
  const postChecked = () => postVerdict(request, attempts, { lines, render });
  // A fork's status is its verdict: a failing comment must not use up GitHub's time for it.
  const first = foreignRun === undefined ? null : { checked: await postChecked() };
  const commented = await postReport(request, attempts, render);
  const { checked } = first ?? { checked: await postChecked() };
  const ofIssue = request.issue ? await postIssue({ ...request, issue: request.issue }, links) : [];

  return {
    checked,
    denied: attempts.refusals.some(({ task, why }) => task === 'post' && why.kind === 'permission'),
    commentUrl: commented === null || commented.kind === 'none' ? null : commented.url,
    annotations: check === 'check-run' && checked === 'posted' ? [] : lines,
    messages: [
      ...messages(attempts.refusals, event.pull?.fork ?? false),
      ...ofIssue,
      ...(commented?.kind === 'newer' ? [notice('A later run has already commented. Its comment stays.')] : []),
      ...(checked === 'newer' ? [notice(`A later run has already posted the ${CHECK[check]}, which stays.`)] : []),
    ],
  };
}

const notice = (text: string): Message => ({ level: 'notice', text });

/** The addresses that texts link to. */
function linksOf({ environment, directory, configSha, foreignRun, pageUrl }: PublishRequest): MarkdownOptions {
  const { repositoryUrl, runUrl } = environment;
  return {
    ...{ runUrl, repositoryUrl, directory },
    ...(configSha === undefined ? {} : { configSha }),
    ...(foreignRun === undefined ? {} : { foreignRun }),
    ...(pageUrl === null ? {} : { pageUrl }),
  };
}

type Render = (limitBytes: number) => string;

/** Posts the comment; null if it was not posted. */
async function postReport(request: PublishRequest, attempts: Attempts, render: Render) {
  const { report, environment, event, comment, recorded } = request;
  const { pull } = event;
  if (pull === null || comment === 'never') return null;
  return attempts.makeAsClient('the comment', 'pull-requests: write', (client) =>
    postComment({
      ...{ client, owner: environment.owner, repo: environment.repo, number: pull.number, name: report.name },
      author: { sha: pull.headSha, run: environment.runId, attempt: environment.runAttempt },
      ...{ recorded, create: deservesComment(request), render },
    }),
  );
}

/** Posts the verdict as check run or status; null if it was not posted. */
async function postVerdict(
  { report, environment, event, check, conclusion, foreignRun }: PublishRequest,
  attempts: Attempts,
  { lines, render }: { readonly lines: readonly Annotation[]; readonly render: Render },
): Promise<Posted | null> {
  if (check === 'none') return null;
  const { owner, repo, runUrl, runId, runAttempt } = environment;
  const verdict = {
    ...{ owner, repo, commit: event.commit, name: checkName(report.name, event.kind), conclusion },
    headline: check === 'status' ? described(report, foreignRun !== undefined) : headline(report),
    runUrl: foreignRun === undefined ? runUrl : linkOf(runUrl, { run: runId, attempt: runAttempt }),
  };
  return check === 'status'
    ? attempts.makeAsClient('the status', 'statuses: write', (client) => postStatus({ client, ...verdict }))
    : attempts.makeAsClient('the check run', 'checks: write', (client) =>
        postCheckRun({ client, ...verdict, annotations: lines, render }),
      );
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
