import { z } from 'zod';

const date = z
  .union([z.string(), z.number().transform((seconds) => seconds * 1_000)])
  .transform((written) => new Date(written))
  .refine((read) => !Number.isNaN(read.getTime()))
  .transform((read) => read.toISOString());
const dates = z.object({
  pull_request: z.object({ updated_at: date }).optional().catch(undefined),
  merge_group: z
    .object({ head_commit: z.object({ timestamp: date }) })
    .optional()
    .catch(undefined),
  repository: z.object({ pushed_at: date }).optional().catch(undefined),
});

/** When the code that a payload is about was sent, ISO 8601; null: it does not say. */
export function sentAt(payload: unknown): string | null {
  const { pull_request: pull, merge_group: group, repository } = dates.safeParse(payload).data ?? {};
  return pull?.updated_at ?? group?.head_commit.timestamp ?? repository?.pushed_at ?? null;
}
