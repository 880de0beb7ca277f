import { tmpdir } from 'node:os';
import { decide } from './compare/decide.ts';
import { explain } from './compare/explain.ts';
import { subjectKey } from './compare/pairs.ts';
import { settledIn } from './compare/settled.ts';
import { only } from './config/only.ts';
import { completePlan, readPlan } from './config/read-plan.ts';
import { verify } from './config/verify.ts';
import { UsageError } from './errors.ts';
import { launcher } from './measure/launcher.ts';
import { measure } from './measure/measure.ts';
import { nothingMeasured } from './measure/measurements.ts';
import { tasksOf } from './measure/tasks.ts';
import { phaseTimer } from './phases.ts';
import type { Progress } from './progress.ts';
import { assemble } from './report/assemble.ts';
import type { Report } from './report/report.ts';
import { type BaseRequest, findBase } from './workspace/base.ts';
import { headCommit } from './workspace/head.ts';
import { prepare } from './workspace/prepare.ts';

export interface RunRequest {
  /** The working directory, absolute: the package that is measured, at or below the repository's root. */
  readonly directory: string;
  /** Path of the config relative to `directory`; null: found by its usual names, or all is detected. */
  readonly config: string | null;
  /** Tells several perf-budgets on one pull request apart. */
  readonly name: string;
  readonly base: BaseRequest;
  /** Given only to the git processes that fetch base, and only for `serverUrl`; null: none is needed. */
  readonly token: string | null;
  /** For example `https://github.com`. */
  readonly serverUrl: string;
  /** Patterns of `check/subject`; empty: all. */
  readonly only: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * The whole job: config → base and head, built → measured in turn → decided → explained → reported.
 * @throws UsageError for mistakes of the user's. What could not be measured is in the report, not thrown.
 */
export async function run(request: RunRequest): Promise<Report> {
  const { directory, progress, signal } = request;
  const clock = () => performance.now();
  const { time, phases } = phaseTimer(progress, clock);
  const repository = { directory, token: request.token, serverUrl: request.serverUrl, signal };

  const written = await readPlan(directory, request.config);
  const head = await headCommit(directory, signal);
  const base = await findBase(request.base, repository);
  progress({ type: 'commits', base: base.sha, reason: base.reason, head: head.sha });

  const { install, build } = written;
  await using sides = await prepare({ base, repository, temporary: tmpdir(), install, build, time, progress });
  const found = sides.head === null ? written : await completePlan(written, sides.head);
  const plan = { ...found, subjects: only(found.subjects, request.only) };
  if (sides.head !== null) {
    if (plan.subjects.length === 0) throw new UsageError([...plan.notes, 'There is nothing to measure.'].join(' '));
    await verify(plan, sides.head);
  }

  const launch = launcher(plan.servers, sides, { signal, progress });
  const measurements =
    sides.head === null
      ? nothingMeasured(plan.subjects.map(subjectKey), sides.noBase)
      : await measure({
          tasks: tasksOf(plan, sides.head, sides.base),
          noBase: sides.noBase,
          launch,
          settled: settledIn(plan),
          seed: Number.parseInt(head.sha?.slice(-1) ?? '0', 16),
          timeMs: plan.measure.timeMs,
          clock,
          progress,
          signal,
        });

  const explained = explain(plan.subjects, measurements, decide(plan, measurements));
  return assemble({
    ...explained,
    name: request.name,
    base: { sha: base.sha, source: sides.base === null ? 'none' : 'measured', reason: sides.noBase ?? base.reason },
    head,
    config: plan.config,
    measurements,
    failures: sides.failures,
    notes: plan.notes,
    phases: [
      ...phases,
      ...Object.entries(measurements.seconds).map(([name, seconds]) => ({ name, side: null, seconds })),
    ],
  });
}
