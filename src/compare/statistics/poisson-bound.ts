/**
 * The mean below which a Poisson number is at least `seen` with a probability of less than `level` (Garwood 1936): with
 * the confidence 1 − level the true mean is not lower. By bisection; `seen` is a whole number from 1 on.
 */
export function poissonLowerBound(seen: number, level: number): number {
  let low = 0;
  let high = seen;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (probabilityOfAtLeast(seen, middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function probabilityOfAtLeast(seen: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let count = 0; count < seen; count++) {
    below += term;
    term *= mean / (count + 1);
  }
  return 1 - below;
}
