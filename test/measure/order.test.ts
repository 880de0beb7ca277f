import { describe, expect, it } from 'vitest';
import { pairsPerLaunch } from '../../src/measure/order.ts';

describe('the pairs of one launch', () => {
  it('are two while nothing is known of the costs', () => {
    expect(pairsPerLaunch(Number.NaN, Number.NaN)).toBe(2);
  });

  it('are two where launches are cheap, and four where they are dear', () => {
    expect(pairsPerLaunch(1_000, 2_000)).toBe(2);
    expect(pairsPerLaunch(20_000, 2_000)).toBe(4);
  });
});
