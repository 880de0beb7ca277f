import { z } from 'zod';
import type { IdleEvent, MeasuredEvent } from './event.ts';
import { isBranch, parse, sha } from './payload.ts';

const push = z.object({
  ref: z.string(),
  before: sha,
  after: sha,
  deleted: z.boolean(),
  forced: z.boolean(),
  head_commit: z.object({ id: sha }).nullable(),
});

export function fromPush(payload: unknown): MeasuredEvent | IdleEvent {
  const { ref, before, after, deleted, forced, head_commit } = parse(push, 'push', payload);
  if (deleted) return { kind: 'idle', why: `This push deleted its ${isBranch(ref) ? 'branch' : 'tag'}` };
  return {
    kind: 'push',
    pull: null,
    // For an annotated tag, `after` is the tag's own sha, which can't have a check.
    commit: head_commit?.id ?? after,
    base: /^0+$/.test(before)
      ? { kind: 'none', reason: 'this push created the branch or tag, so there is nothing before it' }
      : {
          kind: 'commit',
          sha: before,
          ...(forced && { mayBeGone: true }),
          reason: `the ${isBranch(ref) ? 'branch' : 'tag'} before this ${forced ? 'forced ' : ''}push`,
        },
    mayStore: isBranch(ref),
  };
}
