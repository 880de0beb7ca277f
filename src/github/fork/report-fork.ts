import { isAbsolute, posix } from 'node:path';
import * as core from '@actions/core';
import { countBreaches, exitCode } from '../../compare/exit-code.ts';
import { UsageError } from '../../errors.ts';
import type { Report } from '../../model/report.ts';
import { acceptReport } from '../accept-report.ts';
import { type Client, createClient } from '../api/client.ts';
import type { OpenBaselines } from '../baselines.ts';
import type { Environment } from '../environment.ts';
import type { WorkflowRunEvent } from '../events/event.ts';
import type { Inputs } from '../inputs.ts';
import { lookBack } from '../past.ts';
import { logMessages } from '../publish/announce.ts';
import { publish } from '../publish/publish.ts';
import { setOutputs, writeFiles } from '../publish/step-outputs.ts';
import { uploadPage } from '../publish/upload-page.ts';
import { remember } from '../remember.ts';
import { openStores } from '../stores/stores.ts';
import { untilAborted } from '../stores/until-aborted.ts';
import { baseConfig } from './base-config.ts';
import { decideInThread } from './decide-in-thread.ts';
import { fetchReport } from './fetch-report.ts';
import { type FoundPull, findPull } from './find-pull.ts';
import { knownBase } from './known-base.ts';
import { tried } from './log-refusal.ts';
import { measuredAt, NOT_REPORTED, postUnusable, reportNone } from './unusable-report.ts';

interface ForkRequest {
  readonly event: WorkflowRunEvent;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Limit for fetching and deciding the report; milliseconds. */
  readonly limitMs?: number;
}

/** A pull request waits for its verdict, and GitHub shows none meanwhile. */
const LONGEST_MS = 60_000;

/**
 * Posts the report of a pull request that was measured with a read-only token. It checks out and runs nothing, and
 * prints only counts from that report. It succeeds if it could post: the verdict is a status on the pull request.
 */
