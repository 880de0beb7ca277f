import { z } from 'zod';
import type { Annotation } from '../../report/annotations.ts';
import { cut } from '../../text/cut.ts';
import type { Client } from '../api/client.ts';
import { ANNOTATION_TITLE_CHARACTERS, ANNOTATIONS_PER_REQUEST, BODY_BYTES } from '../api/limits.ts';
import type { MeasuredEvent } from '../events/event.ts';
import { latestOf, type Posted } from './later-run.ts';

/** A verdict as GitHub shows it on a commit. */
export interface CommitResult {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  readonly commit: string;
  /** See `checkName`. */
  readonly name: string;
  /** It follows the step's exit code, and is never `neutral`, which would satisfy a required check. */
  readonly conclusion: 'success' | 'failure';
  readonly headline: string;
  /** See `linkOf`. */
  readonly runUrl: string;
}

export interface CheckRunRequest extends CommitResult {
  /** Their files are relative to the repository's root. */
  readonly annotations: readonly Annotation[];
  /** The summary, at most `limitBytes` of UTF-8 long. */
  render(limitBytes: number): string;
}

/**
 * `perf-budget`, or `perf-budget/<name>` if there are several. A deployment has its own name: its commit may also be a
 * pull request's, measured against another base.
 */
export const checkName = (name: string, kind: MeasuredEvent['kind'] | null = null): string =>
  `${name === 'default' ? 'perf-budget' : `perf-budget/${name}`}${kind === 'deployment_status' ? ' (deployment)' : ''}`;

/**
 * Posts a completed check run, unless a later run has posted one. Needs `checks: write`. A retry is harmless: GitHub
 * shows the last check run of a name. `external_id` names the run, because GitHub replaces `details_url` if a
 * workflow's token posts. GitHub removes no check run. So if a later run posted at the same time, ours becomes a copy
 * of its own.
 *
 * @throws GitHub's error.
 */
export async function postCheckRun(request: CheckRunRequest): Promise<Posted> {
  const { client, owner, repo, commit, name, conclusion, headline, runUrl } = request;
  if ((await laterThan(request)) !== null) return 'newer';
  const output = { title: headline, summary: request.render(BODY_BYTES) };
  const [first = [], ...further] = batches(request.annotations.map(toGitHub));
  const { data } = await client.rest.checks.create({
    owner,
    repo,
    name,
    head_sha: commit,
    status: 'completed',
    conclusion,
    details_url: runUrl,
    external_id: runUrl,
    output: { ...output, annotations: first },
  });
  const later = await laterThan(request);
  if (later !== null) {
    const { conclusion, external_id, output } = later;
    const texts = { title: output.title ?? headline, summary: output.summary ?? '' };
    const same = { conclusion, external_id: external_id ?? runUrl, output: texts };
    await client.rest.checks.update({ owner, repo, check_run_id: data.id, ...same });
    return 'newer';
  }
  for (const annotations of further) {
    // An update adds its annotations to the existing ones.
    await client.rest.checks.update({ owner, repo, check_run_id: data.id, output: { ...output, annotations } });
  }
  return 'posted';
}

const checkRuns = z.object({
  check_runs: z.array(
    z.object({
      external_id: z.string().nullable().catch(null),
      conclusion: z.enum(['success', 'failure']).catch('failure'),
      output: z.object({ title: z.string().nullish(), summary: z.string().nullish() }),
    }),
  ),
});

/** The check run of a later run. Null if there is none, or GitHub does not answer: then ours is posted. */
async function laterThan({ client, owner, repo, commit, name, runUrl }: CommitResult) {
  try {
    const asked = { owner, repo, ref: commit, check_name: name, filter: 'all', per_page: 100 } as const;
    const { check_runs } = checkRuns.parse((await client.rest.checks.listForRef(asked)).data);
    return latestOf(check_runs, ({ external_id }) => external_id, runUrl);
  } catch {
    return null;
  }
}

const toGitHub = ({ file, line, level, title, message }: Annotation) => ({
  path: file,
  start_line: line,
  end_line: line,
  annotation_level: level,
  title: cut(title, ANNOTATION_TITLE_CHARACTERS),
  message,
});

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / ANNOTATIONS_PER_REQUEST) }, (_, batch) =>
    all.slice(batch * ANNOTATIONS_PER_REQUEST, (batch + 1) * ANNOTATIONS_PER_REQUEST),
  );
