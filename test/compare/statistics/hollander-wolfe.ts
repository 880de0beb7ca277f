/**
 * Hamilton's depression scale of nine patients, second visit minus first, with the sign turned round: Hollander & Wolfe,
 * Nonparametric Statistical Methods (1973), table 3.1. V = 40, p = 0.01953, estimate 0.46.
 */
const FIRST = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

export const DEPRESSION: readonly number[] = FIRST.map((first, i) => first - (SECOND[i] as number));
