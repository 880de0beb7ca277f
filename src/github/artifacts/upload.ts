import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../environment.ts';

export interface FileUpload {
  readonly artifact: string;
  /** Path of the one file in it. */
  readonly file: string;
  readonly retentionDays: number;
  readonly environment: Pick<Environment, 'isEnterpriseServer'>;
  /** The runner's variables: they say where artifacts go to. */
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

/**
 * Uploads a file as an artifact of this workflow run, with the runner's own token. Never throws; null: it is there,
 * else the reason, as the end of a sentence.
 */
export async function uploadFile(upload: FileUpload): Promise<string | null> {
  const { artifact, file, retentionDays, environment, variables, signal, limitMs = 30_000 } = upload;
  if (environment.isEnterpriseServer) return 'this GitHub Enterprise Server does not have artifacts v4';
  if (!variables.ACTIONS_RUNTIME_TOKEN || !variables.ACTIONS_RESULTS_URL) {
    return 'the runner does not say where artifacts go to (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL)';
  }

  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  try {
    const { DefaultArtifactClient } = await import('./client.ts');
    const uploaded = new DefaultArtifactClient()
      .uploadArtifact(artifact, [file], dirname(file), { retentionDays })
      .then(() => null);
    const late = sleep(limitMs, `it took longer than ${limitMs / 1_000} s`, { signal: ended, ref: false });
    return await Promise.race([uploaded, late]);
  } catch (error) {
    return signal.aborted ? 'the run was cancelled' : reasonOf(error);
  } finally {
    over.abort();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
