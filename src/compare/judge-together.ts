import type { MetricJudgement } from './judge-subject.ts';
import { MIN_LAUNCHES } from './named-subjects.ts';
import { mean } from './statistics/center.ts';
import { estimateOf, isLikely } from './statistics/interval.ts';
import { judgeSubject } from './statistics/judge.ts';
import { MOST_LAUNCHES } from './statistics/levels.ts';

/** The number of first rounds that every subject is sure to have. */
const LAST_ROUND = MIN_LAUNCHES.own;
const FIRST_ROUND = 2;
/**
 * The one-sided level at which a subject's own launches must be worse, once all subjects together are certainly worse.
 */
const BESIDE = 0.05;

/**
 * Judges the subjects together in their first rounds. If they are certainly worse, each subject regresses that is
 * likely past its own threshold.
 *
 * @param judged the judgements of each of these subjects.
 * @param level the level of one subject of the run.
 */
export function judgedTogether(judged: readonly (readonly MetricJudgement[])[], level: number): MetricJudgement[][] {
  const columns = judged.map((ofSubject) => ofSubject.filter(isShared));
  const launches = Math.min(LAST_ROUND, ...columns.flatMap((all) => all.map(({ change }) => change.numbers.length)));
  const isComplete = columns.every((all) => all.length > 0) && launches >= FIRST_ROUND;
  const last = Math.min(LAST_ROUND, Math.floor(MOST_LAUNCHES / judged.length));
  const rounds = Array.from({ length: Math.min(launches, last) }, (_, round) => round);
  if (!isComplete || !isWorse(columns, rounds, last, level)) return judged.map((all) => [...all]);
  return judged.map((all) => all.map((one) => (isShared(one) ? regressedIfLikely(one, rounds.length) : one)));
}

type Shared = MetricJudgement & {
  readonly change: NonNullable<MetricJudgement['change']> & { readonly threshold: number };
};

const isShared = (one: MetricJudgement): one is Shared =>
  one.limited.metric.together === true && one.key.part === null && one.change !== null && one.change.threshold !== null;

/**
 * Whether all subjects together are worse, by their launches in the order of rounds: each is the mean of a subject's
 * devices.
 */
function isWorse(
  columns: readonly (readonly Shared[])[],
  rounds: readonly number[],
  last: number,
  level: number,
): boolean {
  const launches = rounds.flatMap((round) => columns.map((devices) => meanOf(devices, round)));
  const threshold = mean(columns.flatMap((devices) => devices.map(({ change }) => change.threshold)));
  const looks = { first: FIRST_ROUND * columns.length, last: last * columns.length, step: columns.length };
  if (last < FIRST_ROUND || level * 2 ** looks.last < 1) return false;
  const series = {
    launches,
    threshold,
    minEffect: 0,
    equivalenceMargin: threshold,
    center: 'typical',
    support: [],
  } as const;
  const [judgement] = judgeSubject([series], { looks, level, minLaunches: 1 });
  return judgement?.status === 'regressed';
}

function meanOf(devices: readonly Shared[], round: number): number | null {
  const numbers = devices.map(({ change }) => change.numbers[round] ?? null);
  return numbers.every((number) => number !== null) ? mean(numbers) : null;
}

function regressedIfLikely(one: Shared, rounds: number): MetricJudgement {
  if (one.change.status === 'regressed') return one;
  const numbers = one.change.numbers.slice(0, rounds).filter((number) => number !== null);
  const estimate = estimateOf(numbers, 'typical');
  if (!(estimate.value >= one.change.threshold) || !isLikely(estimate, 1, BESIDE)) return one;
  return { ...one, change: { ...one.change, status: 'regressed', settled: true } };
}
