import { mean, median } from './center.ts';

/** The change between one pair of visits, and the launch of that pair. */
interface PairDifference {
  readonly launch: number;
  /** On the metric's scale, positive for the worse. */
  readonly difference: number;
}

/**
 * One number for each launch, since luck is per launch. It is the median of the launch's pairs, or the mean of two
 * pairs or of rare events. Launches keep their order; a launch without a pair is null.
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
