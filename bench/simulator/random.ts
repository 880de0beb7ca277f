/** Random numbers that come out the same for the same seed (sfc32, by Chris Doty-Humphrey). */
export interface Random {
  /** From 0 up to, but not including, 1. */
  uniform(): number;
  between(low: number, high: number): number;
  normal(standardDeviation: number): number;
  exponential(mean: number): number;
  chance(probability: number): boolean;
}

export function seeded(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const uniform = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) uniform();
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    // Box & Muller 1958; 1 − uniform keeps the logarithm finite.
    normal: (standardDeviation) =>
      standardDeviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    chance: (probability) => uniform() < probability,
  };
}
