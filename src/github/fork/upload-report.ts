import { artifactName } from '../artifacts/name.ts';
import { type FileUpload, uploadFile } from '../artifacts/upload.ts';

interface UploadRequest extends Omit<FileUpload, 'artifact' | 'retentionDays'> {
  readonly name: string;
}

/** Outlasts a workflow that waits for an approval, and does not fill the repository's storage. */
const RETENTION_DAYS = 7;

/**
 * Uploads report.json as an artifact, so that a second workflow can post what this one may not. It uses the runner's own
 * token, which a pull request from a fork has, too. Never throws; returns a sentence for the log.
 */
export async function uploadReport({ name, ...upload }: UploadRequest): Promise<string> {
  const artifact = artifactName(name, upload.environment.runAttempt);
  const why = await uploadFile({ ...upload, artifact, retentionDays: RETENTION_DAYS });
  if (why !== null) return `The report was not uploaded for a second workflow to post: ${why}.`;
  return `The report was uploaded as the artifact ${artifact}. A workflow with \`on: workflow_run\` and this same action posts it.`;
}
