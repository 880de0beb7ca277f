import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { zipSync } from 'fflate';
import type { Environment } from '../environment.ts';
import { storeArtifact } from './service.ts';

export interface FileUpload {
  readonly artifact: string;
  /** Path of the only file in the artifact. */
  readonly file: string;
  readonly retentionDays: number;
  readonly environment: Pick<Environment, 'isEnterpriseServer' | 'runAttempt'>;
  /** The runner's variables, which name the service for artifacts. */
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

const DAY_MS = 86_400_000;
/** Before a request is sent a second time. */
const PAUSE_MS = 2_000;

/**
 * Uploads a file as a zipped artifact of this workflow run, with the runner's own token. Never throws.
 *
 * @returns null if it was uploaded, else the reason, as the end of a sentence.
 */
export async function uploadFile(upload: FileUpload): Promise<string | null> {
  const { artifact, file, environment, variables, signal, limitMs = 30_000 } = upload;
  const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: url } = variables;
  if (environment.isEnterpriseServer) return 'this GitHub Enterprise Server does not have artifacts v4';
  if (!token || !url) {
    return 'the runner does not name a service for artifacts (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL)';
  }

  const late = AbortSignal.timeout(limitMs);
  try {
    await storeArtifact(
      {
        name: artifact,
        content: Buffer.from(zipSync({ [basename(file)]: await readFile(file) })),
        mediaType: 'application/zip',
        expiresAt: new Date(Date.now() + retention(upload) * DAY_MS),
      },
      { url, token, limits: { attemptMs: limitMs, pauseMs: PAUSE_MS } },
      AbortSignal.any([signal, late]),
    );
    return null;
  } catch (error) {
    if (signal.aborted) return 'the run was cancelled';
    if (late.aborted) return `it took longer than ${limitMs / 1_000} s`;
    return `the service for artifacts failed: ${reasonOf(error)}`;
  }
}

/** Days. GitHub refuses more than the repository allows, which GITHUB_RETENTION_DAYS states. */
function retention({ retentionDays, variables }: FileUpload): number {
  const most = Number.parseInt(variables.GITHUB_RETENTION_DAYS ?? '', 10);
  return most > 0 ? Math.min(most, retentionDays) : retentionDays;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
