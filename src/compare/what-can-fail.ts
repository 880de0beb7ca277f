import { hasNoise } from '../model/metric.ts';
import { type Decisive, isExact } from '../model/plan.ts';
import { pairsPerLaunch } from './launch-size.ts';
import { MIN_LAUNCHES, type NamedSubject, namedSubjects } from './named-subjects.ts';
import { leastLaunches, levelOf, looksWithin, MOST_LAUNCHES } from './statistics/levels.ts';
import { atRisk } from './subject-rules.ts';

/** The cost of measuring one subject, estimated or measured; seconds. */
export interface Cost {
  /** The subjects of one server share its launches. Null: the subject needs no server. */
  readonly server: string | null;
  /** Starting and warming up both sides; 0 if they run on from launch to launch. */
  readonly launchSeconds: number;
  /** One visit of each side, on all devices. */
  readonly pairSeconds: number;
}

/** A subject whose results can't be called regressed, however bad. */
interface OutOfReach {
  readonly check: string;
  readonly subject: string;
  /** The resource of which the plan has too little. */
  readonly lacks: 'rounds' | 'time';
  /** Rounds that can count, or seconds of measuring. */
  readonly has: number;
  /** The rounds, or the seconds of `measure.time`, that would be enough. */
  readonly needs: number;
}

export interface Reach {
  readonly outOfReach: readonly OutOfReach[];
  /** Duration of a run in which no subject looks suspicious. */
  readonly screenSeconds: number;
  /** Seconds in which every subject that looks suspicious can be measured to its last look. */
  readonly enoughSeconds: number;
}

/** The fewest rounds that can decide a plan with a single subject. */
export const leastRounds = (confidence: number): number => leastLaunches(levelOf(confidence, 1));

/** One in so many subjects is expected to look suspicious by chance. */
const SUBJECTS_PER_SUSPECT = 8;

/**
 * The changes that a plan can detect within its rounds and its time. Config errors, `--plan`, the schedule and the
 * first line of a report share this rule.
 *
 * @param share the part of the plan that this job measures.
 */
export function reachOf(
  plan: Decisive & { readonly measure: { readonly timeMs: number } },
  costOf: (named: NamedSubject) => Cost,
  share: Pick<Decisive, 'subjects'> = plan,
): Reach {
  const { confidence, rounds: roundsOf, timeMs } = plan.measure;
  const level = levelOf(confidence, atRisk(plan).changes);
  const least = leastLaunches(level);
  const all = namedSubjects(share).filter(({ planned }) => !planned.every(isExact));
  const costs = new Map(all.map((named) => [named, costOf(named)]));
  const units = Map.groupBy(all, (named) =>
    named.launches === 'shared' ? `${named.check} ${costs.get(named)?.server}` : named.id,
  );
  const planned = [...units.values()].flatMap((members) =>
    members.map((named) => {
      const { launchSeconds, pairSeconds } = costs.get(named) as Cost;
      const rounds = roundsOf[named.check] ?? 1;
      const size = {
        launches: named.launches,
        subjects: members.filter(isVisited).length,
        rounds,
        firstLook: least + 1,
        launchSeconds,
        pairSeconds,
      };
      const pairs = pairsPerLaunch(size);
      const screen = MIN_LAUNCHES[named.launches];
      const alone = launchSeconds + pairs * pairSeconds;
      return {
        named,
        rounds,
        pairs,
        screen,
        alone,
        screenSeconds: isVisited(named)
          ? screen * (launchSeconds / members.filter(isVisited).length + pairs * pairSeconds)
          : 0,
      };
    }),
  );
  const screenSeconds = planned.reduce((sum, one) => sum + one.screenSeconds, 0);
  const last = Math.max(
    0,
    ...planned.map(({ rounds, pairs, screen, alone }) => {
      const looks = looksWithin(level, Math.floor(rounds / pairs));
      return Math.max(0, (looks?.last ?? screen) - screen) * alone;
    }),
  );
  const suspects = 1 + Math.floor(planned.length / SUBJECTS_PER_SUSPECT);
  const outOfReach = planned.flatMap(({ named, rounds, pairs, screen, alone }): OutOfReach[] => {
    if (!mayFail(named) || !isVisited(named)) return [];
    const { check, subject } = named;
    const counting = Math.min(rounds, MOST_LAUNCHES * pairs);
    if (Math.floor(counting / pairs) < least)
      return [{ check, subject, lacks: 'rounds', has: counting, needs: least * pairs }];
    const seconds = screenSeconds + Math.max(0, least - screen) * alone;
    return seconds <= timeMs / 1_000
      ? []
      : [{ check, subject, lacks: 'time', has: timeMs / 1_000, needs: Math.ceil(seconds) }];
  });
  return { outOfReach, screenSeconds, enoughSeconds: screenSeconds + last * suspects };
}

/** False for the server itself, which takes no time beyond the visits of the subjects on it. */
const isVisited = ({ planned }: NamedSubject): boolean => planned.some(({ subject }) => subject.isServer !== true);

/** Whether a change of the subject can fail the run at all. */
const mayFail = ({ planned }: NamedSubject): boolean =>
  planned.some(({ metrics }) =>
    metrics.some(({ metric, threshold }) => metric.kind === 'sampled' && hasNoise(metric) && threshold !== null),
  );

/** Seconds. Costs are for a quiet machine. On a busy one, visits take twice as long and rounds are made again. */
const TIME = { least: 120, most: 720, reserve: 2.5 } as const;

/** The time for a plan if the user sets none; milliseconds. */
export const defaultTimeMs = ({ enoughSeconds }: Pick<Reach, 'enoughSeconds'>): number =>
  1_000 * Math.ceil(Math.min(TIME.most, Math.max(TIME.least, TIME.reserve * enoughSeconds)));
