import { type Client, isRequestError } from './client.ts';
import { BODY_BYTES } from './limits.ts';
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

/**
 * Keeps one comment a pull request and name: finds it by marker and author, updates it in place, and never writes over
 * what a later run has said. Throws what GitHub answers.
 */
export async function postComment(request: CommentRequest): Promise<CommentResult> {
  const login = await ownLogin(request.client);
  const marker = writeMarker(request.name, request.author);
  const body = `${marker}\n${request.render(BODY_BYTES - Buffer.byteLength(marker) - 1)}`;

  for await (const comment of ownComments(request, login)) {
    const updated = await update(request, comment, body);
    if (updated !== null) return updated;
    break; // It was deleted while we looked.
  }
  if (!request.create) return { kind: 'none' };
  const created = await create(request, body);
  return settle(request, login, created, body);
}

/** With a token of a workflow, only GraphQL tells who we are. It says `github-actions` where REST says `github-actions[bot]`. */
async function ownLogin(client: Client): Promise<string> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
  return withoutBot(viewer.login);
}

const withoutBot = (login: string) => login.replace(/\[bot\]$/, '');

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
    for (const comment of data) {
      const body = comment.body ?? '';
      if (!hasMarker(name, body) || withoutBot(comment.user?.login ?? '') !== login) continue;
      yield { id: comment.id, url: comment.html_url, body } satisfies Comment;
    }
  }
}

async function create({ client, owner, repo, number }: CommentRequest, body: string): Promise<Comment> {
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body });
  return { id: data.id, url: data.html_url, body };
}

/** Null: the comment is not there any more. */
async function update(request: CommentRequest, comment: Comment, body: string): Promise<CommentResult | null> {
  const { client, owner, repo, name, author } = request;
  if (isNewer(name, comment.body, author)) return { kind: 'newer', url: comment.url };
  // The marker is compared too: were it left at an older run, that run could still come in late and write over this.
  if (comment.body.trimEnd() === body.trimEnd()) return { kind: 'unchanged', url: comment.url };
  return ifFound(async () => {
    await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body });
    return { kind: 'updated', url: comment.url };
  });
}

/** Two jobs may both have found nothing and created a comment each: the oldest stays, and says what the latest run found. */
async function settle(request: CommentRequest, login: string, created: Comment, body: string): Promise<CommentResult> {
  const { client, owner, repo, name, author } = request;
  const [oldest = created, ...others] = await Array.fromAsync(ownComments(request, login));
  const result =
    oldest.id === created.id ? ({ kind: 'created', url: created.url } as const) : await update(request, oldest, body);
  if (result === null) return { kind: 'created', url: created.url };
  // One of a later run is left to that run, which is about to do the same.
  for (const other of others.filter((comment) => !isNewer(name, comment.body, author))) {
    await ifFound(() => client.rest.issues.deleteComment({ owner, repo, comment_id: other.id }));
  }
  return result;
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
