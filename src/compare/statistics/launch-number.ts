import { mean, median } from './center.ts';

/** What one pair of visits changed by, and the launch that it was made in. */
interface PairDifference {
  readonly launch: number;
  /** On the metric's scale, positive for the worse. */
  readonly difference: number;
}

/**
 * One number a launch, since luck is per launch: the median of its pairs, or their mean where they are two, or where a
 * visit counts what is rare. Launches come in their order; one without a pair has no number, and is null.
 */
export function launchNumbers(
  pairs: readonly PairDifference[],
  launches: readonly number[],
  center: 'typical' | 'mean',
): (number | null)[] {
  const byLaunch = Map.groupBy(pairs, ({ launch }) => launch);
  return launches.map((launch) => {
    const differences = (byLaunch.get(launch) ?? []).map(({ difference }) => difference);
    if (differences.length === 0) return null;
    return center === 'mean' || differences.length <= 2 ? mean(differences) : median(differences);
  });
}
