import type { Client } from '../api/client.ts';
import { readWithin } from '../api/read-within.ts';

interface ArtifactRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
}

/** An artifact's archive; null if it is larger. The client's time limit for an attempt holds until the last byte. */
export async function downloadArtifact(
  { client, owner, repo }: ArtifactRequest,
  id: number,
  mostBytes: number,
): Promise<Buffer | null> {
  const { data } = await client.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: id,
    archive_format: 'zip',
    // As a stream, because its size is not known in advance.
    request: { parseSuccessResponseBody: false },
  });
  return readWithin(data as ReadableStream<Uint8Array>, mostBytes);
}
