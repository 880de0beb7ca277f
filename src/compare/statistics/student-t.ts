/**
 * P(T > t) for Student's t with a whole number of degrees of freedom: the finite sums of Abramowitz & Stegun 26.7.3 (odd)
 * and 26.7.4 (even).
 */
export function upperTail(t: number, degrees: number): number {
  if (t < 0) return 1 - upperTail(-t, degrees);
  const angle = Math.atan(t / Math.sqrt(degrees));
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * Math.cos(angle) ** 2;
    sum += term;
  }
  const within = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return (1 - within) / 2;
}

/** The t above which Student's t lies with `probability`, by bisection; 0 < probability < 1, at least 1 degree of freedom. */
export function quantileAbove(probability: number, degrees: number): number {
  let low = -1;
  let high = 1;
  while (upperTail(low, degrees) < probability) low *= 2;
  while (upperTail(high, degrees) > probability) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (upperTail(middle, degrees) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
