import { z } from 'zod';
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
export async function ancestorsOf(sha: string, request: AncestorsRequest): Promise<string[]> {
  const { repository } = request;
  const { local, isWhole } = await fromClone(sha, repository);
  if (isWhole) return local;
  const remote = await fromGitHub(sha, request).catch(() => []);
  repository.signal.throwIfAborted();
  return remote.length > local.length ? remote : local;
}

async function fromClone(sha: string, repository: Repository): Promise<{ local: string[]; isWhole: boolean }> {
  try {
    const count = `--max-count=${MOST_ANCESTORS + 1}`;
    const [, ...local] = (await demand(['rev-list', '--first-parent', count, sha, '--'], repository)).split('\n');
    const isWhole = local.length === MOST_ANCESTORS || !(await isShallow(repository));
    return { local, isWhole };
  } catch (error) {
    if (error instanceof GitError) return { local: [], isWhole: false };
    throw error;
  }
}

const commits = z.array(z.object({ sha: z.string(), parents: z.array(z.object({ sha: z.string().regex(SHA) })) }));

async function fromGitHub(sha: string, { client, owner, repo }: AncestorsRequest): Promise<string[]> {
  if (client === null) return [];
  const { data } = await client.rest.repos.listCommits({ owner, repo, sha, per_page: 100 });
  const parents = new Map(commits.parse(data).map((commit) => [commit.sha, commit.parents[0]?.sha]));
  const found: string[] = [];
  let next = parents.get(sha);
  while (next !== undefined && found.length < MOST_ANCESTORS) {
    found.push(next);
    next = parents.get(next);
  }
  return found;
}
