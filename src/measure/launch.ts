import type { VisitRequest } from '../checks/check.ts';
import type { Side } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import { observed } from '../observe/observer.ts';
import type { RunningServer } from '../workspace/server.ts';
import { sidesInOrder } from './order.ts';
import type { Ledger } from './recorder.ts';
import type { Schedule, Task } from './schedule.ts';
import { Servers } from './servers.ts';
import { pairsDue, type State } from './state.ts';

/** A visit or warm-up that fails, and may succeed when made again, is made this often in all. */
const ATTEMPTS = 3;
/** One that took this long to fail is made once more at most: it costs a run its time. Milliseconds. */
const LONG_FAILURE_MS = 60_000;

/** One launch of a run: its number, counted from 0, and what it is part of. */
interface Launch {
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  readonly number: number;
}

/** A launch whose servers run. */
interface Running extends Launch {
  readonly servers: Servers;
}

type Order = 0 | 1;

const inOrder = (turn: number): [Order, Side][] => sidesInOrder(turn).map((side, order) => [order as Order, side]);

/** Starts servers anew, warms them up, and makes some pairs of each task that is open, the tasks in turn. */
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
      if (index >= (due.get(state) ?? 0) || launch.ledger.isOver(task)) continue;
      signal.throwIfAborted();
      progress({ type: 'round', stage: task.check, what: task.label, round: round + 1, of: task.rounds });
      const pairStartedAt = clock();
      for (const [order, side] of inOrder(seed + launch.number + index)) await visit(running, state, side, order);
      const pairMs = clock() - pairStartedAt;
      launch.ledger.spend(task, pairMs);
      state.spentMs += pairMs;
      state.cost.pairMs += pairMs;
      state.round++;
    }
  }
}

async function startServers({ schedule, ledger, servers, number }: Running, open: readonly State[]): Promise<void> {
  const tasks = open.map(({ task }) => task);
  const names = new Set(tasks.map(({ server }) => server).filter((name) => name !== null));
  for (const name of names) {
    for (const [order, side] of inOrder(schedule.seed + number)) {
      const users = tasks.filter((task) => task.server === name && isMeasured(ledger, task, side));
      if (users.length === 0) continue;
      const started = await schedule.launch(name, side);
      if (started.ok) servers.add(name, side, started.server);
      else for (const task of users) ledger.fail(task, side, { launch: number, order }, started);
    }
  }
}

const isMeasured = (ledger: Ledger, task: Task, side: Side): boolean =>
  task.probes[side] !== null && ledger.isMeasured(task, side);

/** Both sides warm up alike; what they ask for in the first launch decides how large a visit is, for the whole run. */
async function warmUp(running: Running, state: State, startMs: number): Promise<void> {
  const { schedule, ledger, number } = running;
  const { task, cost } = state;
  const startedAt = schedule.clock();
  const wanted: number[] = [];
  for (const [order, side] of inOrder(schedule.seed + number)) {
    if (isMeasured(ledger, task, side)) wanted.push(...(await warmUpSide(running, task, side, order)));
  }
  if (wanted.length > 0) state.size ??= Math.max(...wanted);
  const warmMs = schedule.clock() - startedAt;
  ledger.spend(task, warmMs);
  state.spentMs += warmMs;
  cost.launches++;
  cost.launchMs += startMs + warmMs;
}

/** The size that one side asks for, if it asks for any. A side that can't be warmed up is not visited any more. */
async function warmUpSide(running: Running, task: Task, side: Side, order: Order): Promise<number[]> {
  const { schedule, ledger, servers, number: launch } = running;
  const probe = task.probes[side];
  for (let attempt = 1; probe?.warmUp; attempt++) {
    schedule.signal.throwIfAborted();
    const server = servers.of(task, side);
    const warm = await probe.warmUp({ launch, server, signal: schedule.signal });
    if (warm.ok) return [warm.size];
    const failure = orServerFailure(warm, server);
    const again = failure.retry && attempt < ATTEMPTS;
    ledger.fail(task, side, { launch, order }, { ...failure, retry: again }, again);
    if (!again) return [];
  }
  return [];
}

async function visit(running: Running, { task, round, size }: State, side: Side, order: Order): Promise<void> {
  const { schedule, ledger, servers, number: launch } = running;
  const { observers, signal } = schedule;
  const probe = task.probes[side];
  for (let attempt = 0; probe && attempt < ATTEMPTS && ledger.isMeasured(task, side); attempt++) {
    signal.throwIfAborted();
    const server = servers.of(task, side);
    const request: VisitRequest = { round, launch, server, size: size ?? 1, signal };
    const { metrics } = task;
    const startedAt = schedule.clock();
    const outcome = await observed(observers, { server, metrics, signal }, () => probe.visit(request));
    if (outcome.ok) {
      ledger.succeed(task, side, { round, launch, order, attempt }, outcome);
      return;
    }
    const failure = orServerFailure(outcome, server);
    const attempts = schedule.clock() - startedAt < LONG_FAILURE_MS ? ATTEMPTS : 2;
    const again = failure.retry && attempt + 1 < attempts;
    ledger.fail(task, side, { round, launch, order }, failure, again);
    if (!again) return;
  }
}

/** When a visit failed because the server is gone, that is what the reader needs to know. */
function orServerFailure(failure: VisitFailure, server: RunningServer | null): VisitFailure {
  const gone = server?.failure();
  return gone ? { ok: false, code: 'server-failed', ...gone, retry: false } : failure;
}
