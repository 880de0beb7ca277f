import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../text/parse-json.ts';
import { type CacheAccess, readAnswer } from '../services/cache-service.ts';
import { putBlob, resultsService } from '../services/results-service.ts';

/** An artifact of one file, stored as it is: GitHub neither packs nor unpacks it. */
interface NewArtifact {
  readonly name: string;
  readonly content: Buffer;
  /** `application/zip` for an archive. A browser opens other types, such as `text/html`, as they are. */
  readonly mediaType: string;
  readonly expiresAt: Date;
}

/** The version of the protocol in which an artifact has a media type. */
const VERSION = 7;

// https://github.com/actions/toolkit/blob/main/packages/artifact/src/generated/results/api/v1/artifact.ts
const created = z.object({ ok: z.literal(true), signed_upload_url: z.string() });
const finalized = z.object({ ok: z.literal(true), artifact_id: z.string().regex(/^\d+$/) });

/** Stores an artifact of this workflow run, and returns the id in its address. Its errors end a sentence that begins with the service's name. */
export async function storeArtifact(
  { name, content, mediaType, expiresAt }: NewArtifact,
  access: CacheAccess,
  signal: AbortSignal,
): Promise<string> {
  const artifact = { ...backendIds(access.token), name };
  const service = resultsService('ArtifactService', access);
  const call = (method: string, body: object) => service(method, { ...artifact, ...body }, signal);
  const wanted = { expires_at: expiresAt.toISOString(), mime_type: mediaType, version: VERSION };
  const { signed_upload_url: address } = readAnswer(await call('CreateArtifact', wanted), created);
  await putBlob(address, { content, mediaType }, access, signal);
  const digest = createHash('sha256').update(content).digest('hex');
  const end = await call('FinalizeArtifact', { size: String(content.length), hash: `sha256:${digest}` });
  return readAnswer(end, finalized).artifact_id;
}

/** The run and the job that the runner's token is for, a JWT with the scope `Actions.Results:<run>:<job>`. */
function backendIds(token: string): { workflow_run_backend_id: string; workflow_job_run_backend_id: string } {
  const [, run, job] = /(?:^|\s)Actions\.Results:([^:\s]+):([^:\s]+)(?:\s|$)/.exec(scopes(token)) ?? [];
  if (run === undefined || job === undefined) throw new Error("the runner's token names no run and job");
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}

const token = z.object({ scp: z.string() });

const scopes = (jwt: string): string =>
  token.safeParse(parseJson(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())).data?.scp ?? '';
