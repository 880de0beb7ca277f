import { z } from 'zod';
import { FILE_LIMITS } from '../../merge/limits.ts';
import type { Client } from '../api/client.ts';
import { downloadArtifact } from '../artifacts/download.ts';
import { artifactName } from '../artifacts/name.ts';
import { unzipOne } from '../artifacts/unzip.ts';

interface ReportRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** The run that measured. */
  readonly runId: number;
  readonly name: string;
}

type FetchedReport =
  /** Its bytes: nobody has read them yet. */
  | { readonly kind: 'report'; readonly content: Uint8Array }
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
 * @throws what GitHub answers.
 */
export async function fetchReport(request: ReportRequest): Promise<FetchedReport> {
  const { client, owner, repo, runId } = request;
  const name = artifactName(request.name);
  const { data } = await client.rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: runId,
    name,
    per_page: 100,
  });
  // Each attempt of a run may have one; the last counts.
  const [artifact] = list
    .parse(data)
    .artifacts.filter((one) => one.name === name && !one.expired)
    .toSorted((a, b) => b.id - a.id);
  if (artifact === undefined) return { kind: 'none' };
  if (artifact.size_in_bytes > ARCHIVE_BYTES) return tooLarge();

  const archive = await downloadArtifact(request, artifact.id, ARCHIVE_BYTES);
  if (archive === null) return tooLarge();
  const unzipped = unzipOne(archive, { entry: 'report.json', bytes: FILE_LIMITS.bytes });
  if (!unzipped.ok) return { kind: 'refused', why: `The artifact can't be used: ${unzipped.why}.` };
  return { kind: 'report', content: unzipped.content };
}

const tooLarge = (): FetchedReport => ({
  kind: 'refused',
  why: `The artifact can't be used: it is larger than ${ARCHIVE_BYTES / 1e6} MB.`,
});
