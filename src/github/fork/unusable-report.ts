import * as core from '@actions/core';
import { escapeMarkdown, link } from '../../report/markdown/escape.ts';
import { cutToBytes } from '../../text/cut.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { Client } from '../api/client.ts';
import { STATUS_DESCRIPTION_BYTES } from '../api/limits.ts';
import type { Environment } from '../environment.ts';
import type { WorkflowRunEvent } from '../events/event.ts';
import type { Inputs } from '../inputs.ts';
import { checkName } from '../publish/check-run.ts';
import { postComment } from '../publish/comment.ts';
import { linkOf } from '../publish/later-run.ts';
import { hasStatus, postStatus } from '../publish/status.ts';
import { writeSummary } from '../publish/summary.ts';
import type { FoundPull } from './find-pull.ts';
import { tried } from './log-refusal.ts';

/**
 * Posts a failure if there is no report to decide. Otherwise an old verdict would remain, and an unreadable report
 * would pass.
 */

/** Exit code if this step could not read what it needs, which is no verdict. */
export const NOT_REPORTED = 3;

interface Unusable {
  readonly client: Client;
  readonly event: WorkflowRunEvent;
  readonly inputs: Inputs;
  readonly environment: Environment;
  /** Null if it is not known which one it is. */
  readonly pull?: FoundPull;
}

/** Address of the run that measured. */
export const measuredAt = ({ event, environment }: Pick<Unusable, 'event' | 'environment'>): string =>
  `${environment.repositoryUrl}/actions/runs/${event.id}/attempts/${event.attempt}`;

/**
 * Posts a failure without a verdict, and returns 0 if it could. `why` quotes nothing of the report.
 *
 * @param log prints `why` to the log.
 */
export async function postUnusable(why: string, request: Unusable, log = core.warning): Promise<number> {
  log(why);
  const isPosted = await failStatus(why, request);
  await replaceComment(why, request);
  return isPosted ? 0 : NOT_REPORTED;
}

/**
 * Handles a run without a report, after which an earlier report no longer counts. If there was none, nothing is posted.
 */
export async function reportNone(pull: FoundPull, request: Omit<Unusable, 'pull'>): Promise<number> {
  const why = 'The newest run left no report: it was cancelled, or failed before it measured.';
  const isReplaced = await replaceComment(why, { ...request, pull });
  if (!isReplaced && !(await hasStatus(statusOf(why, request)))) {
    core.notice('Nothing to report: the run uploaded no report.');
    return 0;
  }
  core.warning(why);
  return (await failStatus(why, request)) ? 0 : NOT_REPORTED;
}

/**
 * Replaces the comment of an earlier run, and returns whether there was one. It creates none: a run without a verdict
 * deserves no comment of its own.
 */
async function replaceComment(why: string, request: Unusable): Promise<boolean> {
  const { client, inputs, environment, event, pull } = request;
  const run = link('The run', measuredAt(request));
  const name = inputs.name === 'default' ? '' : ' of this name';
  const body = `### ⚠️ Performance budget: no result\n\n${escapeMarkdown(why)} There is no verdict${name} for ${shortSha(event.headSha)}. ${run} says more.\n`;
  const { summaryPath } = environment;
  if (summaryPath !== null) await tried('post', 'the job summary', null, () => writeSummary(summaryPath, () => body));
  if (pull === undefined || inputs.comment === 'never') return false;
  const posted = await tried('post', 'the comment', 'pull-requests: write', () =>
    postComment({
      client,
      owner: environment.owner,
      repo: environment.repo,
      number: pull.number,
      name: inputs.name,
      author: { sha: pull.headSha, run: event.id, attempt: event.attempt },
      recorded: {},
      create: false,
      render: () => body,
    }),
  );
  return posted !== null && (posted.kind === 'updated' || posted.kind === 'unchanged');
}

const statusOf = (why: string, { client, event, inputs, environment }: Unusable) => ({
  client,
  owner: environment.owner,
  repo: environment.repo,
  commit: event.headSha,
  name: checkName(inputs.name),
  conclusion: 'failure' as const,
  headline: cutToBytes(why, STATUS_DESCRIPTION_BYTES),
  runUrl: linkOf(environment.runUrl, { run: event.id, attempt: event.attempt }),
});

/** Whether it was posted, if one is wanted. */
async function failStatus(why: string, request: Unusable): Promise<boolean> {
  if (request.inputs.check === 'none') return true;
  const post = () => postStatus(statusOf(why, request));
  return (await tried('post', 'the status', 'statuses: write', post)) !== null;
}
