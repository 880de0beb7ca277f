import type { Metric } from '../model/metric.ts';
import type { Visit } from '../model/visit.ts';
import type { RunningServer } from '../workspace/servers/server.ts';

/** An observer's result for one visit. */
export interface Observation {
  /** By metric id, in the metric's unit; kept if the visited subject has the metric. */
  readonly values?: Readonly<Record<string, number>>;
  /** Figures that explain all values of the visit. The probe's own figures take precedence. */
  readonly covariates?: Readonly<Record<string, number>>;
}

/**
 * A watch over one visit, stopped when the visit ends. An aborted run drops it without stopping it, so it must hold no
 * resources.
 */
interface Watch {
  stop(visit: Visit): Promise<Observation>;
}

/**
 * Watches a server, or the machine, during a probe's visit, for data that the probe can't see. It works before and after
 * the visit, not during it, so that it does not measure itself.
 */
export interface Observer {
  /** The metrics that it adds to an endpoint's own. */
  readonly metrics: readonly Metric[];
  /**
   * Null if nothing can be watched: the server runs elsewhere, or the kernel does not report.
   *
   * @param server null if the visit needs none: it starts a process of its own.
   * @param beside the other side's server, if one runs at the same time.
   */
  start(server: RunningServer | null, signal: AbortSignal, beside?: RunningServer | null): Promise<Watch | null>;
}

/** Makes a visit while the observers watch, and adds their observations. */
export async function observed(
  observers: readonly Observer[],
  {
    server,
    beside = null,
    metrics,
    signal,
  }: {
    readonly server: RunningServer | null;
    readonly beside?: RunningServer | null;
    readonly metrics: readonly string[];
    readonly signal: AbortSignal;
  },
  visit: () => Promise<Visit>,
): Promise<Visit> {
  const watches: Watch[] = [];
  for (const observer of observers) watches.push(...[await observer.start(server, signal, beside)].filter(isThere));
  const outcome = await visit();
  // The last watch to start stops first, so that the other watches' work is not counted.
  const seen: Observation[] = [];
  for (const watch of watches.toReversed()) seen.push(await watch.stop(outcome));
  if (!outcome.ok) return outcome;

  const values = Object.assign({}, ...seen.map((one) => one.values));
  const wanted = Object.entries<number>(values).filter(([metric]) => metrics.includes(metric));
  const covariates = Object.assign({}, ...seen.map((one) => one.covariates), outcome.covariates);
  return {
    ...outcome,
    values: { ...Object.fromEntries(wanted), ...outcome.values },
    ...(Object.keys(covariates).length > 0 ? { covariates } : {}),
  };
}

const isThere = <T>(value: T | null): value is T => value !== null;
