import { firstLookOf } from '../compare/subject-rules.ts';
import { progressIn } from '../compare/when-to-stop.ts';
import type { Withheld } from '../model/failure-code.ts';
import { type Measurements, nothingMeasured } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { type Side, type SubjectKey, subjectKey } from '../model/subject.ts';
import { observers } from '../observe/index.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import { inspectPlan } from './inspect.ts';
import { launcher } from './launcher.ts';
import { measure } from './measure.ts';
import type { Schedule } from './schedule.ts';
import { tasksOf } from './tasks.ts';
import { unsetIn } from './unset-variables.ts';

/**
 * Measures each side by its plan; nothing if head could not be built.
 *
 * @param during.whole the run's plan, if head's plan is only a shard's share. The whole plan settles verdicts.
 * @param during.knownOfBase subjects whose base need not be visited.
 * @param during.withheld why GitHub gives this run no secrets; absent or null if it does.
 */
export async function measurePlan(
  plans: Readonly<Record<Side, Plan>>,
  sides: Sides,
  during: Pick<Schedule, 'seed' | 'clock' | 'progress' | 'keepSecret' | 'signal'> & {
    readonly whole?: Plan;
    readonly knownOfBase?: readonly SubjectKey[];
    readonly withheld?: Withheld | null;
    readonly keepLog?: KeepLog;
  },
): Promise<Measurements> {
  const plan = plans.head;
  const head = checkoutOf('head', sides);
  if (head === null) return nothingMeasured(plan.subjects.map(subjectKey), sides.noBase);
  const { inspected, notes } = await inspectPlan(plans, sides, during);
  const unstopped: string[] = [];
  const onUnstopped = (sentence: string) => void unstopped.push(sentence);
  const tasks = tasksOf(plans, head, checkoutOf('base', sides), during.knownOfBase);
  await using clean = new AsyncDisposableStack();
  for (const probe of tasks.flatMap(({ probes }) => [probes.head, probes.base]))
    clean.defer(async () => probe?.end?.());
  const measured = await measure({
    ...during,
    tasks,
    noBase: sides.noBase,
    launch: launcher(plans, sides, { ...during, onUnstopped }),
    observers,
    prospect: progressIn(during.whole ?? plan),
    firstLook: firstLookOf(during.whole ?? plan),
    timeMs: plan.measure.timeMs,
  });
  return {
    ...measured,
    failures: [...unsetIn(plan.subjects, during.withheld ?? null), ...measured.failures],
    notes: [...notes, ...measured.notes, ...unstopped],
    ...(inspected && { inspected }),
  };
}
