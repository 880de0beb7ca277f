import { z } from 'zod';
import { FILE_LIMITS } from '../../merge/limits.ts';
import type { Client } from '../api/client.ts';
import { downloadArtifact } from '../artifacts/download.ts';
import { artifactName } from '../artifacts/name.ts';
import { unzipOne } from '../artifacts/unzip.ts';
import type { WorkflowRunEvent } from '../events/event.ts';
import { ranAgain } from './ran-again.ts';

interface ReportRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** The run that measured. */
  readonly event: Pick<WorkflowRunEvent, 'id' | 'attempt' | 'startedAt' | 'conclusion'>;
  readonly name: string;
}

type FetchedReport =
  /** Unread bytes of the report. `attempt`: the attempt that measured it. */
  | { readonly kind: 'report'; readonly content: Uint8Array; readonly attempt: number }
  | { readonly kind: 'none' }
  /** The artifact holds no usable report. `why` quotes nothing of it. */
  | { readonly kind: 'refused'; readonly why: string };

/** Limit of the compressed archive. Reports are text, and shrink to a tenth. */
const ARCHIVE_BYTES = 10_000_000;

const list = z.object({
  artifacts: z.array(
    z.object({ id: z.int(), name: z.string(), size_in_bytes: z.number(), expired: z.boolean().catch(false) }),
  ),
});

/**
 * Fetches the report that a run uploaded. Its content is not trusted.
 *
 * @throws GitHub's error.
 */
export async function fetchReport(request: ReportRequest): Promise<FetchedReport> {
  const artifact = await newestArtifact(request);
  if (artifact === null) return { kind: 'none' };
  if (artifact.size_in_bytes > ARCHIVE_BYTES) return tooLarge();

  const archive = await downloadArtifact(request, artifact.id, ARCHIVE_BYTES);
  if (archive === null) return tooLarge();
  const unzipped = unzipOne(archive, { entry: 'report.json', bytes: FILE_LIMITS.bytes });
  if (!unzipped.ok) return { kind: 'refused', why: `The artifact can't be used: ${unzipped.why}.` };
  return { kind: 'report', content: unzipped.content, attempt: artifact.attempt };
}

/**
 * The artifact of the last attempt that has one: a re-run of only the failed jobs need not measure again. An attempt
 * that measured but ended before its report has none.
 */
async function newestArtifact(request: ReportRequest) {
  const { client, owner, repo, event, name: ofReport } = request;
  for (let from = event.attempt; from >= 1; from -= 1) {
    const name = artifactName(ofReport, from);
    const asked = { owner, repo, run_id: event.id, name, per_page: 100 };
    const { data } = await client.rest.actions.listWorkflowRunArtifacts(asked);
    const [newest] = list
      .parse(data)
      .artifacts.filter((one) => one.name === name && !one.expired)
      .toSorted((a, b) => b.id - a.id);
    if (newest === undefined) continue;
    const isLeft = from < event.attempt && event.conclusion !== 'success' && (await ranAgain(from, request));
    return isLeft ? null : { ...newest, attempt: from };
  }
  return null;
}

const tooLarge = (): FetchedReport => ({
  kind: 'refused',
  why: `The artifact can't be used: it is larger than ${ARCHIVE_BYTES / 1e6} MB.`,
});