export async function reportFork(request: ForkRequest): Promise<number> {
  const { event, inputs, environment, signal, limitMs = LONGEST_MS } = request;
  if (event.action !== 'completed') throw new UsageError('Give `types: [completed]` to `on: workflow_run`.');
  if (event.event !== 'pull_request')
    return nothing(`the run's event was ${JSON.stringify(event.event)}, not pull_request`);
  if (inputs.token === null) throw new UsageError('On workflow_run the input `token` is required, and it is empty.');
  const directory = inRepository(inputs.workingDirectory);
  const client = createClient({ token: inputs.token, apiUrl: environment.apiUrl, signal });
  const { owner, repo } = environment;
  const repository = { client, owner, repo };

  const search = await tried('read', 'the pull request', 'pull-requests: read', () => findPull(event, repository));
  if (search === null) return NOT_REPORTED;
  if (search.kind === 'none') return nothing(search.why);
  const unusable = { client, event, inputs, environment };
  if (search.kind === 'several') {
    const all = search.numbers.map((number) => `#${number}`).join(' and ');
    return postUnusable(`Pull requests ${all} have the same head commit. Leave one of them open.`, unusable);
  }
  const { pull } = search;
  const failed = (why: string) => postUnusable(why, { ...unusable, pull });

  const late = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const tooLate = async () => {
    signal.throwIfAborted();
    const why = `The report of the run could not be decided within ${limitMs / 1_000} s.`;
    await postUnusable(why, { ...unusable, pull }, core.error);
    return NOT_REPORTED;
  };
  const fetched = await tried('read', 'the artifact with the report', 'actions: read', () =>
    untilAborted(() => fetchReport({ ...repository, event, name: inputs.name }), late),
  );
  if (late.aborted) return tooLate();
  if (fetched === null) return NOT_REPORTED;
  if (fetched.kind === 'none') {
    const isFork = event.headRepositoryId !== event.repositoryId;
    return isFork ? reportNone(pull, unusable) : nothing('the run could post it itself');
  }
  if (fetched.kind === 'refused') return failed(fetched.why);
  const base = await tried('read', "base's config", 'contents: read', () =>
    baseConfig({ ...repository, sha: pull.baseSha, directory, config: inputs.config }),
  );
  if (base === null) return NOT_REPORTED;
  if (!base.ok) return failed(`${base.why}.`);

  const runUrl = measuredAt({ environment, event: { ...event, attempt: fetched.attempt } });
  const { subjects, servers, measure, config: file } = base.plan;
  const plan = { subjects, servers, measure, config: file };
  const decided = await decideInThread({ content: fetched.content, plan, name: inputs.name, pull, runUrl }, late);
  if (decided === null) return tooLate();
  if (!decided.ok) return failed(decided.why);
  const { comment, acceptLabel: label } = inputs;
  const measured = await withKnownBase(decided.report, { ...repository, pull });
  const past = await lookBack(measured, {
    ...repository,
    baselines: inputs.baseline === 'measure' || inputs.baseline === 'none' ? null : baselinesOf(pull, request, client),
    isStored: false,
    repository: { directory: environment.workspace, token: null, serverUrl: environment.serverUrl, signal },
    label: null,
  });
  const accepted = await acceptReport(past.report, { ...repository, pull, label, comment });
  const { report, recorded } = await remember(accepted.report, { ...repository, pull, comment });

  const conclusion = exitCode(report, inputs.failOn) === 0 ? 'success' : 'failure';
  const config = { directory, configSha: pull.baseSha, foreignRun: runUrl };
  const files = await writeFiles({ report, files: [] }, environment, config);
  const pageUrl = await uploadPage({ report, file: files.html, inputs, environment, variables: process.env, signal });
  const publication = await publish({
    report,
    pageUrl,
    conclusion,
    // The later measurement counts, whichever of two reports comes first.
    environment: { ...environment, runId: event.id, runAttempt: fetched.attempt },
    event: { pull: { number: pull.number, headSha: pull.headSha, fork: false }, commit: pull.headSha },
    ...config,
    client,
    comment,
    // GitHub would show a check run under an arbitrary workflow of that commit.
    check: inputs.check === 'none' ? 'none' : 'status',
    recorded: { ...recorded, ...(accepted.recorded === null ? {} : { accepted: accepted.recorded }) },
    refusals: accepted.refusals,
  });
  setOutputs(report, files, publication);
  logMessages(publication.messages);
  const { breaches } = countBreaches(report);
  core.notice(`Pull request #${pull.number}: ${report.verdict}. ${breaches} of ${report.results.length} metrics fail.`);
  // A verdict that is nowhere must not look like a success.
  return inputs.check !== 'none' && publication.checked === null ? NOT_REPORTED : 0;
}

/** Baselines stored by runs of base's branch, for the trail to base. Their figures are not compared. */
function baselinesOf(pull: FoundPull, { inputs, environment }: ForkRequest, client: Client): OpenBaselines {
  const { name, branch } = inputs;
  const unknown = async () => ({ commits: [], isAll: false });
  return {
    use: 'auto',
    branch: pull.baseBranch ?? '',
    stores: openStores({ name, branch, environment, variables: process.env, client }),
    ancestorsOf: async () => [],
    before: unknown,
  };
}

/** The commit that the fork measured against is base, if GitHub knows it. */
async function withKnownBase(report: Report, request: Omit<Parameters<typeof knownBase>[1], 'sha'>): Promise<Report> {
  const sha = await knownBase(report.base.sha, request);
  if (sha === report.base.sha) return report;
  const note = 'The report names a base that GitHub does not know, so that it is not shown.';
  return { ...report, base: { ...report.base, sha: null }, notes: [...report.notes, note] };
}

function nothing(why: string): number {
  core.notice(`Nothing to report: ${why}.`);
  return 0;
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
