import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import * as core from '@actions/core';
import { exitCode } from '../compare/exit-code.ts';
import { UsageError } from '../errors.ts';
import { joined } from '../join.ts';
import type { Withheld } from '../model/failure-code.ts';
import { type Outcome, run } from '../run.ts';
import { pathInside } from '../text/path-inside.ts';
import { acceptReport } from './accept-report.ts';
import { createClient } from './api/client.ts';
import { type OpenBaselines, openBaselines, storeBaseline } from './baselines.ts';
import { openIssue, toKept } from './branch-issue.ts';
import { expectPullRequestCode } from './checked-out.ts';
import { refuseDeployedFork } from './deployed-fork.ts';
import type { Environment } from './environment.ts';
import type { MeasuredEvent } from './events/event.ts';
import { findReports } from './find-reports.ts';
import { uploadReport } from './fork/upload-report.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import { lookBack } from './past.ts';
import { announce } from './publish/announce.ts';
import { publish } from './publish/publish.ts';
import { setOutputs, writeFiles } from './publish/step-outputs.ts';
import { uploadPage } from './publish/upload-page.ts';
import { remember } from './remember.ts';

interface MeasureRequest {
  readonly event: MeasuredEvent;
  /** The branch that base is on; see events/branch.ts. */
  readonly branch: string;
  /** Why GitHub gives this run no secrets; see events/withheld.ts. */
  readonly withheld: Withheld | null;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Measures the checkout, or joins reports, posts the result, and returns the exit code. */
export async function measure(request: MeasureRequest): Promise<number> {
  const { event, branch, inputs, environment, log, signal } = request;
  const directory = await findDirectory(environment.workspace, inputs.workingDirectory);
  const client =
    inputs.token === null ? null : createClient({ token: inputs.token, apiUrl: environment.apiUrl, signal });
  await refuseDeployedFork(event, { ...environment, client });
  const { owner, repo } = environment;
  const issue = await openIssue({ event, inputs, client, owner, repo });
  const baselines = openBaselines({ inputs, branch, environment, directory, signal });
  const measured = await (inputs.reports.length > 0 ? joinReports : measureHere)(
    { ...request, event: { ...event, base: issue.base } },
    directory,
    baselines,
  );
  log.close();

  const isStored = event.mayStore && baselines !== null && inputs.shard === null;
  const repository = { directory, token: inputs.token, serverUrl: environment.serverUrl, signal };
  const past = await lookBack(measured.report, {
    ...{ baselines, isStored, repository, client },
    ...{ owner, repo, label: inputs.acceptLabel, isAgo: event.base.kind === 'ago' },
  });

  // Labels are read after measuring, so that one set meanwhile counts. The joining job reads them for shards.
  const label = inputs.shard === null ? inputs.acceptLabel : null;
  const { comment } = inputs;
  const accepted = await acceptReport(past.report, { ...environment, client, pull: event.pull, label, comment });
  const { report, recorded } = await remember(accepted.report, { ...environment, client, pull: event.pull, comment });
  const outcome = { ...measured, report };
  for (const { label } of accepted.unused) {
    core.notice(`The label ${JSON.stringify(label)} accepts nothing in this run, which has no subject of that name.`);
  }

  const code = exitCode(report, inputs.failOn);
  const inRepository = relative(environment.workspace, directory).split(sep).join('/');
  // GitHub forgets the merge commit that was measured, and keeps the pull request's head.
  const config = { directory: inRepository, ...(event.pull === null ? {} : { configSha: event.pull.headSha }) };
  const files = await writeFiles(outcome, environment, config);
  const pageUrl = await uploadPage({ report, file: files.html, inputs, environment, variables: process.env, signal });
  const publication = await publish({
    report,
    pageUrl,
    conclusion: code === 0 ? 'success' : 'failure',
    event: { ...event, commit: commitOf(event, report.head.sha) },
    environment,
    ...config,
    client,
    comment,
    check: inputs.check,
    recorded: { ...recorded, ...(accepted.recorded === null ? {} : { accepted: accepted.recorded }) },
    refusals: accepted.refusals,
    issue: await toKept(issue, report, repository),
  });
  setOutputs(report, files, publication);
  if (inputs.shard === null && event.kind === 'pull_request' && (event.pull?.fork || publication.denied)) {
    core.notice(
      await uploadReport({ file: files.json, name: inputs.name, environment, variables: process.env, signal }),
    );
  }
  if (baselines !== null) await storeBaseline({ outcome, event, inputs, baselines, trail: past.trail, signal });
  announce(report, code, { ...publication, messages: [...issue.messages, ...publication.messages] }, log);
  return code;
}

/**
 * The commit that gets the verdict. On these events a workflow may check out any commit, but GITHUB_SHA is always the
 * tip of the default branch.
 */
const commitOf = ({ kind, commit }: MeasuredEvent, checkedOut: string | null): string =>
  kind === 'repository_dispatch' || kind === 'workflow_dispatch' ? (checkedOut ?? commit) : commit;

async function measureHere(
  { event, withheld, inputs, environment, log, signal }: MeasureRequest,
  directory: string,
  baselines: OpenBaselines | null,
): Promise<Outcome> {
  const { serverUrl } = environment;
  await expectPullRequestCode(event, { directory, token: null, serverUrl, signal });
  return run({
    directory,
    config: inputs.config,
    name: inputs.name,
    base: inputs.baseline === 'none' ? { kind: 'none', reason: 'the input baseline is none' } : event.base,
    token: inputs.token,
    serverUrl,
    temporary: environment.temp,
    only: [],
    shard: inputs.shard,
    withheld,
    baselines,
    willBeStored: event.mayStore && baselines !== null && inputs.shard === null,
    signal,
    progress: log.progress,
  });
}

/** Joins the reports of other jobs. Without a `name` of its own, the joined report takes theirs. */
async function joinReports({ inputs, environment }: MeasureRequest): Promise<Outcome> {
  const found = await findReports(inputs.reports, environment.workspace);
  return joined(found, inputs.name === 'default' ? null : inputs.name);
}

async function findDirectory(workspace: string, input: string): Promise<string> {
  const directory = resolve(workspace, input);
  if (pathInside(workspace, directory) === null) {
    throw new UsageError(`working-directory: ${JSON.stringify(input)} is outside of the workspace ${workspace}`);
  }
  if (!(await stat(directory).catch(() => null))?.isDirectory()) {
    throw new UsageError(
      `working-directory: there is no folder ${JSON.stringify(input)} in ${workspace}. Does actions/checkout come before this step?`,
    );
  }
  return directory;
}
