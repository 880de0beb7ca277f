import type { Baselines } from './baseline/find.ts';
import type { Shard } from './config/shard-number.ts';
import type { Withheld } from './model/failure-code.ts';
import type { Phase } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import { type Progress, phaseTimer, redactOutput, type TimePhase } from './progress.ts';
import type { BaseRequest } from './workspace/git/base.ts';
import type { Repository } from './workspace/git/git.ts';
import { type KeepLog, keepLogs } from './workspace/processes/command-log.ts';

export interface RunRequest {
  /** The working directory, absolute: the package to measure, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null if it has a usual name, or if everything is detected. */
  readonly config: string | null;
  /** Distinguishes several perf-budgets on one pull request. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Token for the git processes that fetch base, sent only to `serverUrl`; null if none is needed. */
  readonly token: string | null;
  /** For example `https://github.com`. */
  readonly serverUrl: string;
  /** How long git may be silent; milliseconds, by default a minute. */
  readonly silenceMs?: number;
  /** An existing folder for temporary files, outside of the repository. */
  readonly temporary: string;
  /** Patterns of `check/subject`; empty for all subjects. */
  readonly only: readonly string[];
  /** The share of the subjects to measure; null for all. */
  readonly shard: Shard | null;
  /** The baselines of earlier runs; null if base is always measured. */
  readonly baselines: Baselines | null;
  /** Why GitHub gives this run no secrets. Null or absent if the run has them, or does not run on GitHub. */
  readonly withheld?: Withheld | null;
  /** Whether this head becomes a baseline for later runs. */
  readonly willBeStored: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What the stages of one run share. */
export interface Job {
  readonly request: RunRequest;
  /** The access to git; `directory` is the working directory. */
  readonly repository: Repository;
  readonly temporary: string;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  /** Shows events without the secrets that are known by then. */
  readonly progress: Progress;
  readonly time: TimePhase;
  readonly keepLog: KeepLog;
  readonly keepSecret: (value: string) => void;
  readonly signal: AbortSignal;
  /** The phases that ended so far. */
  readonly phases: readonly Phase[];
  /** The logs of commands so far. */
  readonly logs: () => Attachment[];
  /** The secrets that are known so far. */
  readonly secrets: ReadonlySet<string>;
}

export function startJob(request: RunRequest): Job {
  const { directory, token, serverUrl, silenceMs, temporary, signal } = request;
  const clock = () => performance.now();
  const secrets = new Set<string>();
  const progress = redactOutput(request.progress, secrets);
  const logs = keepLogs();
  return {
    request,
    repository: { directory, token, serverUrl, signal, ...(silenceMs !== undefined && { silenceMs }) },
    temporary,
    clock,
    progress,
    ...phaseTimer(progress, clock),
    keepLog: logs.keep,
    keepSecret: (value) => void secrets.add(value),
    signal,
    logs: logs.all,
    secrets,
  };
}
