import type { LaunchUnit } from './launched-together.ts';
import { inOrder, isMeasured, type Running } from './running-launch.ts';

/** Starts the unit's servers that do not run yet. If one does not start, all its subjects fail on that side. */
export async function startServers({ schedule, recorder, servers, first }: Running, unit: LaunchUnit): Promise<void> {
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
