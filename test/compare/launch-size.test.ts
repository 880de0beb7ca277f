import { describe, expect, it } from 'vitest';
import { type LaunchSize, pairsPerLaunch } from '../../src/compare/launch-size.ts';

const endpoints: LaunchSize = {
  launches: 'shared',
  subjects: 1,
  rounds: 48,
  firstLook: 8,
  launchSeconds: 4,
  pairSeconds: 1.2,
};
const page: LaunchSize = { ...endpoints, launches: 'own', rounds: 40, launchSeconds: 20, pairSeconds: 9 };

describe('the pairs of one launch', () => {
  it('are three of an endpoint, and fewer where many share the launch', () => {
    expect([1, 8, 9, 16, 17].map((subjects) => pairsPerLaunch({ ...endpoints, subjects }))).toEqual([3, 3, 2, 2, 1]);
  });

  it('are more where a launch is dear, as far as the rounds go', () => {
    expect(pairsPerLaunch({ ...endpoints, launchSeconds: 20 })).toBe(4);
    expect(pairsPerLaunch({ ...endpoints, launchSeconds: 20, rounds: 50 })).toBe(5);
  });

  it('leave few rounds as many launches of one', () => {
    expect([6, 12, 20, 30].map((rounds) => pairsPerLaunch({ ...endpoints, rounds }))).toEqual([1, 1, 2, 3]);
  });

  it('are one of a page, unless its server takes longer to start than a visit', () => {
    expect(pairsPerLaunch({ ...page, launchSeconds: 5 })).toBe(1);
    expect(pairsPerLaunch(page)).toBe(3);
  });

  it('are one where nothing is launched: each round is on its own', () => {
    expect(pairsPerLaunch({ ...endpoints, launchSeconds: 0 })).toBe(1);
  });
});
