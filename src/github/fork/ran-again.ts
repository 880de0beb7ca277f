import { z } from 'zod';
import type { Client } from '../api/client.ts';
import type { WorkflowRunEvent } from '../events/event.ts';

interface AgainRequest {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  readonly event: Pick<WorkflowRunEvent, 'id' | 'attempt' | 'startedAt'>;
}

const jobs = z.object({ jobs: z.array(z.object({ name: z.string(), started_at: z.string().nullish() })) });

/**
 * Whether the run's last attempt repeated every job of the attempt `before`, and so the measuring one. GitHub lists
 * jobs that were not repeated with their old time, or not at all.
 *
 * @throws GitHub's error.
 */
export async function ranAgain(before: number, { client, owner, repo, event }: AgainRequest): Promise<boolean> {
  const began = Date.parse(event.startedAt ?? '');
  const jobsOf = async (attempt: number) => {
    const asked = { owner, repo, run_id: event.id, attempt_number: attempt, per_page: 100 };
    return jobs.parse((await client.rest.actions.listJobsForWorkflowRunAttempt(asked)).data).jobs;
  };
  const [earlier, now] = [await jobsOf(before), await jobsOf(event.attempt)];
  const again = new Set(now.flatMap((job) => (Date.parse(job.started_at ?? '') >= began ? [job.name] : [])));
  return earlier.length > 0 && earlier.every(({ name }) => again.has(name));
}
