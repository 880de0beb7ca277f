import { artifactName } from '../artifacts/name.ts';
import { type FileUpload, uploadFile } from '../artifacts/upload.ts';

export interface UploadRequest extends Omit<FileUpload, 'artifact' | 'retentionDays'> {
  readonly name: string;
}

/** Long enough to be read by a workflow that waits for an approval, and short enough to fill no store. */
const RETENTION_DAYS = 7;

/**
 * Uploads report.json for a second workflow, which may post where this one may not. It takes the runner's token, which
 * a pull request from a fork has, too. Never throws; what it gives is to be told: that it worked, or why it did not.
 */
export async function uploadReport({ name, ...upload }: UploadRequest): Promise<string> {
  const artifact = artifactName(name);
  const why = await uploadFile({ ...upload, artifact, retentionDays: RETENTION_DAYS });
  if (why !== null) return `The report was not uploaded for a second workflow to post: ${why}.`;
  return `The report was uploaded as the artifact ${artifact}. A workflow with \`on: workflow_run\` and this same action posts it.`;
}
