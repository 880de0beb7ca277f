/** k of n as a share, with the 95 % interval of Wilson (1927): unlike k/n ± …, it is right at 0 and at n too. */
export function wilson(k: number, n: number): { share: number; low: number; high: number } {
  const z = 1.96;
  const share = k / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
  return { share, low: k === 0 ? 0 : middle - half, high: k === n ? 1 : middle + half };
}
