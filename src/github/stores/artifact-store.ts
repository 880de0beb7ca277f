import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MOST_STORED_BYTES, type Store } from '../../baseline/store.ts';
import type { Client } from '../api/client.ts';
import { downloadArtifact } from '../artifacts/download.ts';
import { baselineArtifactName } from '../artifacts/name.ts';
import { unzipOne } from '../artifacts/unzip.ts';
import { uploadFile } from '../artifacts/upload.ts';
import type { Environment } from '../environment.ts';
import { NO_TOKEN, reason } from './reason.ts';
import { untilAborted } from './until-aborted.ts';

export interface ArtifactStoreRequest {
  readonly name: string;
  readonly environment: Pick<Environment, 'isEnterpriseServer' | 'owner' | 'repo'>;
  readonly variables: NodeJS.ProcessEnv;
  /** Null: there is no token, and nothing can be read. */
  readonly client: Client | null;
  /** A folder for temporary files. */
  readonly temporary: string;
}

const FILE = 'baseline.json.gz';
/** The most that GitHub keeps them without being told to. */
const RETENTION_DAYS = 90;
/** Of one commit: a run that was repeated may have left several. */
const MOST_TRIED = 3;
/** The archive around a file that is compressed already. */
const ARCHIVE_BYTES = MOST_STORED_BYTES + 100_000;

/** Artifacts of the workflow runs of a commit: `actions: read` reads them, no permission at all saves them. */
export function openArtifactStore(request: ArtifactStoreRequest): Store {
  const { environment, variables, client, temporary } = request;
  const { owner, repo } = environment;
  const artifact = baselineArtifactName(request.name);
  let listing: Promise<readonly Listed[]> | null = null;

  async function find(sha: string): Promise<Buffer | null> {
    if (client === null) throw new Error(NO_TOKEN);
    const repository = { client, owner, repo };
    listing ??= list(repository, artifact);
    const ofCommit = (await listing).filter((one) => one.sha === sha).slice(0, MOST_TRIED);
    let why = '';
    for (const { id } of ofCommit) {
      const archive = await downloadArtifact(repository, id, ARCHIVE_BYTES);
      const unzipped = archive === null ? TOO_LARGE : unzipOne(archive, { entry: FILE, bytes: MOST_STORED_BYTES });
      if (unzipped.ok) return unzipped.content;
      why ||= `the artifact of ${sha.slice(0, 7)} can't be used: ${unzipped.why}`;
    }
    if (why !== '') throw new Error(why);
    return null;
  }

  return {
    name: 'the artifacts of workflow runs',
    // Read by the API, and saved by the runner, where there is one.
    isReadOnly: !variables.ACTIONS_RUNTIME_TOKEN || !variables.ACTIONS_RESULTS_URL,
    async read(sha, signal) {
      const found = () =>
        find(sha).catch((error: unknown) => {
          throw new Error(reason(error, 'actions: read'));
        });
      return untilAborted(found, signal);
    },
    async save(_sha, content, signal) {
      const folder = await mkdtemp(join(temporary, 'baseline-'));
      try {
        const file = join(folder, FILE);
        await writeFile(file, content);
        const upload = { artifact, file, retentionDays: RETENTION_DAYS, environment, variables, signal };
        const why = await uploadFile(upload);
        // Of this run's commit, by an attempt or a job before.
        if (why !== null && !/already exists/i.test(why)) throw new Error(why);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const TOO_LARGE = { ok: false, why: `it is larger than ${MOST_STORED_BYTES / 1e6} MB` } as const;

interface Listed {
  readonly id: number;
  /** The commit of its run. */
  readonly sha: string;
}

const answer = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      expired: z.boolean(),
      workflow_run: z
        .object({ head_sha: z.string(), repository_id: z.int(), head_repository_id: z.int() })
        .partial()
        .nullish(),
    }),
  ),
});

/** The last hundred, the newest first. */
async function list(
  { client, owner, repo }: { client: Client; owner: string; repo: string },
  artifact: string,
): Promise<readonly Listed[]> {
  const { data } = await client.rest.actions.listArtifactsForRepo({ owner, repo, name: artifact, per_page: 100 });
  const parsed = answer.safeParse(data);
  if (!parsed.success) throw new Error("GitHub's list of them is not what it should be");
  return parsed.data.artifacts
    .flatMap(({ id, name, expired, workflow_run: run }): Listed[] => {
      if (name !== artifact || expired || run?.head_sha === undefined) return [];
      // A run for a fork's pull request leaves what the fork wants, by whatever name.
      if (run.repository_id === undefined || run.repository_id !== run.head_repository_id) return [];
      return [{ id, sha: run.head_sha }];
    })
    .toSorted((a, b) => b.id - a.id);
}
