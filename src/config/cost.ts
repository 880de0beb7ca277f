import { checkOf } from '../checks/index.ts';
import type { NamedSubject } from '../compare/named-subjects.ts';
import { type Cost, defaultTimeMs, type Reach, reachOf } from '../compare/reach.ts';
import type { Plan } from '../model/plan.ts';

/** Assumed time to start and warm up both sides of a server, until it is known; seconds. */
const LAUNCH_SECONDS = 4;

/** One visit of each side, on all devices; seconds. */
const pairSeconds = ({ planned }: NamedSubject): number =>
  2 * planned.reduce((sum, { check, subject }) => sum + checkOf(check).schedule.seconds(subject.settings), 0);

/** The estimated cost of measuring a subject. Only a server that a command starts is restarted for each launch. */
const costIn =
  ({ servers }: Pick<Plan, 'servers'>) =>
  (named: NamedSubject): Cost => {
    const server = named.planned[0]?.subject.server ?? null;
    const relaunches = server !== null && servers[server]?.settings.kind === 'command';
    return { server, launchSeconds: relaunches ? LAUNCH_SECONDS : 0, pairSeconds: pairSeconds(named) };
  };

/** Estimated seconds that all rounds of a subject take. Launches are left out, since subjects of one server share them. */
export const roundsSeconds = (named: NamedSubject, { rounds }: Pick<Plan['measure'], 'rounds'>): number =>
  (rounds[named.check] ?? 1) * pairSeconds(named);

/** What a plan can fail on, and how long that takes. */
export const planReach = (plan: Plan): Reach => reachOf(plan, costIn(plan));

/** The plan with the time that it needs, unless the user wrote one. */
export const withTime = <P extends Plan>(plan: P): P =>
  plan.measure.isTimeWritten ? plan : { ...plan, measure: { ...plan.measure, timeMs: defaultTimeMs(planReach(plan)) } };
