import type { Environment } from '../environment.ts';
import { storeArtifact } from './service.ts';

export interface Upload {
  readonly artifact: string;
  readonly content: Buffer;
  readonly mediaType: 'application/zip' | 'text/html';
  readonly retentionDays: number;
  readonly environment: Pick<Environment, 'isEnterpriseServer' | 'runAttempt'>;
  /** The runner's variables, which name the service for artifacts. */
  readonly variables: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly limitMs?: number;
}

type Uploaded =
  | { readonly ok: true; readonly id: string }
  /** `why` ends a sentence. `isOffered`: whether there is a service at all. */
  | { readonly ok: false; readonly why: string; readonly isOffered: boolean };

const DAY_MS = 86_400_000;
/** Before a request is sent a second time. */
const PAUSE_MS = 2_000;

const notOffered = (why: string): Uploaded => ({ ok: false, why, isOffered: false });
const failed = (why: string): Uploaded => ({ ok: false, why, isOffered: true });

/** Uploads one file as an artifact of this workflow run, with the runner's own token. Never throws. */
export async function upload(wanted: Upload): Promise<Uploaded> {
  const { artifact: name, content, mediaType, environment, variables, signal, limitMs = 30_000 } = wanted;
  const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: url } = variables;
  if (environment.isEnterpriseServer) return notOffered('this GitHub Enterprise Server does not have artifacts v4');
  if (!token || !url) {
    return notOffered('the runner does not name a service for artifacts (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL)');
  }

  const late = AbortSignal.timeout(limitMs);
  try {
    const id = await storeArtifact(
      { name, content, mediaType, expiresAt: new Date(Date.now() + retention(wanted) * DAY_MS) },
      { url, token, limits: { attemptMs: limitMs, pauseMs: PAUSE_MS } },
      AbortSignal.any([signal, late]),
    );
    return { ok: true, id };
  } catch (error) {
    if (signal.aborted) return failed('the run was cancelled');
    if (late.aborted) return failed(`it took longer than ${limitMs / 1_000} s`);
    return failed(`the service for artifacts failed: ${reasonOf(error)}`);
  }
}

/** Days. GitHub refuses more than the repository allows, which GITHUB_RETENTION_DAYS states. */
function retention({ retentionDays, variables }: Upload): number {
  const most = Number.parseInt(variables.GITHUB_RETENTION_DAYS ?? '', 10);
  return most > 0 ? Math.min(most, retentionDays) : retentionDays;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
