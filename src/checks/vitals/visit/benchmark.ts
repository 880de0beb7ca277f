import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';

/**
 * Skips Lighthouse's benchmark of the machine, which takes a second before each navigation and each timespan. The load of
 * the machine during the visit says more.
 */
export function skipBenchmark(): void {
  pageFunctions.computeBenchmarkIndex = () => 0;
}
