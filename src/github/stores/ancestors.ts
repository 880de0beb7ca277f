import { z } from 'zod';
import type { Before } from '../../baseline/find-trail.ts';
import { GitError } from '../../errors.ts';
import { SHA } from '../../model/sha.ts';
import { demand, type Repository } from '../../workspace/git/git.ts';
import { isShallow } from '../../workspace/git/history.ts';
import type { Client } from '../api/client.ts';

interface AncestorsRequest {
  readonly repository: Repository;
  /** Null if only the clone can be asked. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
}

/** How far back baselines are looked for. */
const MOST_ANCESTORS = 50;

/**
 * The 50 commits before `sha` along first parents, the nearest first: from the clone or, if that is too shallow, from
 * GitHub. Fewer if not all are known. Rejects only if the run is cancelled.
 */
export async function lineBefore(sha: string, request: AncestorsRequest): Promise<Before> {
  const { repository } = request;
  const local = await fromClone(sha, repository);
  if (local.isAll || local.commits.length === MOST_ANCESTORS) return local;
  const remote = await fromGitHub(sha, request).catch(() => UNKNOWN);
  repository.signal.throwIfAborted();
  return remote.commits.length > local.commits.length || remote.isAll ? remote : local;
}

/** The same without whether there are more. */
export const ancestorsOf = async (sha: string, request: AncestorsRequest): Promise<readonly string[]> =>
  (await lineBefore(sha, request)).commits;

const UNKNOWN: Before = { commits: [], isAll: false };

async function fromClone(sha: string, repository: Repository): Promise<Before> {
  try {
    const count = `--max-count=${MOST_ANCESTORS + 1}`;
    const [, ...commits] = (await demand(['rev-list', '--first-parent', count, sha, '--'], repository)).split('\n');
    return { commits, isAll: commits.length < MOST_ANCESTORS && !(await isShallow(repository)) };
  } catch (error) {
    if (error instanceof GitError) return UNKNOWN;
    throw error;
  }
}

const commits = z.array(z.object({ sha: z.string(), parents: z.array(z.object({ sha: z.string().regex(SHA) })) }));

async function fromGitHub(sha: string, { client, owner, repo }: AncestorsRequest): Promise<Before> {
  if (client === null) return UNKNOWN;
  const { data } = await client.rest.repos.listCommits({ owner, repo, sha, per_page: 100 });
  const parents = new Map(commits.parse(data).map((commit) => [commit.sha, commit.parents[0]?.sha]));
  const found: string[] = [];
  let last = sha;
  for (let next = parents.get(sha); next !== undefined && found.length < MOST_ANCESTORS; next = parents.get(next)) {
    found.push(next);
    last = next;
  }
  return { commits: found, isAll: parents.has(last) && parents.get(last) === undefined };
}
