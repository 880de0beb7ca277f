import { readFile } from 'node:fs/promises';
import { notice } from '@actions/core';
import type { Report } from '../../model/report.ts';
import { pageName } from '../artifacts/name.ts';
import { type Upload, upload } from '../artifacts/upload.ts';
import type { Environment } from '../environment.ts';
import type { Inputs } from '../inputs.ts';
import { hasNews } from './has-news.ts';

interface PageRequest extends Pick<Upload, 'variables' | 'signal'> {
  readonly report: Report;
  /** Path of report.html. */
  readonly file: string;
  readonly inputs: Pick<Inputs, 'artifact'>;
  readonly environment: Environment;
}

/** As long as GitHub keeps artifacts by itself. */
const RETENTION_DAYS = 90;
/** A page is worth a short wait, and the verdict comes after it. */
const LIMIT_MS = 10_000;

/**
 * Uploads the page as an artifact of its own, which browsers open directly, and returns its address. Null if the page
 * is not wanted or the upload failed, which costs only the link.
 */
export async function uploadPage(request: PageRequest): Promise<string | null> {
  const { report, file, inputs, environment, variables, signal } = request;
  if (inputs.artifact === 'never' || (inputs.artifact === 'on-change' && !hasNews(report))) return null;
  const uploaded = await upload({
    artifact: pageName(report.name, environment.runAttempt),
    content: await readFile(file),
    mediaType: 'text/html',
    retentionDays: RETENTION_DAYS,
    environment,
    variables,
    signal,
    limitMs: LIMIT_MS,
  });
  if (uploaded.ok) return `${environment.repositoryUrl}/actions/runs/${environment.runId}/artifacts/${uploaded.id}`;
  // Without the service, only users who asked for the page get a notice.
  if (uploaded.isOffered || inputs.artifact === 'always') notice(`report.html was not uploaded: ${uploaded.why}.`);
  return null;
}
