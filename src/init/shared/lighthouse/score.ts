/** The distribution that Lighthouse scores a metric by: the values that score 0.9 and 0.5. */
interface Curve {
  readonly p10: number;
  readonly median: number;
}

export type Device = 'mobile' | 'desktop';

/** Scoring curves of Lighthouse 10 to 13. */
const CURVES: Readonly<Record<string, Readonly<Record<Device, Curve>>>> = {
  fcp: { mobile: { p10: 1_800, median: 3_000 }, desktop: { p10: 934, median: 1_600 } },
  lcp: { mobile: { p10: 2_500, median: 4_000 }, desktop: { p10: 1_200, median: 2_400 } },
  'speed-index': { mobile: { p10: 3_387, median: 5_800 }, desktop: { p10: 1_311, median: 2_300 } },
  tbt: { mobile: { p10: 200, median: 600 }, desktop: { p10: 150, median: 350 } },
  cls: { mobile: { p10: 0.1, median: 0.25 }, desktop: { p10: 0.1, median: 0.25 } },
};

/** Lighthouse's own approximation: Abramowitz and Stegun, formula 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - y * Math.exp(-x * x));
}

/** erfc⁻¹(1/5) */
const K = 0.9061938024368232;

/** https://www.desmos.com/calculator/o98tbeyt1t, without the clamps at p10 and median. */
const scoreAt = (value: number, { p10, median }: Curve): number =>
  (1 - erf((Math.log(value / median) * K) / Math.log(median / p10))) / 2;

/**
 * The largest value of a metric that Lighthouse gives at least this score, rounded up to 10 ms, and CLS to 0.001. Lighthouse
 * cuts a score off at two decimals, after it has added a twentieth of what is above 0.9.
 *
 * @param score from 0 to 1
 * @returns null for a metric without a score, and for a score that every value, or none, has
 */
export function largestAtScore(metric: string, device: Device, score: number): number | null {
  const curve = CURVES[metric]?.[device];
  if (curve === undefined || !(score > 0 && score < 1)) return null;
  const step = metric === 'cls' ? 0.001 : 10;
  if (score === 0.9) return Math.ceil(curve.p10 / step) * step;
  const least = score > 0.9 ? (score + 0.045) / 1.05 : score;
  let [low, high] = [curve.p10 / 1_000, curve.median * 1_000];
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (scoreAt(middle, curve) >= least) low = middle;
    else high = middle;
  }
  return Number((Math.ceil(low / step - 1e-6) * step).toFixed(3));
}
