import { z } from 'zod';
import { type Client, ONCE } from '../api/client.ts';
import { BODY_BYTES } from '../api/limits.ts';
import { isRequestError, isUncertain, noAnswer } from '../api/retry.ts';
import { type Author, hasMarker, isNewer, type Recorded, readMarker, writeMarker } from './marker.ts';
import { login, ownLogin, withoutBot } from './own-login.ts';

interface CommentPlace {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  /** Number of the pull request. */
  readonly number: number;
  /** Keeps the comments of several perf-budgets on one pull request apart. */
  readonly name: string;
}

export interface CommentRequest extends CommentPlace {
  readonly author: Author;
  /** Records for later runs. A missing one stays as the comment has it. */
  readonly recorded: Partial<Recorded>;
  /** Whether a missing comment is created. An existing one is always updated. */
  readonly create: boolean;
  /** The text, at most `limitBytes` of UTF-8 long. */
  render(limitBytes: number): string;
}

type CommentResult =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'newer'; readonly url: string }
  | { readonly kind: 'none' };

interface Comment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** Most attempts to look and write, if GitHub does not confirm a write. */
const LOOKS = 3;

/**
 * Keeps one comment for each pull request and name. It finds the comment by marker and author, updates it in place, and
 * never overwrites a later run's.
 *
 * @throws GitHub's error.
 */
export async function postComment(request: CommentRequest): Promise<CommentResult> {
  const login = await ownLogin(request.client);
  for (let look = 1; ; look += 1) {
    try {
      return await lookAndWrite(request, login);
    } catch (error) {
      // Ours or that of a later run may be there now: sending again could make it two, or undo that.
      if (!isUncertain(error) || look === LOOKS) throw error;
    }
  }
}

/** The text in place of `before`; null: there was none. */
function bodyOf({ name, author, recorded, render }: CommentRequest, before: string | null): string {
  const marker = writeMarker(name, author, { ...(before === null ? {} : readMarker(name, before)), ...recorded });
  return `${marker}\n${render(BODY_BYTES - Buffer.byteLength(marker) - 1)}`;
}

/**
 * Reads the records that an earlier run's comment holds for later runs; empty if there is no comment.
 *
 * @throws GitHub's error.
 */
export async function readRecorded(place: CommentPlace): Promise<Recorded> {
  const login = await ownLogin(place.client);
  for await (const { body } of ownComments(place, login)) return readMarker(place.name, body);
  return { accepted: [], pushes: [] };
}

async function lookAndWrite(request: CommentRequest, login: string | null): Promise<CommentResult> {
  const found = login === null ? null : await settle(request, login);
  if (found !== null) return found;
  if (!request.create) return { kind: 'none' };
  const created = await create(request, bodyOf(request, null));
  try {
    // Another job may also have found none and created one. Another app's earlier comments are found only now.
    const settled = await settle(request, created.login);
    return settled === null || settled.kind === 'unchanged' ? { kind: 'created', url: created.url } : settled;
  } catch {
    return { kind: 'created', url: created.url };
  }
}

/** Keeps the oldest of several comments, with the result of the latest run. Null if there is none. */
async function settle(request: CommentRequest, login: string): Promise<CommentResult | null> {
  const { client, owner, repo, name, author } = request;
  const comments = await Array.fromAsync(ownComments(request, login));
  for (const [index, oldest] of comments.entries()) {
    const result = await update(request, oldest);
    if (result === null) continue; // it was deleted meanwhile
    // A later run deletes its own; the next run deletes one that can't be deleted now.
    for (const other of comments.slice(index + 1).filter((comment) => !isNewer(name, comment.body, author))) {
      await client.rest.issues.deleteComment({ owner, repo, comment_id: other.id }).catch(() => null);
    }
    return result;
  }
  return null;
}

const commentPage = z.array(
  z.object({
    id: z.int(),
    html_url: z.string(),
    body: z.string().nullish(),
    /** Null if the account is gone. */
    user: login.nullish(),
  }),
);

/** Oldest first. A token that may write can edit everybody's comments, so the author counts as much as the marker. */
async function* ownComments({ client, owner, repo, number, name }: CommentPlace, login: string) {
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

const newComment = z.object({ html_url: z.string(), user: login });

async function create(
  { client, owner, repo, number }: CommentRequest,
  body: string,
): Promise<{ url: string; login: string }> {
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body, request: ONCE });
  const created = newComment.safeParse(data);
  if (!created.success) throw noAnswer('its answer is not about the new comment');
  return { url: created.data.html_url, login: withoutBot(created.data.user.login) };
}

/** Null if the comment is gone. */
async function update(request: CommentRequest, comment: Comment): Promise<CommentResult | null> {
  const { client, owner, repo, name, author } = request;
  if (isNewer(name, comment.body, author)) return { kind: 'newer', url: comment.url };
  const body = bodyOf(request, comment.body);
  // The marker is compared, too: an older run that ends late could write over an older marker.
  if (comment.body.trimEnd() === body.trimEnd()) return { kind: 'unchanged', url: comment.url };
  return ifFound(async () => {
    await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body, request: ONCE });
    return { kind: 'updated', url: comment.url };
  });
}

/** Null if GitHub answers 404: another job has deleted it. */
async function ifFound<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return null;
    throw error;
  }
}
