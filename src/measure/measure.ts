import type { Measurements } from '../model/measurements.ts';
import { measureLaunch } from './launch.ts';
import { Ledger } from './recorder.ts';
import type { Schedule } from './schedule.ts';
import { newState } from './state.ts';

/**
 * Measures base and head in turn, launch by launch: fresh servers, equal warm-up, then pairs of visits, the subjects in
 * turn. Knows nothing of bundles, browsers or requests, only of probes that are to be visited, and of a pure function
 * that says when a subject has been measured enough. Whatever fails is written down, never left out.
 */
export async function measure(schedule: Schedule): Promise<Measurements> {
  const { tasks, clock, timeMs, progress } = schedule;
  const ledger = new Ledger(schedule.noBase);
  const deadline = clock() + timeMs;
  let open = tasks.map(newState);

  for (let number = 0; open.length > 0; number++) {
    await measureLaunch({ schedule, ledger, number }, open);
    const soFar = ledger.soFar();
    const late = clock() >= deadline;
    let unsettled = 0;
    open = open.filter(({ task, round, spentMs }) => {
      if (!late && round < task.rounds && !ledger.isOver(task) && !schedule.settled(task, soFar)) return true;
      const ok = !ledger.isOver(task);
      if (late && ok && round < task.rounds && !schedule.settled(task, soFar)) unsettled++;
      progress({ type: 'end', stage: task.check, side: null, what: task.label, ok, seconds: spentMs / 1_000 });
      return false;
    });
    if (unsettled > 0) ledger.note(outOfTime(unsettled, timeMs));
  }
  return ledger.soFar();
}

const outOfTime = (subjects: number, timeMs: number): string =>
  `Measuring ended after ${Math.round(timeMs / 1_000)} s, as measure.time says, before everything was settled: ${subjects} of the subjects could have done with more rounds.`;
