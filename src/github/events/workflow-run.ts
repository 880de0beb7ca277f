import { z } from 'zod';
import type { WorkflowRunEvent } from './event.ts';
import { parse, repository, sha } from './payload.ts';

const workflowRun = z.object({
  action: z.enum(['requested', 'in_progress', 'completed']),
  repository,
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive().default(1),
    run_started_at: z.string().nullish(),
    event: z.string().min(1),
    conclusion: z.string().nullable(),
    head_sha: sha,
    head_branch: z.string().min(1).nullable(),
    head_repository: z.object({ id: z.number(), owner: z.object({ login: z.string().min(1) }).nullish() }).nullish(),
  }),
});

export function fromWorkflowRun(payload: unknown): WorkflowRunEvent {
  const { action, repository, workflow_run: run } = parse(workflowRun, 'workflow_run', payload);
  return {
    kind: 'workflow_run',
    action,
    id: run.id,
    attempt: run.run_attempt,
    startedAt: run.run_started_at ?? null,
    event: run.event,
    conclusion: run.conclusion,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headOwner: run.head_repository?.owner?.login ?? null,
    headRepositoryId: run.head_repository?.id ?? null,
    repositoryId: repository.id,
  };
}
