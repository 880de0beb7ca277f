import type { Metric } from '../model/metric.ts';
import type { Visit } from '../model/visit.ts';
import type { RunningServer } from '../workspace/server.ts';

/** What was seen of a server while it was visited. */
export interface Observation {
  /** By metric id, in the metric's unit; kept where the visited subject has the metric. */
  readonly values?: Readonly<Record<string, number>>;
  /** What explains all values of the visit. The probe's own come before them. */
  readonly covariates?: Readonly<Record<string, number>>;
}

/** Stopped when the visit is over; a run that is aborted drops it, so it must hold nothing that has to be released. */
export interface Watch {
  stop(visit: Visit): Promise<Observation>;
}

/**
 * Rides along while a probe visits a server, and sees what the visitor can't. It does its work before and after the
 * visit rather than during it, or it would measure itself.
 */
export interface Observer {
  readonly id: string;
  /** The metrics that it adds to an endpoint's. */
  readonly metrics: readonly Metric[];
  /** Null where there is nothing to see: a server that runs elsewhere, a kernel that does not tell. */
  start(server: RunningServer, signal: AbortSignal): Promise<Watch | null>;
}

/** Makes a visit under the eyes of the observers, and adds what they saw. */
export async function observed(
  observers: readonly Observer[],
  { server, metrics, signal }: { server: RunningServer | null; metrics: readonly string[]; signal: AbortSignal },
  visit: () => Promise<Visit>,
): Promise<Visit> {
  if (server === null) return visit();
  const watches: Watch[] = [];
  for (const observer of observers) watches.push(...[await observer.start(server, signal)].filter(isThere));
  const outcome = await visit();
  // Those that began last look first: what the others do is not counted.
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
