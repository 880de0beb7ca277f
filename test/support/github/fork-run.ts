import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenPull } from './loopback/state.ts';

const example = async (file: string) =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../github/events', `${file}.json`), 'utf8'));

interface Commits {
  readonly head: string;
  readonly base: string;
}

/** A run on a pull request of a fork has ended: GitHub's own examples, with another repository as their head. */
export async function forkRun(
  { head, base }: Commits,
  pulls: readonly { number?: number; sha?: string; baseSha?: string }[] = [{}],
): Promise<{ payload: unknown; pulls: OpenPull[] }> {
  const payload = await example('workflow_run.completed');
  const { pull_request: pull } = await example('pull_request.synchronize');
  const fork = { ...pull.head.repo, id: pull.base.repo.id + 1, full_name: 'stranger/shop' };
  const { workflow_run: run } = payload;
  payload.repository.id = pull.base.repo.id;
  Object.assign(run, {
    event: 'pull_request',
    head_branch: 'feature',
    head_sha: head,
    pull_requests: [],
    head_repository: { ...run.head_repository, id: fork.id, owner: { ...pull.user, login: 'stranger' } },
  });
  return {
    payload,
    pulls: pulls.map(({ number = 2, sha = head, baseSha = base }) => ({
      ...pull,
      number,
      head: { ...pull.head, ref: 'feature', sha, repo: fork, user: { ...pull.user, login: 'stranger' } },
      base: { ...pull.base, sha: baseSha },
    })),
  };
}
