import { z } from 'zod';
import { type Client, ONCE } from '../api/client.ts';
import { BODY_BYTES } from '../api/limits.ts';
import { type Message, messages, type Refusal } from '../api/refusal.ts';
import { isUncertain } from '../api/retry.ts';
import { type Author, hasMarker, isNewer, readLevel, writeClosedMarker, writeMarker } from './marker.ts';
import { login, ownLogin, withoutBot } from './own-login.ts';

interface IssuePlace {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** Keeps the issues of several perf-budgets apart. */
  readonly name: string;
}

export const ISSUE_PERMISSION = 'issues: write';

/** One notice, since the verdict does not depend on an issue. */
export const issueNotices = (refused: Refusal): Message[] =>
  messages([refused], false).map(({ text }) => ({ level: 'notice', text }));

interface KeepRequest extends IssuePlace {
  readonly author: Author;
  /** `closed`: the run compared, and passed. */
  readonly state: 'open' | 'closed';
  readonly title: string;
  /** The text, at most `limitBytes` of UTF-8 long. */
  render(limitBytes: number): string;
}

/** A level that somebody accepted. */
export interface AcceptedLevel {
  readonly sha: string;
  readonly issue: number;
}

/** Most attempts to look and write, if GitHub does not confirm a write. */
const LOOKS = 3;

/**
 * Keeps one open issue for each name: opens, updates and closes it. Issues of other authors are left alone, whatever
 * their text.
 *
 * @throws GitHub's error.
 */
export async function keepIssue(request: KeepRequest): Promise<void> {
  const own = await ownLogin(request.client);
  for (let look = 1; ; look += 1) {
    try {
      return await lookAndWrite(request, own);
    } catch (error) {
      // It may be there now: sending again could make it two.
      if (!isUncertain(error) || look === LOOKS) throw error;
    }
  }
}

async function lookAndWrite(request: KeepRequest, own: string): Promise<void> {
  const { client, owner, repo, name, author, state, title, render } = request;
  const found = await first(ownIssues(request, own, { state: 'open' }));
  if (found === null && state === 'closed') return;
  if (found !== null && isNewer(name, found.body, author)) return;
  const marker = (state === 'closed' ? writeClosedMarker : writeMarker)(name, author);
  const body = `${marker}\n${render(BODY_BYTES - Buffer.byteLength(marker) - 1)}`;
  if (found === null) {
    await client.rest.issues.create({ owner, repo, title, body, request: ONCE });
    return;
  }
  const change = state === 'closed' ? ({ state, state_reason: 'completed' } as const) : { title };
  await client.rest.issues.update({ owner, repo, issue_number: found.number, body, ...change, request: ONCE });
}

/**
 * The level at which somebody closed the newest issue by hand since a time (ISO 8601); null: nobody did.
 *
 * @throws GitHub's error.
 */
export async function acceptedLevel(place: IssuePlace, since: string): Promise<AcceptedLevel | null> {
  const own = await ownLogin(place.client);
  for await (const { number, body } of ownIssues(place, own, { state: 'closed', since })) {
    const sha = readLevel(place.name, body);
    if (sha !== null) return { sha, issue: number };
  }
  return null;
}

const issues = z.array(
  z.object({
    number: z.int(),
    body: z.string().nullish(),
    /** Null if the account is gone. */
    user: login.nullish(),
  }),
);

/** The newest first. */
async function* ownIssues(
  { client, owner, repo, name }: IssuePlace,
  own: string,
  which: { readonly state: 'open' | 'closed'; readonly since?: string },
) {
  const order = { sort: 'created', direction: 'desc', per_page: 100 } as const;
  for await (const { data } of client.paginate.iterator(client.rest.issues.listForRepo, {
    ...{ owner, repo, ...order, ...which },
  })) {
    const page = issues.safeParse(data);
    if (!page.success) throw new Error('GitHub did not answer with issues');
    for (const { number, body, user } of page.data) {
      if (hasMarker(name, body ?? '') && withoutBot(user?.login ?? '') === own) yield { number, body: body ?? '' };
    }
  }
}

async function first<T>(all: AsyncIterable<T>): Promise<T | null> {
  for await (const one of all) return one;
  return null;
}
