import type { Probe, Side, VisitFailure, VisitRequest } from '../checks/check.ts';
import { type Observer, observed } from '../observe/observer.ts';
import type { Progress } from '../progress.ts';
import type { RunningServer } from '../workspace/server.ts';
import { Ledger } from './ledger.ts';
import type { Measurements, SubjectKey } from './measurements.ts';
import { pairsPerLaunch, sidesInOrder } from './order.ts';
import { type Launch, Servers } from './servers.ts';

/** One subject on both sides, ready to be measured. */
export interface Task extends SubjectKey {
  readonly label: string;
  readonly server: string | null;
  /** Pairs of visits, at most. */
  readonly rounds: number;
  /** Whether the visits of one launch share its luck; if so they come in several launches. */
  readonly launches: 'shared' | 'own';
  /** Ids of its metrics: what else observers see of it is not kept. */
  readonly metrics: readonly string[];
  /** Base's is null where there is no base. */
  readonly probes: Readonly<Record<Side, Probe | null>>;
}

export interface Schedule {
  readonly tasks: readonly Task[];
  readonly noBase: string | null;
  /** Starts a server of one side; it lives for one launch. */
  readonly launch: (server: string, side: Side) => Promise<Launch>;
  /** What watches a server while it is visited. */
  readonly observers: readonly Observer[];
  /** Whether more rounds of a subject would change nothing that is said of it. Pure; asked after each launch. */
  readonly settled: (subject: SubjectKey, soFar: Measurements) => boolean;
  /** No launch begins after this time of measuring, except the first; milliseconds. */
  readonly timeMs: number;
  /** Decides which side goes first in the first launch; whole and not negative. */
  readonly seed: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A visit that fails, and may succeed when made again, is made this often in all. */
const ATTEMPTS = 3;

/** What is known of a task while it is measured. */
interface State {
  readonly task: Task;
  round: number;
  spentMs: number;
  /** How large its visits are: the same on both sides, for the whole run. */
  size: number | null;
  /** What a launch and a pair cost so far; milliseconds. */
  readonly cost: { launches: number; launchMs: number; pairMs: number };
}

/**
 * Measures base and head in turn, launch by launch: fresh servers, equal warm-up, then pairs of visits, the subjects in
 * turn. Knows nothing of bundles, browsers or requests, only of probes that are to be visited, and of a pure function
 * that says when a subject has been measured enough. Whatever fails is written down, never left out.
 */
export async function measure(schedule: Schedule): Promise<Measurements> {
  const { tasks, clock, timeMs, progress } = schedule;
  const ledger = new Ledger(schedule.noBase);
  const deadline = clock() + timeMs;
  let open = tasks.map(
    (task): State => ({ task, round: 0, spentMs: 0, size: null, cost: { launches: 0, launchMs: 0, pairMs: 0 } }),
  );

  for (let launch = 0; open.length > 0; launch++) {
    await measureLaunch(schedule, ledger, open, launch);
    const soFar = ledger.soFar();
    const late = clock() >= deadline;
    open = open.filter((state) => {
      const { task, round, spentMs } = state;
      if (!late && round < task.rounds && !ledger.isOver(task) && !schedule.settled(task, soFar)) return true;
      const ok = !ledger.isOver(task);
      progress({ type: 'end', stage: task.check, side: null, what: task.label, ok, seconds: spentMs / 1_000 });
      return false;
    });
  }
  return ledger.soFar();
}

async function measureLaunch(
  schedule: Schedule,
  ledger: Ledger,
  open: readonly State[],
  launch: number,
): Promise<void> {
  const { clock, progress, seed, signal } = schedule;
  await using servers = new Servers();
  const startedAt = clock();
  await startServers(schedule, ledger, open, servers, launch);
  const started = clock() - startedAt;
  for (const state of open) await warmUp(schedule, ledger, state, servers, launch, started / open.length);

  const pairs = new Map(open.map((state) => [state, pairsIn(state)]));
  for (let index = 0; index < Math.max(...pairs.values()); index++) {
    for (const state of open) {
      const { task, round } = state;
      if (index >= (pairs.get(state) ?? 0) || ledger.isOver(task)) continue;
      signal.throwIfAborted();
      progress({ type: 'round', stage: task.check, what: task.label, round: round + 1, of: task.rounds });
      const pairStartedAt = clock();
      for (const [order, side] of sidesInOrder(seed + launch + index).entries()) {
        await visit(schedule, ledger, state, side, servers, launch, order as 0 | 1);
      }
      const pairMs = clock() - pairStartedAt;
      ledger.spend(task, pairMs);
      state.spentMs += pairMs;
      state.cost.pairMs += pairMs;
      state.round++;
    }
  }
}

/** Pairs of a task in the coming launch. */
function pairsIn({ task, round, cost }: State): number {
  const wanted = task.launches === 'own' ? 1 : pairsPerLaunch(cost.launchMs / cost.launches, cost.pairMs / round);
  return Math.min(wanted, task.rounds - round);
}

async function startServers(
  schedule: Schedule,
  ledger: Ledger,
  open: readonly State[],
  servers: Servers,
  launch: number,
): Promise<void> {
  const names = new Set(open.map(({ task }) => task.server).filter((name) => name !== null));
  for (const name of names) {
    for (const [order, side] of sidesInOrder(schedule.seed + launch).entries()) {
      const users = open
        .map(({ task }) => task)
        .filter((task) => task.server === name && isVisited(ledger, task, side));
      if (users.length === 0) continue;
      const started = await schedule.launch(name, side);
      if (started.ok) servers.add(name, side, started.server);
      else for (const task of users) ledger.fail(task, side, { launch, order: order as 0 | 1 }, started);
    }
  }
}

const isVisited = (ledger: Ledger, task: Task, side: Side): boolean =>
  task.probes[side] !== null && ledger.isMeasured(task, side);

/** Both sides warm up alike; what they ask for in the first launch decides how large a visit is, for the whole run. */
async function warmUp(
  { seed, signal, clock }: Schedule,
  ledger: Ledger,
  state: State,
  servers: Servers,
  launch: number,
  startMs: number,
): Promise<void> {
  const { task, cost } = state;
  const startedAt = clock();
  const wanted: number[] = [];
  for (const [order, side] of sidesInOrder(seed + launch).entries()) {
    const probe = task.probes[side];
    if (!probe?.warmUp || !ledger.isMeasured(task, side)) continue;
    const server = servers.of(task, side);
    const warm = await probe.warmUp({ launch, server, signal });
    if (warm.ok) wanted.push(warm.size);
    else ledger.fail(task, side, { launch, order: order as 0 | 1 }, orServerFailure(warm, server));
  }
  if (wanted.length > 0) state.size ??= Math.max(...wanted);
  const warmMs = clock() - startedAt;
  ledger.spend(task, warmMs);
  state.spentMs += warmMs;
  cost.launches++;
  cost.launchMs += startMs + warmMs;
}

async function visit(
  { observers, signal }: Schedule,
  ledger: Ledger,
  { task, round, size }: State,
  side: Side,
  servers: Servers,
  launch: number,
  order: 0 | 1,
): Promise<void> {
  const probe = task.probes[side];
  for (let attempt = 0; probe && attempt < ATTEMPTS && ledger.isMeasured(task, side); attempt++) {
    signal.throwIfAborted();
    const server = servers.of(task, side);
    const request: VisitRequest = { round, launch, server, size: size ?? 1, signal };
    const { metrics } = task;
    const outcome = await observed(observers, { server, metrics, signal }, () => probe.visit(request));
    if (outcome.ok) {
      ledger.succeed(task, side, { round, launch, order, attempt }, outcome);
      return;
    }
    const failure = orServerFailure(outcome, server);
    ledger.fail(task, side, { round, launch, order }, failure, failure.retry && attempt + 1 < ATTEMPTS);
  }
}

/** When a visit failed because the server is gone, that is what the reader needs to know. */
function orServerFailure(failure: VisitFailure, server: RunningServer | null): VisitFailure {
  const gone = server?.failure();
  return gone ? { ok: false, code: 'server-failed', ...gone, retry: false } : failure;
}
