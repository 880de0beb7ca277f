/** How long a visit's processes waited for a core, over how long they ran (Linux, schedstat): 0 on an idle machine. */
export interface RunQueueDelay {
  readonly base: number;
  readonly head: number;
}

/** A regression has to rest on at least as much as this many equal pairs. */
export const LEAST_EFFECTIVE_PAIRS = 8;
/** Fewer pairs than it takes for that keep at least this share of their number. */
const LEAST_EFFECTIVE_SHARE = 2 / 3;

/**
 * Spread of a visit's log-latency: some that is always there, and some that grows with the delay. From 1 584 visits on
 * a shared two-core machine; anything from 0.25 to 0.6 for the second does about as well in simulation.
 */
const SPREAD_ALWAYS = 0.05;
const SPREAD_PER_DELAY = 0.25;

/** The number of equally weighted pairs that would be worth as much (Kish 1965): (Σw)² / Σw². */
export function effectivePairs(weights: readonly number[]): number {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.length === 0 ? 0 : sum ** 2 / weights.reduce((all, weight) => all + weight ** 2, 0);
}

/**
 * The weight of every pair: one over the variance that its two delays predict. Base and head enter alike, so that
 * weights cannot favour a side. Equal where the kernel does not tell the delay of every visit.
 *
 * In a run that was disturbed throughout, two or three calm pairs would outweigh all others, and the estimate would be
 * their luck. There all weights are raised to the same power below 1, which keeps their order and brings them closer
 * together, until `LEAST_EFFECTIVE_PAIRS` count (of few pairs, two thirds).
 */
export function weightsOf(delays: readonly (RunQueueDelay | undefined)[]): number[] {
  if (!delays.every((delay) => delay !== undefined && Number.isFinite(delay.base + delay.head))) {
    return delays.map(() => 1);
  }
  const variance = (delay: number) => SPREAD_ALWAYS ** 2 + (SPREAD_PER_DELAY * Math.max(0, delay)) ** 2;
  const weights = (delays as readonly RunQueueDelay[]).map(({ base, head }) => {
    // 1 for a calm pair, so that no unit is left in it.
    return (2 * SPREAD_ALWAYS ** 2) / (variance(base) + variance(head));
  });
  return tempered(weights, Math.min(LEAST_EFFECTIVE_PAIRS, LEAST_EFFECTIVE_SHARE * weights.length));
}

function tempered(weights: readonly number[], least: number): number[] {
  if (effectivePairs(weights) >= least) return [...weights];
  const raised = (power: number) => weights.map((weight) => weight ** power);
  let enough = 0;
  let tooMuch = 1;
  for (let step = 0; step < 20; step++) {
    const power = (enough + tooMuch) / 2;
    if (effectivePairs(raised(power)) >= least) enough = power;
    else tooMuch = power;
  }
  return raised(enough);
}
