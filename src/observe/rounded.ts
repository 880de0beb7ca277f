/** Rounds to four decimals, which are precise enough for the shares and ratios in every sample of a report. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
