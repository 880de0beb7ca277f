import { describe, expect, it, test } from 'vitest';
import { decide } from '../../src/compare/decide.ts';
import { pairsPerLaunch } from '../../src/compare/launch-size.ts';
import { firstLookOf } from '../../src/compare/subject-rules.ts';
import { type Cost, reachOf } from '../../src/compare/what-can-fail.ts';
import type { Sample } from '../../src/model/measurements.ts';
import type { Plan, PlannedSubject } from '../../src/model/plan.ts';
import { subjectKey } from '../../src/model/subject.ts';
import { aMetric, aPlan, aPlanned, aThreshold, limited } from '../support/plans/a-plan.ts';
import { someMeasurements } from '../support/plans/some-measurements.ts';
import { coinsFor } from './coins.ts';

/** From 15 on nothing new begins, and to try all flips takes long. */
const ROUNDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 20];
const SUBJECTS = [1, 2, 3, 4, 5, 8, 9, 10, 16, 17, 32, 64, 100];
const SOME_SUBJECTS = [1, 3, 9, 16, 100];
/** In every one of these, slow is the first subject, three times as slow on head; nothing else differs but by its noise. */
const FACTOR = 3;

interface Case {
  readonly rounds: number;
  readonly subjects: number;
  readonly launches: PlannedSubject['launches'];
  readonly launchSeconds: number;
  readonly confidence?: number;
}

const threshold = aThreshold(0.1);
const METRICS = {
  shared: [limited(aMetric('p50')), limited(aMetric('p95'), { threshold }), limited(aMetric('cpu'))],
  own: [limited(aMetric('lcp', { together: true }), { threshold }), limited(aMetric('tbt'), { threshold })],
};

const planOf = ({ rounds, subjects, launches, confidence = 0.99 }: Case): Plan => {
  const check = launches === 'shared' ? 'api' : 'vitals';
  const names = Array.from({ length: subjects }, (_, index) => `s${index}`);
  return aPlan(
    names.map((name) => aPlanned(METRICS[launches], { check, name, launches })),
    { measure: { rounds: { [check]: rounds }, timeMs: 1e12, isTimeWritten: true, confidence } },
  );
};

const costOf = ({ launchSeconds }: Case): Cost => ({ server: 'server', launchSeconds, pairSeconds: 1.2 });

/** What the schedule would have measured: every launch that the rounds allow. */
function measurementsOf(plan: Plan, given: Case) {
  const size = { launches: given.launches, rounds: given.rounds, firstLook: firstLookOf(plan) };
  const subjects = given.launches === 'shared' ? given.subjects : 1;
  const pairs = pairsPerLaunch({ ...size, subjects, launchSeconds: given.launchSeconds, pairSeconds: 1.2 });
  // Another job measures the others, which count as if they were here. Pages are judged together only if all are measured.
  const measured = given.launches === 'own' && given.subjects <= 10 ? given.subjects : 2;
  const samples = plan.subjects.slice(0, measured).flatMap((planned, index) =>
    planned.metrics.flatMap(({ metric }) =>
      Array.from({ length: given.rounds }, (_, round) =>
        (['base', 'head'] as const).map((side): Sample => {
          const noise = 1 + 0.01 * Math.sin(7 * round + 3 * index + (side === 'head' ? 1 : 0));
          const level = index === 0 && side === 'head' ? 100 * FACTOR : 100;
          const at = { side, round, launch: Math.floor(round / pairs), order: 0, attempt: 0 } as const;
          return { ...subjectKey(planned), metric: metric.id, ...at, value: level * noise };
        }),
      ).flat(),
    ),
  );
  return someMeasurements({ samples, coins: coinsFor(samples, pairs) });
}

const regressedIn = (plan: Plan, given: Case): string[] => [
  ...new Set(
    decide(plan, measurementsOf(plan, given))
      .filter(({ verdict, threshold: { status } }) => status === 'regressed' && verdict === 'fail')
      .map(({ subject }) => subject),
  ),
];

const inReachOf = (plan: Plan, given: Case): string[] => {
  const { outOfReach } = reachOf(plan, () => costOf(given));
  return plan.subjects
    .map(({ subject }) => subject.name)
    .filter((name) => !outOfReach.some((one) => one.subject === name));
};

describe.each([
  ['endpoints of a server', { launches: 'shared', launchSeconds: 4 }, SUBJECTS],
  ['endpoints of a server that takes long to start', { launches: 'shared', launchSeconds: 40 }, SOME_SUBJECTS],
  ['endpoints of a server that runs on', { launches: 'shared', launchSeconds: 0 }, SOME_SUBJECTS],
  ['pages', { launches: 'own', launchSeconds: 0 }, SOME_SUBJECTS],
  ['pages of a server that takes long to start', { launches: 'own', launchSeconds: 40 }, SOME_SUBJECTS],
] as const)('Of %s', (_, kind, subjects) => {
  it.each(subjects)('%i: a plan says that it can fail on one exactly where it would', (subjects) => {
    for (const rounds of ROUNDS) {
      const given = { ...kind, rounds, subjects };
      const plan = planOf(given);
      const inReach = inReachOf(plan, given);
      const regressed = regressedIn(plan, given);
      expect({ rounds, regressed }).toEqual({ rounds, regressed: inReach.includes('s0') ? ['s0'] : [] });
      // Subjects of one kind are in reach together.
      expect(inReach.length).toBe(regressed.length * subjects);
    }
  });
});

test('The rounds that a plan is said to need are the least by which it fails', () => {
  for (const subjects of SUBJECTS) {
    const short = { launches: 'shared', launchSeconds: 4, rounds: 5, subjects } as const;
    const needed = reachOf(planOf(short), () => costOf(short)).outOfReach[0]?.needs ?? 0;
    for (const [rounds, fails] of [
      [needed - 1, []],
      [needed, ['s0']],
    ] as const) {
      const given = { ...short, rounds };
      expect({ subjects, rounds, fails: regressedIn(planOf(given), given) }).toEqual({ subjects, rounds, fails });
    }
  }
});

test('A confidence that no number of launches can give is out of reach, however many the rounds', () => {
  const given = { launches: 'shared', launchSeconds: 4, rounds: 48, subjects: 1, confidence: 0.9999999 } as const;
  const plan = planOf(given);
  expect(regressedIn(plan, given)).toEqual([]);
  expect(inReachOf(plan, given)).toEqual([]);
});

test('A subject without a threshold can fail by no change, and is not named', () => {
  const given = { launches: 'shared', launchSeconds: 4, rounds: 3, subjects: 1 } as const;
  const plan = { ...planOf(given), subjects: [aPlanned([limited(aMetric('p95'))])] };
  expect(reachOf(plan, () => costOf(given)).outOfReach).toEqual([]);
});
