import { posix } from 'node:path';
import { z } from 'zod';
import { type BaseConfig, type ReadFile, readBaseConfig } from '../../config/base-config.ts';
import { CONFIG_FILES } from '../../config/load.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { Client } from '../api/client.ts';
import { isRequestError } from '../api/retry.ts';

interface BaseConfigRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** The commit that the pull request will be merged into. */
  readonly sha: string;
  /** The working directory relative to the repository's root, with slashes; empty for the root itself. */
  readonly directory: string;
  /** The input `config`; null if it has a usual name. */
  readonly config: string | null;
}

/**
 * The config that base has, through the API: the author of a fork's report must not choose the limits that decide
 * it. Without a config, the defaults hold. Rejects with GitHub's answer if it refuses.
 */
export async function baseConfig(request: BaseConfigRequest): Promise<BaseConfig> {
  const { config, sha, client, owner, repo } = request;
  const files = config === null ? CONFIG_FILES : [config];
  const found = await readBaseConfig(sha, files, null, (file) => readFile(file, request));
  if (!found.ok || found.file !== null) return found;
  // GitHub also answers "not found" where a token may not look.
  await client.rest.git.getCommit({ owner, repo, commit_sha: sha });
  if (config === null) return found;
  return { ok: false, why: `The input \`config\` names ${config}, and base (${shortSha(sha)}) has no such file` };
}

const content = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

const UNREADABLE = { ok: false, message: 'it is not a text file that GitHub serves' } as const;

/** GitHub follows symbolic links itself, and serves files of up to 1 MB. */
async function readFile(
  file: string,
  { client, owner, repo, sha, directory }: BaseConfigRequest,
): ReturnType<ReadFile> {
  const path = posix.join(directory, file);
  try {
    const { data } = await client.rest.repos.getContent({ owner, repo, path, ref: sha });
    const read = content.safeParse(data);
    if (!read.success) return UNREADABLE;
    const bytes = Buffer.from(read.data.content, 'base64');
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return { ok: true, text: null };
    if (error instanceof TypeError) return UNREADABLE;
    throw error;
  }
}
