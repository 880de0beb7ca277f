import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectPullRequestCode } from '../../src/github/checked-out.ts';
import { checkOutPullRequest, git, type PullRequestCheckout } from '../support/git/pull-request.ts';

let folder: string;
let checkout: PullRequestCheckout;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checked-out-'));
  checkout = await checkOutPullRequest(folder, { base: { 'a.txt': '1' }, head: { 'a.txt': '2' } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function expectOn(kind: 'pull_request' | 'pull_request_target', commit: string) {
  await git(checkout.workspace, 'fetch', '--quiet', '--depth=1', 'origin', commit);
  await git(checkout.workspace, 'checkout', '--quiet', '--detach', commit);
  return expectPullRequestCode(
    { kind, pull: { number: 2, headSha: checkout.head, fork: false } },
    { directory: checkout.workspace, token: null, serverUrl: '', signal: new AbortController().signal },
  );
}

it("on pull_request_target, the pull request's head and its merge commit are its code", async () => {
  await expectOn('pull_request_target', checkout.head);
  await expectOn('pull_request_target', checkout.mergeCommit);
});

it('the default branch, which a checkout gives there, is not', async () => {
  await expect(expectOn('pull_request_target', checkout.base)).rejects.toThrow(
    /base branch is checked out.*not that of pull request #2. Use `on: pull_request`/,
  );
});

it('on pull_request it is up to the workflow what is checked out', async () => {
  await expectOn('pull_request', checkout.base);
});
