import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';

/**
 * Lighthouse times a piece of work in the browser before each navigation and each timespan, a second each, to tell how
 * fast the machine is. How it is during the visit tells more, so that second is saved.
 */
export function skipBenchmark(): void {
  pageFunctions.computeBenchmarkIndex = () => 0;
}
