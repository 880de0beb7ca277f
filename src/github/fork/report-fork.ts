import { isAbsolute, posix } from 'node:path';
import * as core from '@actions/core';
import { countBreaches, exitCode } from '../../compare/exit-code.ts';
import { UsageError } from '../../errors.ts';
import { cutToBytes } from '../../text/cut.ts';
import { acceptReport } from '../accept-report.ts';
import { type Client, createClient } from '../api/client.ts';
import { STATUS_DESCRIPTION_BYTES } from '../api/limits.ts';
import type { Environment } from '../environment.ts';
import type { WorkflowRunEvent } from '../events/event.ts';
import type { Inputs } from '../inputs.ts';
import { logMessages } from '../publish/announce.ts';
import { checkName } from '../publish/check-run.ts';
import { publish } from '../publish/publish.ts';
import { messages, refusal } from '../publish/refusal.ts';
import { postStatus } from '../publish/status.ts';
import { setOutputs, writeFiles } from '../publish/step-outputs.ts';
import { baseConfig } from './base-config.ts';
import { decideForBase } from './decide-for-base.ts';
import { fetchReport } from './fetch-report.ts';
import { findPull } from './find-pull.ts';

interface ForkRequest {
  readonly event: WorkflowRunEvent;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

/** Exit code if this step could not read what it needs, which is no verdict. */
const NOT_REPORTED = 3;

/**
 * Posts the report of a pull request that was measured with a token that may not write. It checks out and runs nothing, and
 * prints only counts from that report. It succeeds if it could post: the verdict is on the pull request, as a status.
 */
export async function reportFork({ event, inputs, environment, signal }: ForkRequest): Promise<number> {
  if (event.action !== 'completed') throw new UsageError('Give `types: [completed]` to `on: workflow_run`.');
  if (event.event !== 'pull_request')
    return nothing(`the run's event was ${JSON.stringify(event.event)}, not pull_request`);
  if (inputs.token === null) throw new UsageError('On workflow_run the input `token` is required, and it is empty.');
  const directory = inRepository(inputs.workingDirectory);
  const client = createClient({ token: inputs.token, apiUrl: environment.apiUrl, signal });
  const { owner, repo } = environment;
  const repository = { client, owner, repo };

  const search = await read('the pull request', 'pull-requests: read', () => findPull(event, repository));
  if (search === null) return NOT_REPORTED;
  if (search.kind === 'none') return nothing(search.why);
  const failed = (why: string) => postRefusal(why, { client, event, inputs, environment });
  if (search.kind === 'several') {
    const all = search.numbers.map((number) => `#${number}`).join(' and ');
    return failed(`Pull requests ${all} have the same head commit. Leave one of them open.`);
  }
  const { pull } = search;

  const fetched = await read('the artifact with the report', 'actions: read', () =>
    fetchReport({ ...repository, runId: event.id, attempt: event.attempt, name: inputs.name }),
  );
  if (fetched === null) return NOT_REPORTED;
  if (fetched.kind === 'none') {
    const isFork = event.headRepositoryId !== event.repositoryId;
    return nothing(isFork ? 'the run uploaded no report' : 'the run could post it itself');
  }
  if (fetched.kind === 'refused') return failed(fetched.why);
  const base = await read("base's config", 'contents: read', () =>
    baseConfig({ ...repository, sha: pull.baseSha, directory, config: inputs.config }),
  );
  if (base === null) return NOT_REPORTED;
  if (!base.ok) return failed(`${base.why}.`);

  const runUrl = `${environment.repositoryUrl}/actions/runs/${event.id}/attempts/${event.attempt}`;
  const decided = decideForBase({ report: fetched.report, plan: base.plan, name: inputs.name, pull, runUrl });
  if (!decided.ok) return failed(decided.why);
  const { comment, acceptLabel: label } = inputs;
  const { report, recorded, refusals } = await acceptReport(decided.report, { ...repository, pull, label, comment });

  const conclusion = exitCode(report, inputs.failOn) === 0 ? 'success' : 'failure';
  const config = { directory, configSha: pull.baseSha };
  const files = await writeFiles({ report, files: [] }, environment, config);
  const publication = await publish({
    report,
    conclusion,
    // What was measured later holds, whichever of two reports comes first.
    environment: { ...environment, runId: event.id, runAttempt: fetched.attempt },
    event: { pull: { number: pull.number, headSha: pull.headSha, fork: false }, commit: pull.headSha },
    ...config,
    client,
    comment,
    // GitHub would show a check run under an arbitrary workflow of that commit.
    check: inputs.check === 'none' ? 'none' : 'status',
    recorded,
    refusals,
  });
  setOutputs(report, files, publication);
  logMessages(publication.messages);
  const { breaches } = countBreaches(report);
  core.notice(`Pull request #${pull.number}: ${report.verdict}. ${breaches} of ${report.results.length} metrics fail.`);
  return 0;
}

function nothing(why: string): number {
  core.notice(`Nothing to report: ${why}.`);
  return 0;
}

/** Null if GitHub refused; the log then has the reason. */
async function read<T>(what: string, permission: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    logMessages(messages([refusal('read', what, permission, error)], false));
    return null;
  }
}

interface RefusalRequest extends Omit<ForkRequest, 'signal'> {
  readonly client: Client;
}

/** Posts a failure without a verdict: otherwise an unreadable report would bypass the limits. `why` quotes nothing of it. */
async function postRefusal(why: string, { client, event, inputs, environment }: RefusalRequest): Promise<number> {
  core.warning(why);
  if (inputs.check === 'none') return 0;
  const posted = await read('the status, which was to be posted', 'statuses: write', () =>
    postStatus({
      client,
      owner: environment.owner,
      repo: environment.repo,
      commit: event.headSha,
      name: checkName(inputs.name),
      conclusion: 'failure',
      headline: cutToBytes(why, STATUS_DESCRIPTION_BYTES),
      runUrl: environment.runUrl,
    }),
  );
  return posted === null ? NOT_REPORTED : 0;
}

/** Without a checkout, it can't test whether the folder exists. */
function inRepository(input: string): string {
  const path = posix.normalize(input.replaceAll('\\', '/')).replace(/\/$/, '');
  if (isAbsolute(path) || path === '..' || path.startsWith('../')) {
    throw new UsageError(
      `working-directory: expected a folder of the repository, relative to its root, found ${JSON.stringify(input)}`,
    );
  }
  return path === '.' ? '' : path;
}
