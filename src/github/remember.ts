import type { Push } from '../model/memory.ts';
import type { Report } from '../model/report.ts';
import { rememberPush, sincePush } from '../report/memory.ts';
import type { Client } from './api/client.ts';
import type { PullRequest } from './events/event.ts';
import type { CommentMode } from './inputs.ts';
import { readRecorded } from './publish/comment.ts';
import type { Recorded } from './publish/marker.ts';

interface RememberRequest {
  /** Null if there is no token. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  readonly pull: Pick<PullRequest, 'number' | 'headSha'> | null;
  /** With `never`, there is no comment to read from. */
  readonly comment: CommentMode;
}

interface Remembered {
  readonly report: Report;
  /** Records for later runs; if empty, the comment's records stay. */
  readonly recorded: Pick<Partial<Recorded>, 'pushes'>;
}

/**
 * Adds to the report which findings are new, gone or unchanged since the last push of its pull request, by our own
 * comment. A second run of the same push, as after a label was set, is compared with the push before. Without GitHub's
 * answer, nothing is added: posting the comment will report why.
 */
export async function remember(report: Report, request: RememberRequest): Promise<Remembered> {
  const { client, owner, repo, pull, comment } = request;
  if (client === null || pull === null || comment === 'never' || report.shard !== null) return { report, recorded: {} };
  const place = { client, owner, repo, number: pull.number, name: report.name };
  const known = await readRecorded(place).catch(() => null);
  if (known === null) return { report, recorded: {} };
  const before: Push | null = known.pushes.find(({ sha }) => sha !== pull.headSha) ?? null;
  const pushes = [rememberPush(report, pull.headSha, before), ...(before === null ? [] : [before])];
  return { report: before === null ? report : { ...report, memory: sincePush(report, before) }, recorded: { pushes } };
}
