import type { Measurements } from '../model/measurements.ts';
import { measureLaunch } from './launch.ts';
import { Recorder } from './recorder.ts';
import type { Schedule } from './schedule.ts';
import { newState } from './state.ts';

/**
 * Measures base and head in turn, launch by launch: fresh servers, equal warm-up, then pairs of visits, the subjects in
 * turn. It knows only probes, not bundles, browsers or requests, and asks a pure function when a subject is settled. It
 * records every failure.
 */
export async function measure(schedule: Schedule): Promise<Measurements> {
  const { tasks, clock, timeMs, progress } = schedule;
  const recorder = new Recorder(schedule.noBase);
  const deadline = clock() + timeMs;
  let open = tasks.map(newState);

  for (let number = 0; open.length > 0; number++) {
    await measureLaunch({ schedule, recorder, number }, open);
    const soFar = recorder.soFar();
    const late = clock() >= deadline;
    let unsettled = 0;
    open = open.filter(({ task, round, spentMs }) => {
      if (!late && round < task.rounds && !recorder.isOver(task) && !schedule.settled(task, soFar)) return true;
      const ok = !recorder.isOver(task);
      if (late && ok && round < task.rounds && !schedule.settled(task, soFar)) unsettled++;
      progress({ type: 'end', stage: task.check, side: null, what: task.label, ok, seconds: spentMs / 1_000 });
      return false;
    });
    if (unsettled > 0) recorder.note(outOfTime(unsettled, timeMs));
  }
  return recorder.soFar();
}

const outOfTime = (subjects: number, timeMs: number): string =>
  `Stopped after ${Math.round(timeMs / 1_000)} s (\`measure.time\`). ${subjects === 1 ? '1 subject is undecided and needs' : `${subjects} subjects are undecided and need`} more rounds.`;
