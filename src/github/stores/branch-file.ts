import { posix } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { MOST_STORED_BYTES } from '../../baseline/store.ts';
import { readWithin } from '../api/read-within.ts';
import { isRequestError } from '../api/retry.ts';
import { type BranchPlace, createBranch, hasBranch } from './orphan-branch.ts';

export interface Target extends BranchPlace {
  /** Path of the file on the branch. */
  readonly path: string;
}

/** Null if there is no such file or no such branch. */
export async function readFile({ client, owner, repo, branch, path }: Target): Promise<Buffer | null> {
  try {
    const { data } = await client.rest.repos.getContent({
      owner,
      repo,
      path,
      ref: `refs/heads/${branch}`,
      // Raw, because GitHub's JSON holds at most 1 MB.
      mediaType: { format: 'raw' },
      request: { parseSuccessResponseBody: false },
    });
    const content = await readWithin(data as unknown as ReadableStream<Uint8Array>, MOST_STORED_BYTES);
    if (content === null) throw new Error(`its file is larger than ${MOST_STORED_BYTES / 1e6} MB`);
    return content;
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/** Most entries of a folder that GitHub lists; it omits the rest without notice. */
const MOST_LISTED = 1_000;

/** The names in the file's folder; null if they are too many for one list. */
export async function listFolder({ client, owner, repo, branch, path }: Target): Promise<ReadonlySet<string> | null> {
  try {
    const folder = { owner, repo, path: posix.dirname(path), ref: `refs/heads/${branch}` };
    const { data } = await client.rest.repos.getContent(folder);
    const names = entries.parse(data).map(({ name }) => name);
    return names.length < MOST_LISTED ? new Set(names) : null;
  } catch (error) {
    if (hasStatus(error, 404)) return new Set();
    throw error;
  }
}

const entries = z.array(z.object({ name: z.string() }));

interface Writing {
  readonly content: Buffer;
  /** The commit message. */
  readonly message: string;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

const MOST_TRIES = 5;
/** Not all of GitHub's servers know a new branch at once. */
const MOST_NOT_FOUND = 2;

/**
 * Commits the file to the branch, and creates the branch if it is missing. An existing file stays. It touches nothing else
 * on the branch and forces nothing: if another commit comes in between, GitHub refuses, and it tries again.
 */
export async function writeFile(target: Target, { content, message, pauseMs, signal }: Writing): Promise<void> {
  const { client, owner, repo, branch, path } = target;
  const file = { owner, repo, branch, path, message, content: content.toString('base64') };
  let notFound = 0;
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      await client.rest.repos.createOrUpdateFileContents(file);
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !hasStatus(error, 404, 409, 422)) throw error;
      if (hasStatus(error, 404)) {
        // GitHub also answers 404 if a token may not write.
        if (++notFound > MOST_NOT_FOUND) throw error;
        if (!(await hasBranch(target))) {
          await createBranch(target);
          continue;
        }
      } else if ((await readFile(target)) !== null) {
        // Without the sha of an existing file GitHub does not replace it.
        return;
      }
    }
    // Another job's commit or branch came in between. A random pause keeps the two from colliding again.
    await sleep(pauseMs * 2 ** (tries - 1) * (0.5 + Math.random()), undefined, { signal });
  }
}

const hasStatus = (error: unknown, ...statuses: number[]): boolean =>
  isRequestError(error) && error.response !== undefined && statuses.includes(error.status);
