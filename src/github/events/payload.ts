import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { SHA } from '../../model/sha.ts';

export const sha = z.string().regex(SHA, { error: 'expected the sha of a commit' });
export const repository = z.object({ id: z.number() });

export const isBranch = (ref: string): boolean => ref.startsWith('refs/heads/');

/** @throws UsageError if GitHub would not send such a payload. */
export function parse<T>(schema: z.ZodType<T>, eventName: string, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'payload'}: ${issue.message}`);
  throw new UsageError(
    `The payload of this ${eventName} event (GITHUB_EVENT_PATH) does not have GitHub's format:\n${lines.join('\n')}`,
  );
}
