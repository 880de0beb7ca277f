import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactName } from '../artifacts/name.ts';
import type { Environment } from '../environment.ts';

export interface UploadRequest {
  /** Path of report.json. */
  readonly file: string;
  readonly name: string;
  readonly environment: Pick<Environment, 'isEnterpriseServer'>;
  /** The runner's environment: it has the address of the artifact service. */
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Outlasts a workflow that waits for an approval, and does not fill the repository's storage. */
const RETENTION_DAYS = 7;

const LONGEST_MS = 30_000;

/**
 * Uploads report.json as an artifact, so that a second workflow can post what this one may not. It uses the runner's own
 * token, which a pull request from a fork has, too. Never throws; returns a sentence for the log.
 */
export async function uploadReport(request: UploadRequest): Promise<string> {
  const artifact = artifactName(request.name);
  const failure = await upload(artifact, request);
  if (failure !== null) return `The report was not uploaded for a second workflow to post: ${failure}.`;
  return `The report was uploaded as the artifact ${artifact}. A workflow with \`on: workflow_run\` and this same action posts it.`;
}

/** Null if it succeeds, else the reason, as the end of a sentence. */
async function upload(
  artifact: string,
  { file, environment, variables, signal }: UploadRequest,
): Promise<string | null> {
  if (environment.isEnterpriseServer) return 'this GitHub Enterprise Server does not have artifacts v4';
  if (!variables.ACTIONS_RUNTIME_TOKEN || !variables.ACTIONS_RESULTS_URL) {
    return 'the runner gives no address for artifacts (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL)';
  }

  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  try {
    const { DefaultArtifactClient } = await import('../artifacts/client.ts');
    const uploaded = new DefaultArtifactClient()
      .uploadArtifact(artifact, [file], dirname(file), { retentionDays: RETENTION_DAYS })
      .then(() => null);
    const late = sleep(LONGEST_MS, `it took longer than ${LONGEST_MS / 1_000} s`, { signal: ended, ref: false });
    return await Promise.race([uploaded, late]);
  } catch (error) {
    return signal.aborted ? 'the run was cancelled' : reasonOf(error);
  } finally {
    over.abort();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
