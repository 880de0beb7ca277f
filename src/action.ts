import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as core from '@actions/core';
import { accept, ofNothing } from './compare/accept.ts';
import { UsageError } from './errors.ts';
import { countBreaches, exitCode } from './exit-code.ts';
import { type Acceptances, readAcceptances } from './github/acceptances.ts';
import { announce } from './github/announce.ts';
import { createClient } from './github/client.ts';
import { type Environment, readEnvironment } from './github/environment.ts';
import { readEvent } from './github/event.ts';
import { readInputs } from './github/inputs.ts';
import { SUMMARY_BYTES } from './github/limits.ts';
import { type Log, openLog } from './github/log.ts';
import { type Publication, publish } from './github/publish.ts';
import { renderMarkdown } from './report/markdown/markdown.ts';
import type { Report } from './report/report.ts';
import { type ReportFiles, writeReportFiles } from './report-files.ts';
import { type Outcome, run } from './run.ts';

/** Entry of the GitHub Action: event → run → publish → outputs → exit code. */
async function act(log: Log, signal: AbortSignal): Promise<number> {
  const inputs = readInputs();
  const environment = readEnvironment(process.env);
  const event = readEvent(environment.eventName, await readPayload(environment.eventPath), {
    sha: environment.sha,
    base: inputs.base,
  });
  const directory = await findDirectory(environment.workspace, inputs.workingDirectory);

  const measured = await run({
    directory,
    config: inputs.config,
    name: inputs.name,
    base: inputs.baseline === 'none' ? { kind: 'none', reason: 'the input baseline is none' } : event.base,
    token: inputs.token,
    serverUrl: environment.serverUrl,
    temporary: environment.temp,
    only: [],
    signal,
    progress: log.progress,
  });
  log.close();

  const client =
    inputs.token === null ? null : createClient({ token: inputs.token, apiUrl: environment.apiUrl, signal });
  // Asked for after measuring: a label that was set meanwhile counts.
  const { acceptances, refusals } = mayBeAccepted(measured.report)
    ? await readAcceptances({ ...environment, client, pull: event.pull, label: inputs.acceptLabel })
    : NOTHING_TO_ACCEPT;
  const outcome = { ...measured, report: accept(measured.report, acceptances) };
  const { report } = outcome;
  for (const { label } of ofNothing(report, acceptances)) {
    core.notice(`The label ${JSON.stringify(label)} accepts nothing in this run, which has no subject of that name.`);
  }

  const code = exitCode(report, inputs.failOn);
  const inRepository = relative(environment.workspace, directory).split(sep).join('/');
  const files = await writeFiles(outcome, environment, inRepository);
  const publication = await publish({
    report,
    conclusion: code === 0 ? 'success' : 'failure',
    event,
    environment,
    directory: inRepository,
    client,
    comment: inputs.comment,
    check: inputs.check,
    refusals,
  });
  setOutputs(report, files, publication);
  announce(report, code, publication, log);
  return code;
}

const mayBeAccepted = ({ results }: Report): boolean => results.some(({ verdict }) => verdict === 'fail');

const NOTHING_TO_ACCEPT: Acceptances = { acceptances: [], refusals: [] };

async function readPayload(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`The payload of the event (GITHUB_EVENT_PATH) cannot be read: ${String(error)}`);
  }
}

async function findDirectory(workspace: string, input: string): Promise<string> {
  const directory = resolve(workspace, input);
  const path = relative(workspace, directory);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw new UsageError(`working-directory: ${JSON.stringify(input)} is outside of the workspace ${workspace}`);
  }
  if (!(await stat(directory).catch(() => null))?.isDirectory()) {
    throw new UsageError(
      `working-directory: there is no folder ${JSON.stringify(input)} in ${workspace}. Does actions/checkout come before this step?`,
    );
  }
  return directory;
}

/** Into a folder of their own, outside of the workspace: a later step may look whether that is clean. */
async function writeFiles(
  outcome: Outcome,
  { temp, runUrl, repositoryUrl }: Environment,
  directory: string,
): Promise<ReportFiles> {
  const folder = await mkdtemp(join(temp, 'perf-budget-'));
  const markdown = renderMarkdown(outcome.report, { runUrl, repositoryUrl, directory, limitBytes: SUMMARY_BYTES });
  return writeReportFiles(folder, outcome, markdown);
}

function setOutputs(report: Report, files: ReportFiles, { commentUrl }: Publication): void {
  const { breaches, overBudget, regressions } = countBreaches(report);
  core.setOutput('verdict', report.verdict);
  core.setOutput('report', files.json);
  core.setOutput('markdown', files.markdown);
  core.setOutput('files', [files.json, files.markdown, ...files.others].join('\n'));
  core.setOutput('comment-url', commentUrl ?? '');
  core.setOutput('breaches', breaches);
  core.setOutput('over-budget', overBudget);
  core.setOutput('regressions', regressions);
}

/** A bug ends with 3, as does a run that could not measure: 1 would claim a breach, 2 a mistake of the user's. */
const BUG = 3;

function explain(error: unknown): number {
  if (error instanceof UsageError) {
    core.error(error.message);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  core.error(`This is a bug in perf-budget. Please report it with the lines below.\n${stack}`);
  return BUG;
}

/** After a bug, how long the run may take to end what it started. */
const CLEAN_UP_MS = 10_000;

async function main(): Promise<number> {
  const cancelled = new AbortController();
  const end: { signal: number | null; bug: { error: unknown } | null } = { signal: null, bug: null };
  for (const [name, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(name, () => {
      end.signal ??= number;
      cancelled.abort(new Error(`Cancelled by ${name}`));
    });
  }
  // Without this Node would exit at once and with 1, and leave the user's servers running.
  process.on('uncaughtException', (error) => {
    end.bug ??= { error };
    cancelled.abort(error);
    setTimeout(() => process.exit(explain(error)), CLEAN_UP_MS).unref();
  });

  const log = openLog();
  const result = await act(log, cancelled.signal).catch((error: unknown) => ({ error }));
  log.close();
  if (end.bug !== null) return explain(end.bug.error);
  if (end.signal !== null) {
    core.info('Cancelled. Everything that perf-budget started has been ended.');
    return 128 + end.signal;
  }
  return typeof result === 'number' ? result : explain(result.error);
}

process.exitCode = await main();
// A connection that is kept alive must not keep the step alive.
setTimeout(() => process.exit(), 1_000).unref();
