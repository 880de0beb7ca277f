import { z } from 'zod';

const BRANCH = 'refs/heads/';

const ref = z.string().startsWith(BRANCH);
const pullRequest = z.object({ pull_request: z.object({ base: z.object({ ref: z.string() }) }) });
const mergeGroup = z.object({ merge_group: z.object({ base_ref: ref }) });
const pushed = z.object({ ref });
const scheduled = z.object({ repository: z.object({ default_branch: z.string() }) });

/**
 * The branch of the event's base. If the event's commit may be stored, this is also that commit's branch. Empty if
 * GitHub names none, as for a tag.
 */
export function branchOf(payload: unknown): string {
  const pull = pullRequest.safeParse(payload);
  if (pull.success) return pull.data.pull_request.base.ref;
  const group = mergeGroup.safeParse(payload);
  const push = pushed.safeParse(payload);
  const full = group.data?.merge_group.base_ref ?? push.data?.ref;
  if (full !== undefined) return full.slice(BRANCH.length);
  // A push of a tag names a ref, too.
  if (typeof (payload as { ref?: unknown } | null)?.ref === 'string') return '';
  return scheduled.safeParse(payload).data?.repository.default_branch ?? '';
}
