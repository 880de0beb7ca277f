import { z } from 'zod';
import { type Client, ONCE } from '../api/client.ts';
import { BODY_BYTES } from '../api/limits.ts';
import { isRequestError, isUncertain, noAnswer } from '../api/retry.ts';
import { type Author, hasMarker, isNewer, writeMarker } from './marker.ts';

export interface CommentRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** Number of the pull request. */
  readonly number: number;
  /** Tells the comments of several perf-budgets on one pull request apart. */
  readonly name: string;
  readonly author: Author;
  /** Whether a comment is written where there is none yet. One that is there is always brought up to date. */
  readonly create: boolean;
  /** The text, at most `limitBytes` of UTF-8 long. */
  render(limitBytes: number): string;
}

export type CommentResult =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'newer'; readonly url: string }
  | { readonly kind: 'none' };

interface Comment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** Looks and writes so often at most, where GitHub does not say whether it has written. */
const LOOKS = 3;

/**
 * Keeps one comment a pull request and name: finds it by marker and author, updates it in place, and never writes over
 * what a later run has said. Throws what GitHub answers.
 */
export async function postComment(request: CommentRequest): Promise<CommentResult> {
  const login = await ownLogin(request.client);
  const marker = writeMarker(request.name, request.author);
  const body = `${marker}\n${request.render(BODY_BYTES - Buffer.byteLength(marker) - 1)}`;

  for (let look = 1; ; look += 1) {
    try {
      return await lookAndWrite(request, login, body);
    } catch (error) {
      // A comment may be there now, ours or that of a later run: to send the same again could make it two, or undo that.
      if (!isUncertain(error) || look === LOOKS) throw error;
    }
  }
}

async function lookAndWrite(request: CommentRequest, login: string, body: string): Promise<CommentResult> {
  const found = await settle(request, login, body);
  if (found !== null) return found;
  if (!request.create) return { kind: 'none' };
  const created = await create(request, body);
  try {
    // Another job may have found nothing, too, and have created one.
    const settled = await settle(request, login, body);
    return settled === null || settled.kind === 'unchanged' ? { kind: 'created', url: created.url } : settled;
  } catch {
    return { kind: 'created', url: created.url };
  }
}

/** Of several comments the oldest stays, and says what the latest run found. Null: there is none. */
async function settle(request: CommentRequest, login: string, body: string): Promise<CommentResult | null> {
  const { client, owner, repo, name, author } = request;
  const comments = await Array.fromAsync(ownComments(request, login));
  for (const [index, oldest] of comments.entries()) {
    const result = await update(request, oldest, body);
    if (result === null) continue; // It was deleted while we looked.
    // One of a later run is left to that run, which is about to do the same. One that can't be deleted is left to the next.
    for (const other of comments.slice(index + 1).filter((comment) => !isNewer(name, comment.body, author))) {
      await client.rest.issues.deleteComment({ owner, repo, comment_id: other.id }).catch(() => null);
    }
    return result;
  }
  return null;
}

const viewer = z.object({ viewer: z.object({ login: z.string().min(1) }) });

/** With a token of a workflow, only GraphQL tells who we are. It says `github-actions` where REST says `github-actions[bot]`. */
async function ownLogin(client: Client): Promise<string> {
  const parsed = viewer.safeParse(await client.graphql('{ viewer { login } }'));
  if (!parsed.success) throw new Error('GitHub did not tell whose token this is');
  return withoutBot(parsed.data.viewer.login);
}

const withoutBot = (login: string) => login.replace(/\[bot\]$/, '');

const commentPage = z.array(
  z.object({
    id: z.int(),
    html_url: z.string(),
    body: z.string().nullish(),
    /** Null: the account is gone. */
    user: z.object({ login: z.string() }).nullish(),
  }),
);

/**
 * Oldest first. A token that may write can edit everybody's comments, so the author counts as much as the marker.
 */
async function* ownComments({ client, owner, repo, number, name }: CommentRequest, login: string) {
  const pages = client.paginate.iterator(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const page = commentPage.safeParse(data);
    if (!page.success) throw new Error('GitHub did not answer with comments');
    for (const comment of page.data) {
      const body = comment.body ?? '';
      if (!hasMarker(name, body) || withoutBot(comment.user?.login ?? '') !== login) continue;
      yield { id: comment.id, url: comment.html_url, body } satisfies Comment;
    }
  }
}

async function create({ client, owner, repo, number }: CommentRequest, body: string): Promise<{ url: string }> {
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body, request: ONCE });
  const created = z.object({ html_url: z.string() }).safeParse(data);
  if (!created.success) throw noAnswer('its answer is not about the new comment');
  return { url: created.data.html_url };
}

/** Null: the comment is not there any more. */
async function update(request: CommentRequest, comment: Comment, body: string): Promise<CommentResult | null> {
  const { client, owner, repo, name, author } = request;
  if (isNewer(name, comment.body, author)) return { kind: 'newer', url: comment.url };
  // The marker is compared too: were it left at an older run, that run could still come in late and write over this.
  if (comment.body.trimEnd() === body.trimEnd()) return { kind: 'unchanged', url: comment.url };
  return ifFound(async () => {
    await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body, request: ONCE });
    return { kind: 'updated', url: comment.url };
  });
}

/** Null where GitHub answers 404: somebody else was faster to delete it. */
async function ifFound<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return null;
    throw error;
  }
}
