import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { zipSync } from 'fflate';
import { artifactName } from '../artifacts/name.ts';
import { type Upload, upload } from '../artifacts/upload.ts';

interface UploadRequest extends Pick<Upload, 'environment' | 'variables' | 'signal' | 'limitMs'> {
  /** Path of report.json. */
  readonly file: string;
  readonly name: string;
}

/** Outlasts a workflow that waits for an approval, and does not fill the repository's storage. */
const RETENTION_DAYS = 7;

/**
 * Uploads report.json as an artifact, so that a second workflow can post what this one may not. It uses the runner's own
 * token, which a pull request from a fork has, too. Never throws; returns a sentence for the log.
 */
export async function uploadReport({ name, file, ...request }: UploadRequest): Promise<string> {
  const artifact = artifactName(name, request.environment.runAttempt);
  const uploaded = await readFile(file).then(
    (content) =>
      upload({
        ...request,
        artifact,
        content: Buffer.from(zipSync({ [basename(file)]: content })),
        mediaType: 'application/zip',
        retentionDays: RETENTION_DAYS,
      }),
    (error: Error) => ({ ok: false as const, why: error.message }),
  );
  if (!uploaded.ok) return `The report was not uploaded for a second workflow to post: ${uploaded.why}.`;
  return `The report was uploaded as the artifact ${artifact}. A workflow with \`on: workflow_run\` and this same action posts it.`;
}
