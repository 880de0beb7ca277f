/** Shares and ratios go into every sample of a report: four decimals tell all that there is to them. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
