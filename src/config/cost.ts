import { checkOf } from '../checks/index.ts';
import type { NamedSubject } from '../compare/named-subjects.ts';
import { type Cost, defaultTimeMs, type Reach, reachOf } from '../compare/what-can-fail.ts';
import type { MeasuredCost } from '../model/measurements.ts';
import { isStarted, type Plan } from '../model/plan.ts';

/** Assumed time to start and warm up both sides of a server, until it is measured; seconds. */
const LAUNCH_SECONDS = 4;

/** Time for one visit of each side, on all devices; seconds. */
const pairSeconds = ({ planned }: NamedSubject): number =>
  2 * planned.reduce((sum, { check, subject }) => sum + checkOf(check).schedule.seconds(subject.settings), 0);

/**
 * The cost of a subject, measured or else estimated. Only a server that a command starts is restarted for each launch.
 */
const costIn =
  ({ servers }: Pick<Plan, 'servers'>, measured: readonly MeasuredCost[]) =>
  (named: NamedSubject): Cost => {
    const server = named.planned[0]?.subject.server ?? null;
    const known = measured.find(({ check, subject }) => check === named.check && subject === named.subject);
    if (known !== undefined) return { server, ...known };
    return {
      server,
      launchSeconds: isStarted(server, { servers }) ? LAUNCH_SECONDS : 0,
      pairSeconds: pairSeconds(named),
    };
  };

/** Estimated seconds that all rounds of a subject take. Launches are left out, since subjects of one server share them. */
export const roundsSeconds = (named: NamedSubject, { rounds }: Pick<Plan['measure'], 'rounds'>): number =>
  (rounds[named.check] ?? 1) * pairSeconds(named);

/**
 * The changes that a plan can detect, and the time that this takes.
 *
 * @param share the part of the plan that this job measures.
 * @param measured the measured costs of its subjects.
 */
export const planReach = (
  plan: Plan,
  share: Pick<Plan, 'subjects'> = plan,
  measured: readonly MeasuredCost[] = [],
): Reach => reachOf(plan, costIn(plan, measured), share);

/** The plan with the time that it needs, unless the user wrote one. */
export const withTime = <P extends Plan>(plan: P): P =>
  plan.measure.isTimeWritten ? plan : { ...plan, measure: { ...plan.measure, timeMs: defaultTimeMs(planReach(plan)) } };
