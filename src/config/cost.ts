import { checkOf } from '../checks/index.ts';
import type { NamedSubject } from '../compare/named-subjects.ts';
import { type Cost, defaultTimeMs, type Reach, reachOf } from '../compare/reach.ts';
import type { Plan } from '../model/plan.ts';

/** Assumed time to start and warm up both sides of a server, until it is known; seconds. */
const LAUNCH_SECONDS = 4;

/** The estimated cost of measuring a subject. Only a server that a command starts is restarted for each launch. */
const costIn =
  ({ servers }: Pick<Plan, 'servers'>) =>
  ({ check, planned }: NamedSubject): Cost => {
    const server = planned[0]?.subject.server ?? null;
    const relaunches = server !== null && servers[server]?.settings.kind === 'command';
    const seconds = planned.map(({ subject }) => checkOf(check).schedule.seconds(subject.settings));
    return {
      server,
      launchSeconds: relaunches ? LAUNCH_SECONDS : 0,
      pairSeconds: 2 * seconds.reduce((sum, one) => sum + one, 0),
    };
  };

/** What a plan can fail on, and how long that takes. */
export const planReach = (plan: Plan): Reach => reachOf(plan, costIn(plan));

/** The plan with the time that it needs, unless the user wrote one. */
export const withTime = <P extends Plan>(plan: P): P =>
  plan.measure.isTimeWritten ? plan : { ...plan, measure: { ...plan.measure, timeMs: defaultTimeMs(planReach(plan)) } };
