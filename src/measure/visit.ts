import type { VisitRequest, VisitSize } from '../checks/probe.ts';
import { otherSide, type Side } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import { observed } from '../observe/observer.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { State } from './launched-together.ts';
import type { Seen } from './redo.ts';
import { inOrder, isMeasured, type Running, spend } from './running-launch.ts';
import type { Schedule } from './schedule.ts';

/** Visits and warm-ups, each with its retries. */

/** The most attempts at a visit or warm-up that fails and may succeed on retry. */
const ATTEMPTS = 3;
/**
 * A failure that took this long gets one retry at most, and then ends the side. More would cost too much time.
 * Milliseconds.
 */
const LONG_FAILURE_MS = 20_000;

/**
 * Warms up both sides alike. In the first launch, the sizes that they ask for set the size of all visits in the run.
 */
export async function warmUp(running: Running, state: State): Promise<void> {
  const { schedule, recorder, first } = running;
  const { task } = state;
  const startedAt = schedule.clock();
  const wanted: VisitSize[] = [];
  for (const [, side] of inOrder(first)) {
    if (isMeasured(recorder, task, side)) wanted.push(...(await warmUpSide(running, state, side)));
  }
  const most = wanted.flatMap(({ most = [] }) => most);
  if (wanted.length > 0) state.size ??= Math.min(Math.max(...wanted.map(({ size }) => size)), ...most);
  const possible = wanted.flatMap(({ atOnce = [] }) => atOnce);
  if (possible.length > 0) state.atOnce ??= Math.min(...possible);
  spend(running, state, schedule.clock() - startedAt);
}

/** The size that one side asks for, or none. A side that fails to warm up gets no further visits. */
async function warmUpSide(running: Running, { task, round, atOnce }: State, side: Side): Promise<VisitSize[]> {
  const { schedule, recorder, servers, number: launch } = running;
  const probe = task.probes[side];
  for (let attempt = 1; probe?.warmUp; attempt++) {
    schedule.signal.throwIfAborted();
    const server = servers.of(task, side);
    const warm = await probe.warmUp({
      launch,
      server,
      ...chosen(atOnce),
      ...secretsOf(schedule),
      signal: schedule.signal,
    });
    if (warm.ok) return [warm];
    const failure = orServerFailure(warm, server);
    const again = failure.retry && attempt < ATTEMPTS;
    recorder.fail(task, side, round, { ...failure, retry: again }, again);
    if (!again) return [];
  }
  return [];
}

/** Makes a visit. Returns its covariates; null if it failed. */
export async function visit(
  running: Running,
  { task, round, size, atOnce }: State,
  side: Side,
  { order, redo }: { readonly order: 0 | 1; readonly redo: number },
): Promise<Seen[number]> {
  const { schedule, recorder, servers, number: launch } = running;
  const { signal } = schedule;
  // Neither a server subject nor what is exact is timed, so no observers run for them.
  const observers = task.isServer || !task.noisy ? [] : schedule.observers;
  const probe = task.probes[side];
  for (let attempt = 0; probe && attempt < ATTEMPTS && recorder.isMeasured(task, side); attempt++) {
    signal.throwIfAborted();
    const server = servers.of(task, side);
    const request: VisitRequest = {
      round,
      launch,
      server,
      size: size ?? 1,
      ...chosen(atOnce),
      ...secretsOf(schedule),
      signal,
    };
    const beside = servers.of(task, otherSide(side));
    const { metrics } = task;
    const startedAt = schedule.clock();
    const outcome = await observed(observers, { server, beside, metrics, signal }, () => probe.visit(request));
    if (outcome.ok) {
      recorder.succeed(task, side, { round, launch, order, attempt, redo }, outcome);
      return outcome.covariates ?? {};
    }
    const failure = orServerFailure(outcome, server);
    const isLong = schedule.clock() - startedAt >= LONG_FAILURE_MS;
    const again = failure.retry && attempt + 1 < (isLong ? 2 : ATTEMPTS);
    const retry = again || (failure.retry && !isLong);
    // When a round is made again, its first try was already measured.
    recorder.fail(task, side, round, { ...failure, retry }, again || (retry && redo > 0));
    if (!again) return null;
  }
  return null;
}

/** Reports the death of the server instead of the visit that failed because of it. */
function orServerFailure(failure: VisitFailure, server: RunningServer | null): VisitFailure {
  const gone = server?.failure();
  return gone ? { ok: false, code: 'server-failed', ...gone, retry: false } : failure;
}

const chosen = (atOnce: number | null): Pick<VisitRequest, 'atOnce'> => (atOnce === null ? {} : { atOnce });

const secretsOf = ({ keepSecret }: Schedule): Pick<VisitRequest, 'keepSecret'> =>
  keepSecret === undefined ? {} : { keepSecret };
