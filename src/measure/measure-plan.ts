import { settledIn } from '../compare/settled.ts';
import { type Measurements, nothingMeasured } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { type SubjectKey, subjectKey } from '../model/subject.ts';
import { observers } from '../observe/index.ts';
import { checkoutOf, type Sides } from '../workspace/prepare.ts';
import { launcher } from './launcher.ts';
import { measure } from './measure.ts';
import type { Schedule } from './schedule.ts';
import { tasksOf } from './tasks.ts';

/**
 * Measures a plan on both sides; where head could not be built, nothing.
 *
 * @param during.whole that of the run, where `plan` is only a shard's share of it: it says when a verdict is settled.
 * @param during.knownOfBase subjects of which base need not be visited.
 */
export async function measurePlan(
  plan: Plan,
  sides: Sides,
  during: Pick<Schedule, 'seed' | 'clock' | 'progress' | 'signal'> & {
    readonly whole?: Plan;
    readonly knownOfBase?: readonly SubjectKey[];
  },
): Promise<Measurements> {
  const head = checkoutOf('head', sides);
  if (head === null) return nothingMeasured(plan.subjects.map(subjectKey), sides.noBase);
  return measure({
    ...during,
    tasks: tasksOf(plan, head, checkoutOf('base', sides), during.knownOfBase),
    noBase: sides.noBase,
    launch: launcher(plan.servers, sides, during),
    observers,
    settled: settledIn(during.whole ?? plan),
    timeMs: plan.measure.timeMs,
  });
}
