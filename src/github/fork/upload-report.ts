import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../environment.ts';
import { artifactName } from './artifact-name.ts';

export interface UploadRequest {
  /** Path of report.json. */
  readonly file: string;
  readonly name: string;
  readonly environment: Pick<Environment, 'isEnterpriseServer'>;
  /** The runner's variables: they say where artifacts go to. */
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

/** Long enough to be read by a workflow that waits for an approval, and short enough to fill no store. */
const RETENTION_DAYS = 7;

/**
 * Uploads report.json for a second workflow, which may post where this one may not. It takes the runner's token, which
 * a pull request from a fork has, too. Never throws; what it gives is to be told: that it worked, or why it did not.
 */
export async function uploadReport(request: UploadRequest): Promise<string> {
  const { file, name, environment, variables, signal, limitMs = 30_000 } = request;
  const artifact = artifactName(name);
  const failed = (why: string) => `The report was not uploaded for a second workflow to post: ${why}.`;
  if (environment.isEnterpriseServer) return failed('this GitHub Enterprise Server does not have artifacts v4');
  if (!variables.ACTIONS_RUNTIME_TOKEN || !variables.ACTIONS_RESULTS_URL) {
    return failed('the runner does not say where artifacts go to (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL)');
  }

  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  try {
    const { DefaultArtifactClient } = await import('./artifact-client.ts');
    const uploaded = new DefaultArtifactClient()
      .uploadArtifact(artifact, [file], dirname(file), { retentionDays: RETENTION_DAYS })
      .then(() => null);
    const late = sleep(limitMs, `it took longer than ${limitMs / 1_000} s`, { signal: ended, ref: false });
    const why = await Promise.race([uploaded, late]);
    if (why !== null) return failed(why);
    return `The report was uploaded as the artifact ${artifact}. A workflow with \`on: workflow_run\` and this same action posts it.`;
  } catch (error) {
    return failed(signal.aborted ? 'the run was cancelled' : reasonOf(error));
  } finally {
    over.abort();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
