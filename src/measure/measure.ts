import type { Probe, Side, Visit, VisitFailure } from '../checks/check.ts';
import type { Progress } from '../progress.ts';
import type { RunningServer } from '../workspace/server.ts';
import { Ledger } from './ledger.ts';
import type { Measurements, SubjectKey } from './measurements.ts';
import { roundsPerLaunch, sidesInOrder } from './order.ts';

/** One subject on both sides, ready to be measured. */
export interface Task extends SubjectKey {
  readonly label: string;
  readonly server: string | null;
  /** Pairs of visits. */
  readonly rounds: number;
  /** Base's is null where there is no base. */
  readonly probes: Readonly<Record<Side, Probe | null>>;
}

export type Launch = { readonly ok: true; readonly server: RunningServer } | VisitFailure;

export interface Schedule {
  readonly tasks: readonly Task[];
  readonly noBase: string | null;
  /** Starts a server of one side; it lives for one launch. */
  readonly launch: (server: string, side: Side) => Promise<Launch>;
  /** No round begins after this time of measuring; milliseconds. */
  readonly timeMs: number;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Launches of the servers in a run. Luck is per launch: a process that was unlucky is unlucky for its whole life. */
const LAUNCHES = 3;
/** A visit that fails, and may succeed when made again, is made this often in all. */
const ATTEMPTS = 3;

/**
 * Measures base and head in turn, in rounds, over several launches of their servers. Knows nothing of bundles,
 * browsers or requests: only of probes that are to be visited. Whatever fails is written down, never left out.
 */
export async function measure(schedule: Schedule): Promise<Measurements> {
  const { tasks, clock, timeMs, progress, signal } = schedule;
  const ledger = new Ledger(schedule.noBase);
  const deadline = clock() + timeMs;
  const sizes = new Map<Task, number>();

  for (let launch = 0; launch < LAUNCHES; launch++) {
    const due = tasks.filter((task) => roundsIn(task, launch) > 0 && !ledger.isOver(task));
    if (due.length === 0 || clock() > deadline) break;
    await using servers = await startServers(schedule, ledger, due, launch);
    await warmUp(schedule, ledger, due, servers, launch, sizes);

    const most = Math.max(...due.map((task) => roundsIn(task, launch)));
    for (let index = 0; index < most; index++) {
      for (const task of due) {
        if (index >= roundsIn(task, launch) || ledger.isOver(task)) continue;
        // The first round is always made: a subject without any would have nothing to say.
        const round = roundsBefore(task, launch) + index;
        if (round > 0 && clock() > deadline) continue;
        signal.throwIfAborted();
        progress({ type: 'round', stage: task.check, what: task.label, round: round + 1, of: task.rounds });
        for (const [order, side] of sidesInOrder(round).entries()) {
          const at = { round, launch, order: order as 0 | 1, size: sizes.get(task) ?? 1 };
          await visit(schedule, ledger, task, side, servers, at);
        }
      }
    }
  }
  return ledger.close();
}

const roundsIn = (task: Task, launch: number): number => roundsPerLaunch(task.rounds, LAUNCHES)[launch] ?? 0;

const roundsBefore = (task: Task, launch: number): number =>
  roundsPerLaunch(task.rounds, LAUNCHES)
    .slice(0, launch)
    .reduce((sum, rounds) => sum + rounds, 0);

/** The servers of one launch, both sides of each. */
class Servers implements AsyncDisposable {
  readonly #stack = new AsyncDisposableStack();
  readonly #servers = new Map<string, RunningServer>();

  add(name: string, side: Side, server: RunningServer): void {
    this.#stack.use(server);
    this.#servers.set(`${side} ${name}`, server);
  }

  of(task: Task, side: Side): RunningServer | null {
    return task.server === null ? null : (this.#servers.get(`${side} ${task.server}`) ?? null);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

async function startServers(
  schedule: Schedule,
  ledger: Ledger,
  due: readonly Task[],
  launch: number,
): Promise<Servers> {
  await using stack = new AsyncDisposableStack();
  const servers = stack.use(new Servers());
  const names = new Set(due.map((task) => task.server).filter((name) => name !== null));
  for (const name of names) {
    for (const [order, side] of sidesInOrder(launch).entries()) {
      const users = due.filter((task) => task.server === name && ledger.isMeasured(task, side) && task.probes[side]);
      if (users.length === 0) continue;
      const started = await schedule.launch(name, side);
      if (started.ok) servers.add(name, side, started.server);
      else for (const task of users) ledger.fail(task, side, { launch, order: order as 0 | 1 }, started);
    }
  }
  stack.move();
  return servers;
}

/** Both sides warm up alike; what they ask for decides how large a visit is, once for the whole run. */
async function warmUp(
  { signal, clock }: Schedule,
  ledger: Ledger,
  due: readonly Task[],
  servers: Servers,
  launch: number,
  sizes: Map<Task, number>,
): Promise<void> {
  for (const task of due) {
    const wanted: number[] = [];
    for (const [order, side] of sidesInOrder(launch).entries()) {
      const probe = task.probes[side];
      if (!probe?.warmUp || !ledger.isMeasured(task, side)) continue;
      const server = servers.of(task, side);
      const startedAt = clock();
      const warm = await probe.warmUp({ launch, server, signal });
      ledger.spend(task, clock() - startedAt);
      if (warm.ok) wanted.push(warm.size);
      else ledger.fail(task, side, { launch, order: order as 0 | 1 }, orServerFailure(warm, server));
    }
    if (!sizes.has(task) && wanted.length > 0) sizes.set(task, Math.max(...wanted));
  }
}

async function visit(
  { signal, clock }: Schedule,
  ledger: Ledger,
  task: Task,
  side: Side,
  servers: Servers,
  at: { round: number; launch: number; order: 0 | 1; size: number },
): Promise<void> {
  const probe = task.probes[side];
  for (let attempt = 0; probe && attempt < ATTEMPTS && ledger.isMeasured(task, side); attempt++) {
    signal.throwIfAborted();
    const server = servers.of(task, side);
    const startedAt = clock();
    const outcome: Visit = await probe.visit({ round: at.round, launch: at.launch, server, size: at.size, signal });
    ledger.spend(task, clock() - startedAt);
    if (outcome.ok) {
      ledger.succeed(task, side, { ...at, attempt }, outcome);
      return;
    }
    const failure = orServerFailure(outcome, server);
    const again = failure.retry && attempt + 1 < ATTEMPTS;
    ledger.fail(task, side, at, failure, again);
  }
}

/** When a visit failed because the server is gone, that is what the reader needs to know. */
function orServerFailure(failure: VisitFailure, server: RunningServer | null): VisitFailure {
  const gone = server?.failure();
  return gone ? { ok: false, code: 'server-failed', ...gone, retry: false } : failure;
}
