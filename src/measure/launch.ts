import type { VisitRequest } from '../checks/check.ts';
import type { Side } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import { observed } from '../observe/observer.ts';
import type { RunningServer } from '../workspace/server.ts';
import { sidesInOrder } from './order.ts';
import type { Recorder } from './recorder.ts';
import type { Schedule, Task } from './schedule.ts';
import { Servers } from './servers.ts';
import { pairsDue, type State } from './state.ts';

/** Tries of a visit or warm-up whose failure a retry may fix. */
const ATTEMPTS = 3;
/** A visit that took this long to fail is tried twice at most, since it uses up the run's time. Milliseconds. */
const LONG_FAILURE_MS = 60_000;

/** One launch of a run; its number counts from 0. */
interface Launch {
  readonly schedule: Schedule;
  readonly recorder: Recorder;
  readonly number: number;
}

/** A launch with running servers. */
interface Running extends Launch {
  readonly servers: Servers;
}

type Order = 0 | 1;

const inOrder = (turn: number): [Order, Side][] => sidesInOrder(turn).map((side, order) => [order as Order, side]);

/** Starts fresh servers, warms them up, and makes some pairs of each open task, the tasks in turn. */
export async function measureLaunch(launch: Launch, open: readonly State[]): Promise<void> {
  const { clock, progress, seed, signal } = launch.schedule;
  await using servers = new Servers();
  const running = { ...launch, servers };
  const startedAt = clock();
  await startServers(running, open);
  const startMs = (clock() - startedAt) / open.length;
  for (const state of open) await warmUp(running, state, startMs);

  const due = new Map(open.map((state) => [state, pairsDue(state)]));
  for (let index = 0; index < Math.max(...due.values()); index++) {
    for (const state of open) {
      const { task, round } = state;
      if (index >= (due.get(state) ?? 0) || launch.recorder.isOver(task)) continue;
      signal.throwIfAborted();
      progress({ type: 'round', stage: task.check, what: task.label, round: round + 1, of: task.rounds });
      const pairStartedAt = clock();
      for (const [order, side] of inOrder(seed + launch.number + index)) await visit(running, state, side, order);
      const pairMs = clock() - pairStartedAt;
      launch.recorder.spend(task, pairMs);
      state.spentMs += pairMs;
      state.cost.pairMs += pairMs;
      state.round++;
    }
  }
}

async function startServers({ schedule, recorder, servers, number }: Running, open: readonly State[]): Promise<void> {
  const tasks = open.map(({ task }) => task);
  const names = new Set(tasks.map(({ server }) => server).filter((name) => name !== null));
  for (const name of names) {
    for (const [order, side] of inOrder(schedule.seed + number)) {
      const users = tasks.filter((task) => task.server === name && isMeasured(recorder, task, side));
      if (users.length === 0) continue;
      const started = await schedule.launch(name, side);
      if (started.ok) servers.add(name, side, started.server);
      else for (const task of users) recorder.fail(task, side, { launch: number, order }, started);
    }
  }
}

const isMeasured = (recorder: Recorder, task: Task, side: Side): boolean =>
  task.probes[side] !== null && recorder.isMeasured(task, side);

/** Warms up both sides alike. The sizes that they ask for in the first launch set the size of visits for the whole run. */
async function warmUp(running: Running, state: State, startMs: number): Promise<void> {
  const { schedule, recorder, number } = running;
  const { task, cost } = state;
  const startedAt = schedule.clock();
  const wanted: number[] = [];
  for (const [order, side] of inOrder(schedule.seed + number)) {
    if (isMeasured(recorder, task, side)) wanted.push(...(await warmUpSide(running, task, side, order)));
  }
  if (wanted.length > 0) state.size ??= Math.max(...wanted);
  const warmMs = schedule.clock() - startedAt;
  recorder.spend(task, warmMs);
  state.spentMs += warmMs;
  cost.launches++;
  cost.launchMs += startMs + warmMs;
}

/** The size that one side asks for, if any. A side that can't be warmed up is not visited any more. */
async function warmUpSide(running: Running, task: Task, side: Side, order: Order): Promise<number[]> {
  const { schedule, recorder, servers, number: launch } = running;
  const probe = task.probes[side];
  for (let attempt = 1; probe?.warmUp; attempt++) {
    schedule.signal.throwIfAborted();
    const server = servers.of(task, side);
    const warm = await probe.warmUp({ launch, server, signal: schedule.signal });
    if (warm.ok) return [warm.size];
    const failure = orServerFailure(warm, server);
    const again = failure.retry && attempt < ATTEMPTS;
    recorder.fail(task, side, { launch, order }, { ...failure, retry: again }, again);
    if (!again) return [];
  }
  return [];
}

async function visit(running: Running, { task, round, size }: State, side: Side, order: Order): Promise<void> {
  const { schedule, recorder, servers, number: launch } = running;
  const { observers, signal } = schedule;
  const probe = task.probes[side];
  for (let attempt = 0; probe && attempt < ATTEMPTS && recorder.isMeasured(task, side); attempt++) {
    signal.throwIfAborted();
    const server = servers.of(task, side);
    const request: VisitRequest = { round, launch, server, size: size ?? 1, signal };
    const { metrics } = task;
    const startedAt = schedule.clock();
    const outcome = await observed(observers, { server, metrics, signal }, () => probe.visit(request));
    if (outcome.ok) {
      recorder.succeed(task, side, { round, launch, order, attempt }, outcome);
      return;
    }
    const failure = orServerFailure(outcome, server);
    const attempts = schedule.clock() - startedAt < LONG_FAILURE_MS ? ATTEMPTS : 2;
    const again = failure.retry && attempt + 1 < attempts;
    recorder.fail(task, side, { round, launch, order }, failure, again);
    if (!again) return;
  }
}

/** If the server is gone, the reader needs its failure rather than the visit's. */
function orServerFailure(failure: VisitFailure, server: RunningServer | null): VisitFailure {
  const gone = server?.failure();
  return gone ? { ok: false, code: 'server-failed', ...gone, retry: false } : failure;
}
