import type { Finding } from '../../../model/finding.ts';
import type { Metric } from '../../../model/metric.ts';
import { type Cause, CODES, type Moved } from './cause.ts';

/** One fault changes many figures, and many audits see it. Each is told once, by the cause that says most about it. */

type Impact = Finding['impact'];

const IMPACTS: readonly Impact[] = ['critical', 'high', 'medium', 'low'];

/** From `good` to `poor`, as https://web.dev/articles/vitals draws these lines: a page that moved so far lost everything. */
const WHOLE_RANGE: Readonly<Record<string, number>> = { lcp: 1_500, cls: 0.15, tbt: 400, inp: 300 };

function impactOf(metric: Metric, moved: Moved): Impact {
  if (!metric.gates) return metric.quiet ? 'low' : 'medium';
  return (moved.get(metric.id) ?? 0) >= (WHOLE_RANGE[metric.id] ?? Number.POSITIVE_INFINITY) ? 'critical' : 'high';
}

/** A cause with the metrics that it explains of those that got worse. */
export interface Chosen {
  readonly cause: Cause;
  /** The gravest. */
  readonly metric: Metric;
  /** All of them, by id. */
  readonly metrics: readonly string[];
  readonly impact: Impact;
}

interface Proven {
  readonly cause: Cause;
  readonly metrics: readonly string[];
}

function proven(causes: readonly Cause[], moved: Moved): Proven[] {
  const isShown = ({ shows }: Cause) => shows.some((metric) => moved.has(metric));
  const all = causes.filter(isShown).map((cause) => ({
    cause,
    metrics: [...new Set([...cause.shows, ...cause.explains])].filter((metric) => moved.has(metric)),
  }));
  const explained = new Set(all.flatMap(({ cause, metrics }) => (cause.lastResort ? [] : metrics)));
  return all
    .map(({ cause, metrics }) =>
      cause.lastResort ? { cause, metrics: metrics.filter((metric) => !explained.has(metric)) } : { cause, metrics },
    )
    .filter(({ metrics }) => metrics.length > 0);
}

const rank = ({ code }: Cause): number => CODES.indexOf(code);

const tellsMore = (a: Cause, b: Cause): number => rank(a) - rank(b) || b.weight - a.weight;

/** What speaks for all that is told together. */
const speaksFirst = (a: Cause, b: Cause): number =>
  Number(b.speaks ?? false) - Number(a.speaks ?? false) || tellsMore(a, b);

/** A symptom never goes before a cause of what gates, however far the page's figure is off. */
const gravity = ({ impact, cause }: Chosen): number =>
  Math.max(IMPACTS.indexOf(impact), cause.lastResort ? IMPACTS.indexOf('high') : 0);

/** The gravest first; of equally grave ones the most telling, and symptoms last. */
export const byGravity = (a: Chosen, b: Chosen): number =>
  gravity(a) - gravity(b) ||
  Number(a.cause.lastResort ?? false) - Number(b.cause.lastResort ?? false) ||
  tellsMore(a.cause, b.cause);

/** The causes to tell, in no order. */
export function choose(causes: readonly Cause[], moved: Moved, metrics: readonly Metric[]): Chosen[] {
  const groups = Map.groupBy(proven(causes, moved), ({ cause }) => cause.about ?? cause);
  return [...groups.values()].flatMap((group): Chosen[] => {
    const [speaker] = group.map(({ cause }) => cause).toSorted(speaksFirst);
    const all = new Set(group.flatMap((one) => one.metrics));
    const inOrder = new Set([...(speaker?.shows ?? []), ...(speaker?.explains ?? []), ...all]);
    const found = [...inOrder].flatMap((id) => metrics.find((metric) => metric.id === id && all.has(id)) ?? []);
    const graver = (a: Metric, b: Metric) =>
      IMPACTS.indexOf(impactOf(b, moved)) < IMPACTS.indexOf(impactOf(a, moved)) ? b : a;
    if (speaker === undefined || found.length === 0) return [];
    const metric = found.reduce(graver);
    return [{ cause: speaker, metric, metrics: found.map(({ id }) => id), impact: impactOf(metric, moved) }];
  });
}
