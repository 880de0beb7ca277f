import type { Coins, Sample } from '../../src/model/measurements.ts';
import { nameId, type Side } from '../../src/model/subject.ts';

/** The coins with which these samples could have been measured: base is first in every other launch. */
export function coinsFor(samples: readonly Sample[], pairsPerLaunch: number): Coins | null {
  const subjects = [...Map.groupBy(samples, nameId).values()].map((ofSubject) => {
    const [{ check, subject }] = ofSubject as [Sample];
    const launches = 1 + Math.max(...ofSubject.map(({ launch }) => launch));
    const first = Array.from({ length: launches }, (_, launch): Side => (launch % 2 === 0 ? 'base' : 'head'));
    return { check, subject, pairsPerLaunch, first };
  });
  return subjects.length === 0 ? null : { seed: '5eed', subjects };
}
