import { posix } from 'node:path';
import { z } from 'zod';
import { CONFIG_FILES, parseLoaded } from '../../config/load.ts';
import { noConfig, resolve, type WrittenPlan } from '../../config/resolve.ts';
import { UsageError } from '../../errors.ts';
import type { Client } from '../api/client.ts';
import { isRequestError } from '../api/retry.ts';

export interface BaseConfigRequest {
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

export type BaseConfig =
  | { readonly ok: true; readonly plan: WrittenPlan }
  /** Base has a config that can't be used. */
  | { readonly ok: false; readonly why: string };

/**
 * Reads base's config through the API, because the author of the measurements must not choose their limits. Without a
 * config, the defaults hold.
 *
 * @throws what GitHub answers.
 */
export async function baseConfig(request: BaseConfigRequest): Promise<BaseConfig> {
  const { config, sha } = request;
  const short = sha.slice(0, 7);
  for (const file of config === null ? CONFIG_FILES : [config]) {
    const text = await readFile(file, request);
    if (text === null) continue;
    if (!text.ok) return { ok: false, why: `${file} of base (${short}) can't be read as a text file.` };
    try {
      return { ok: true, plan: resolve(parseLoaded(text.text, file, null)) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { ok: false, why: `${file} of base (${short}) is not valid for this version of perf-budget.` };
    }
  }
  // GitHub also answers 404 if a token may not read.
  await request.client.rest.git.getCommit({ owner: request.owner, repo: request.repo, commit_sha: sha });
  if (config === null) return { ok: true, plan: noConfig };
  return { ok: false, why: `The input \`config\` names ${config}, and base (${short}) has no such file.` };
}

const content = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() });

/** Null if there is no such file. GitHub follows symbolic links itself, and returns files of up to 1 MB. */
async function readFile(
  file: string,
  { client, owner, repo, sha, directory }: BaseConfigRequest,
): Promise<{ ok: true; text: string } | { ok: false } | null> {
  const path = posix.join(directory, file);
  try {
    const { data } = await client.rest.repos.getContent({ owner, repo, path, ref: sha });
    const read = content.safeParse(data);
    if (!read.success) return { ok: false };
    const bytes = Buffer.from(read.data.content, 'base64');
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return null;
    if (error instanceof TypeError) return { ok: false };
    throw error;
  }
}
