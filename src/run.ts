import type { Progress } from './progress.ts';
import type { Report } from './report/report.ts';
import type { BaseRequest } from './workspace/base.ts';

export interface RunRequest {
  /** The working directory, absolute: the package that is measured, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null: found by its usual names, or all is detected. */
  readonly config: string | null;
  /** Tells several perf-budgets on one pull request apart. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Given only to the git processes that fetch base; null: none is needed. */
  readonly token: string | null;
  /** Patterns of `check/subject[/variant]`; empty: all. */
  readonly only: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export async function run(_request: RunRequest): Promise<Report> {
  throw new Error('in work');
}
