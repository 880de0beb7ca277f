import type { VisitRequest, VisitSize } from '../checks/probe.ts';
import { pairsPerLaunch } from '../compare/launch-size.ts';
import { othersFollowASide } from '../compare/which-try-counts.ts';
import type { Side } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import { observed } from '../observe/observer.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import { otherSide } from './coins.ts';
import type { State, Unit } from './launched-together.ts';
import type { Recorder } from './recorder.ts';
import { afterRound, mayRedo, type Seen, wasDisturbed } from './redo.ts';
import type { Schedule, Task } from './schedule.ts';
import { Servers } from './servers.ts';

/** The most attempts at a visit or warm-up that fails and may succeed on retry. */
const ATTEMPTS = 3;
/**
 * A failure that took this long gets one retry at most, and then ends the side. More would cost too much time.
 * Milliseconds.
 */
const LONG_FAILURE_MS = 20_000;

/** One launch of a unit: its number, counted from 0, and the side that its coin put first. */
interface Launch {
  readonly schedule: Schedule;
  readonly recorder: Recorder;
  /** Servers that run on from launch to launch. */
  readonly running: Servers;
  readonly number: number;
  readonly first: Side;
}

/** A launch whose servers run. */
interface Running extends Launch {
  readonly servers: Servers;
}

/** Both sides in their order, each with its index. */
const inOrder = (first: Side): [0 | 1, Side][] => [
  [0, first],
  [1, otherSide(first)],
];

/** Restarts and warms up the unit's servers, then makes some pairs of visits for each open task in turn. */
export async function measureLaunch(launch: Launch, unit: Unit): Promise<void> {
  const { clock, progress, signal } = launch.schedule;
  const { open } = unit;
  const relaunches = open.some(({ task }) => task.relaunches);
  await using own = new Servers();
  const running = { ...launch, servers: relaunches ? own : launch.running };
  const startedAt = clock();
  await startServers(running, unit);
  const launchMs = relaunches ? clock() - startedAt : 0;
  unit.startMs += launchMs;
  if (relaunches || launch.number === 0) for (const state of open) await warmUp(running, state);

  const visitedAt = clock();
  for (let index = 0; index < (unit.pairs ?? 1); index++) {
    for (const state of open) {
      const { task, round } = state;
      if (round >= task.rounds || launch.recorder.isOver(task)) continue;
      signal.throwIfAborted();
      progress({ type: 'round', stage: task.check, what: task.label, round: round + 1, of: task.rounds });
      const pairStartedAt = clock();
      // The sides swap the first visit from pair to pair within a launch.
      const first = index % 2 === 0 ? launch.first : otherSide(launch.first);
      await measureRound(running, unit, state, first);
      spend(launch, state, clock() - pairStartedAt);
      state.round++;
    }
    unit.pairs ??= sizeOf(launch, unit, launchMs / 1_000, (clock() - visitedAt) / 1_000);
  }
}

/** Pairs of visits in each launch, by the durations of the first launch and its first visits. */
function sizeOf(
  { schedule: { firstLook } }: Launch,
  { open }: Unit,
  launchSeconds: number,
  pairSeconds: number,
): number {
  const rounds = Math.min(...open.map(({ task }) => task.rounds));
  const launches = open[0]?.task.launches ?? 'shared';
  const subjects = open.filter(({ task }) => !task.isServer).length;
  return pairsPerLaunch({ launches, subjects, rounds, firstLook, launchSeconds, pairSeconds });
}

/**
 * Visits each side once. If other processes disturbed the round, it may make the round again at once, in the same
 * order.
 */
async function measureRound(running: Running, unit: Unit, state: State, first: Side): Promise<void> {
  const { recorder } = running;
  const { task, round, redos } = state;
  for (let redo = 0; ; redo++) {
    const seen: Seen[number][] = [];
    for (const [order, side] of inOrder(first)) {
      if (isUnderLoad(unit, state, side, recorder)) seen.push(await visit(running, state, side, { order, redo }));
    }
    const disturbed = wasDisturbed(seen);
    const again = disturbed && mayRedo(round, redo, { ...redos, tries: redos.tries + redo });
    if (again && !othersFollowASide(recorder.samplesOf(task))) continue;
    state.redos = afterRound(redos, redo, disturbed);
    return;
  }
}

/**
 * Whether the server still gets the same load on both sides. It does not if a side's visits of another subject ended.
 */
const isUnderLoad = ({ open }: Unit, { task }: State, side: Side, recorder: Recorder): boolean =>
  !task.isServer || open.every(({ task: other }) => other.isServer || isMeasured(recorder, other, side));

function spend({ recorder }: Launch, state: State, durationMs: number): void {
  recorder.spend(state.task, durationMs);
  state.spentMs += durationMs;
}

async function startServers({ schedule, recorder, servers, first }: Running, unit: Unit): Promise<void> {
  const { server: name, open } = unit;
  if (name === null) return;
  for (const [, side] of inOrder(first)) {
    const users = open.filter(({ task }) => isMeasured(recorder, task, side));
    if (users.length === 0 || servers.of({ server: name }, side) !== null) continue;
    const startedAt = schedule.clock();
    const started = await schedule.launch(name, side);
    if (started.ok) {
      servers.add(name, side, started.server);
      if (started.note !== undefined) recorder.note(started.note);
      continue;
    }
    const waitedMs = schedule.clock() - startedAt;
    for (const state of users) {
      state.waitedMs += waitedMs;
      recorder.spend(state.task, waitedMs / users.length);
      recorder.fail(state.task, side, state.round, started);
    }
  }
}

const isMeasured = (recorder: Recorder, task: Task, side: Side): boolean =>
  task.probes[side] !== null && recorder.isMeasured(task, side);

/**
 * Warms up both sides alike. In the first launch, the sizes that they ask for set the size of all visits in the run.
 */
async function warmUp(running: Running, state: State): Promise<void> {
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

const chosen = (atOnce: number | null): Pick<VisitRequest, 'atOnce'> => (atOnce === null ? {} : { atOnce });

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

const secretsOf = ({ keepSecret }: Schedule): Pick<VisitRequest, 'keepSecret'> =>
  keepSecret === undefined ? {} : { keepSecret };

/** Makes a visit. Returns its covariates; null if it failed. */
async function visit(
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
