import { z } from 'zod';
import { ask, type Repository } from '../../workspace/git.ts';
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
  const count = `--max-count=${MOST_ANCESTORS + 1}`;
  const text = await ask(['rev-list', '--first-parent', count, sha, '--'], repository);
  const [, ...local] = (text ?? '').split('\n');
  if (local.length === MOST_ANCESTORS) return local;
  const isWhole = text !== null && (await ask(['rev-parse', '--is-shallow-repository'], repository)) === 'false';
  if (isWhole) return local;

  const remote = await fromGitHub(sha, request).catch(() => []);
  repository.signal.throwIfAborted();
  return remote.length > local.length ? remote : local;
}

const commits = z.array(
  z.object({ sha: z.string(), parents: z.array(z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) })) }),
);

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
