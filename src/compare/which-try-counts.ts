import type { Sample } from '../model/measurements.ts';
import { nameId, type Side, type SubjectKey, subjectId, wholeOf } from '../model/subject.ts';
import { countingTries, disturbanceOf, followsASide, mayFollowASide, type Try } from './disturbed.ts';

/** A record of one try of a round: a sample, or the evidence of a visit. */
type OfTry = SubjectKey & Pick<Sample, 'round' | 'redo'>;

/** Whether a record belongs to the try that counts. */
type Counts = (one: OfTry) => boolean;

const known = new WeakMap<readonly Sample[], Counts>();

/**
 * Decides which tries count in rounds that were made again. It depends on the samples alone, so a report gives the same
 * answer.
 */
export function countsIn(samples: readonly Sample[]): Counts {
  const counts = known.get(samples) ?? decideTries(samples);
  known.set(samples, counts);
  return counts;
}

function decideTries(samples: readonly Sample[]): Counts {
  const again = new Set(samples.filter(({ redo }) => redo !== undefined).map(nameId));
  if (again.size === 0) return () => true;
  const counting = new Map<string, number>();
  const subjects = Map.groupBy(
    samples.filter((sample) => again.has(nameId(sample))),
    nameId,
  );
  for (const ofSubject of subjects.values()) {
    const rounds = roundsOf(ofSubject);
    const chosen = countingTries(rounds.map(({ tries }) => tries));
    for (const [index, { id, redos }] of rounds.entries()) counting.set(id, redos[chosen[index] ?? 0] ?? 0);
  }
  return (one) => (counting.get(roundId(one)) ?? 0) === (one.redo ?? 0);
}

/** Whether others disturb one side of a subject more often than the other: then no round of it is made again. */
export const othersFollowASide = (ofSubject: readonly Sample[]): boolean => followsASide(firstsOf(ofSubject));

/**
 * The sets of samples by which a subject must be settled: those that count now, and the first tries alone. The first
 * tries would count if the disturbance turned out to follow a side.
 */
export function waysToCount(samples: readonly Sample[], ofSubject: readonly Sample[]): (readonly Sample[])[] {
  const isOpen = ofSubject.some(({ redo }) => redo !== undefined) && mayFollowASide(firstsOf(ofSubject));
  return isOpen ? [samples, samples.filter(({ redo }) => redo === undefined)] : [samples];
}

const firstsOf = (ofSubject: readonly Sample[]): Try[] => roundsOf(ofSubject).map(({ tries: [first] }) => first);

interface Round {
  readonly id: string;
  /** The tries in which both sides were visited, in their order. */
  readonly tries: readonly [Try, ...Try[]];
  /** How often the round had been made before each try. */
  readonly redos: readonly number[];
}

function roundsOf(samples: readonly Sample[]): Round[] {
  return [...Map.groupBy(samples, roundId)].flatMap(([id, ofRound]): Round[] => {
    const tries = [...Map.groupBy(ofRound, ({ redo }) => redo ?? 0)]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([redo, ofTry]) => {
        const [base, head] = [visitOf(ofTry, 'base'), visitOf(ofTry, 'head')];
        return base === null || head === null ? [] : [{ redo, base, head }];
      });
    const [first, ...others] = tries;
    return first === undefined ? [] : [{ id, tries: [first, ...others], redos: tries.map(({ redo }) => redo) }];
  });
}

/** How disturbed the visit of a side was; null if there is none. */
function visitOf(ofTry: readonly Sample[], side: Side): number | null {
  const sample = ofTry.find((one) => one.side === side);
  return sample === undefined ? null : (disturbanceOf(sample.covariates) ?? 0);
}

const roundId = (one: OfTry): string => `${one.round} ${subjectId(wholeOf(one))}`;
