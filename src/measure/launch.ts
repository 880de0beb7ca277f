import { pairsPerLaunch } from '../compare/launch-size.ts';
import { othersFollowASide } from '../compare/which-try-counts.ts';
import { otherSide, type Side } from '../model/subject.ts';
import type { LaunchUnit, State } from './launched-together.ts';
import type { Recorder } from './recorder.ts';
import { afterRound, mayRedo, type Seen, wasDisturbed } from './redo.ts';
import { inOrder, isMeasured, type Launch, type Running, spend } from './running-launch.ts';
import { Servers } from './servers.ts';
import { startServers } from './start-servers.ts';
import { visit, warmUp } from './visit.ts';

/** Restarts and warms up the unit's servers, then makes some pairs of visits for each open task in turn. */
export async function measureLaunch(launch: Launch, unit: LaunchUnit): Promise<void> {
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
  { open }: LaunchUnit,
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
async function measureRound(running: Running, unit: LaunchUnit, state: State, first: Side): Promise<void> {
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
const isUnderLoad = ({ open }: LaunchUnit, { task }: State, side: Side, recorder: Recorder): boolean =>
  !task.isServer || open.every(({ task: other }) => other.isServer || isMeasured(recorder, other, side));
