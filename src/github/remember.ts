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
  /** With `never` there is no comment to remember by. */
  readonly comment: CommentMode;
}

interface Remembered {
  readonly report: Report;
  /** For later runs; empty: what is recorded stays. */
  readonly recorded: Pick<Partial<Recorded>, 'pushes'>;
}

/**
 * The report with what is new, gone and still there since the last push of its pull request, as our own comment remembers
 * that. A run of the same push again, as after a label was set, is compared with the push before. Without an answer of
 * GitHub's nothing is said: posting the comment will say why.
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
