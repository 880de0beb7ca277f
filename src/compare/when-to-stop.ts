import type { Measurements } from '../model/measurements.ts';
import { hasNoise } from '../model/metric.ts';
import type { Decisive } from '../model/plan.ts';
import type { SubjectKey } from '../model/subject.ts';
import { compareExact } from './exact.ts';
import { judgeIn } from './judge-all.ts';
import type { MetricJudgement } from './judge-subject.ts';
import { kindOf } from './metric-kind.ts';
import { keysOf, MIN_LAUNCHES, type NamedSubject, namedSubjects } from './named-subjects.ts';
import { samplesOf, visitsOf } from './pairs.ts';
import { lackOf, limitsThatHold, tooFew } from './results-without-values.ts';
import { waysToCount } from './which-try-counts.ts';

/** How near a subject is to a verdict. */
interface Progress {
  /** Whether more launches would change no verdict. */
  readonly settled: boolean;
  /** The largest estimate of an open metric over its threshold; 0 if none got worse. */
  readonly suspicion: number;
}

/**
 * Additional launches before a worse fact is final. A value that each process draws by chance seldom agrees in so many
 * more.
 */
const CONFIRMING_LAUNCHES = 2;

/** Tells the schedule when a subject is settled, and which subject to measure next. */
export const progressIn =
  (plan: Decisive) =>
  ({ check, subject }: Pick<SubjectKey, 'check' | 'subject'>, soFar: Measurements): Progress => {
    const named = namedSubjects(plan).find((one) => one.check === check && one.subject === subject);
    if (named === undefined) throw new Error(`there is no ${check}/${subject} in the plan`);
    const mine = soFar.samples.filter((one) => one.check === check && one.subject === subject);
    const ways = waysToCount(soFar.samples, mine).map((samples) => progressOf(plan, named, { ...soFar, samples }));
    return {
      settled: ways.every(({ settled }) => settled),
      suspicion: Math.max(...ways.map(({ suspicion }) => suspicion)),
    };
  };

function progressOf(plan: Decisive, named: NamedSubject, soFar: Measurements): Progress {
  const launches = launchesOf(named, soFar);
  if (launches < MIN_LAUNCHES[named.launches]) return { settled: false, suspicion: 0 };
  const open = judgeIn(plan, named, soFar, 'stop').filter((one) => !isSettled(one) && !isLost(one, soFar));
  const confirmed = launches >= MIN_LAUNCHES[named.launches] + CONFIRMING_LAUNCHES || !hasWorseFact(named, soFar);
  const suspicion = Math.max(0, ...open.map(({ change, limited }) => suspicionOf(change, limited.threshold !== null)));
  return { settled: open.length === 0 && confirmed && !lacksAnswers(named, soFar), suspicion };
}

/** Whether too few visits gave a value, so that more launches for this metric are wasted. */
const isLost = ({ key, limited: { metric } }: MetricJudgement, soFar: Measurements): boolean =>
  metric.kind === 'sampled' && tooFew(samplesOf(soFar, key, metric).head.length, visitsOf(soFar, key, metric));

const isSettled = ({ change, budget, limited }: MetricJudgement): boolean =>
  (change?.settled ?? true) && ((budget?.settled ?? true) || limited.budget === null);

const suspicionOf = (change: MetricJudgement['change'], mayFail: boolean): number =>
  change === null || !mayFail || change.threshold === null ? 0 : change.estimate / change.threshold;

function launchesOf(named: NamedSubject, { samples }: Measurements): number {
  const mine = samples.filter(({ check, subject }) => check === named.check && subject === named.subject);
  return new Set(mine.map(({ launch }) => launch)).size;
}

/** Whether a metric that the user limits still needs more answers. */
const lacksAnswers = (named: NamedSubject, soFar: Measurements): boolean =>
  keysOf(named, soFar).some(([planned, key]) =>
    planned.metrics.some((limited) => {
      if (limited.metric.answers === undefined) return false;
      const samples = samplesOf(soFar, key, limited.metric);
      const lack = lackOf(limited, limitsThatHold(limited, samples), samples, visitsOf(soFar, key, limited.metric));
      return lack?.code === 'too-few-answers';
    }),
  );

/** Whether a fact on which all visits agree would fail the run. */
const hasWorseFact = (named: NamedSubject, soFar: Measurements): boolean =>
  keysOf(named, soFar).some(([planned, key]) =>
    planned.metrics.some(({ metric, budget, threshold }) => {
      if (metric.kind !== 'fact' || !hasNoise(metric) || threshold === null) return false;
      const samples = samplesOf(soFar, key, metric);
      const isExact = kindOf(metric, samples, MIN_LAUNCHES[named.launches]) === 'exact' && samples.head.length > 0;
      return isExact && compareExact(metric, samples, { budget, threshold }).status === 'regressed';
    }),
  );
