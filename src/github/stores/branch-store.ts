import { posix } from 'node:path';
import type { Store } from '../../baseline/store.ts';
import { safeName } from '../../text/safe-name.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { Client } from '../api/client.ts';
import { listFolder, readFile, type Target, writeFile } from './branch-file.ts';
import { NO_TOKEN, reason } from './refusal.ts';
import { untilAborted } from './until-aborted.ts';

interface BranchRequest {
  readonly branch: string;
  /** The input `name`, which keeps several perf-budgets in one repository apart. */
  readonly name: string;
  /** Null if there is no token: then reading and saving fail. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  /** The pause before trying again after another job's commit; each later one is twice as long. */
  readonly pauseMs?: number;
}

/** A branch that holds only baselines, one file a commit. They stay until somebody deletes them. */
export function openBranchStore({ name, client, pauseMs = 500, ...at }: BranchRequest): Store {
  const folder = name === 'default' ? 'perf-budget' : `perf-budget/${safeName(name)}`;

  async function withFile<T>(sha: string, permission: string, work: (target: Target) => Promise<T>): Promise<T> {
    if (client === null) throw new Error(NO_TOKEN);
    try {
      return await work({ ...at, client, path: `${folder}/${sha}.json.gz` });
    } catch (error) {
      throw new Error(reason(error, permission));
    }
  }

  let isFirst = true;
  let listing: Promise<ReadonlySet<string> | null> | null = null;

  /** A search past the first commit may ask for fifty, and GitHub allows a thousand requests an hour: it uses one list. */
  async function read(target: Target): Promise<Buffer | null> {
    if (isFirst) {
      isFirst = false;
      return readFile(target);
    }
    // If the list fails, each file is still tried.
    listing ??= listFolder(target).catch(() => null);
    const names = await listing;
    return names === null || names.has(posix.basename(target.path)) ? readFile(target) : null;
  }

  return {
    name: `the branch ${at.branch}`,
    read: (sha, signal) => untilAborted(() => withFile(sha, 'contents: read', read), signal),
    save(sha, content, signal) {
      const message = `perf-budget: baseline of ${shortSha(sha)}`;
      const write = (target: Target) => writeFile(target, { content, message, pauseMs, signal });
      return untilAborted(() => withFile(sha, 'contents: write', write), signal);
    },
  };
}
