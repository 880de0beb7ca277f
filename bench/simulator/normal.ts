/** The standard normal distribution. */

const density = (z: number): number => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);

/** P(Z > z), to about 1e-12: a series near the middle, a continued fraction in the tail (Abramowitz & Stegun 26.2.11, 26.2.14). */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 60; k++) {
      term *= z ** 2 / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density(z) * sum;
  }
  let fraction = z;
  for (let k = 60; k > 0; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}
