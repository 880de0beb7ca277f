/** Every sample of a report has shares and ratios; four decimals are precise enough. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
