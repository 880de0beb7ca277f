import type { Result } from 'lighthouse';

/** A task of the page that blocked its main thread for more than 50 ms; simulated milliseconds. */
export interface LongTask {
  readonly url: string;
  readonly durationMs: number;
}

/** What explains a page's figures, taken from Lighthouse's audits. */
export interface VitalsEvidence {
  readonly lcpMs: number;
  readonly lcpElement: { readonly selector: string; readonly snippet: string } | null;
  /** The four parts of the observed LCP by Lighthouse's names, milliseconds. */
  readonly lcpPhases: Readonly<Record<string, number>>;
  readonly longTasks: readonly LongTask[];
  /** Nodes that shifted, with their part of the CLS. */
  readonly shifts: readonly { readonly selector: string; readonly score: number }[];
  readonly renderBlocking: readonly { readonly url: string; readonly bytes: number; readonly wastedMs: number }[];
  /** By Lighthouse's resource types. */
  readonly resources: readonly { readonly type: string; readonly requests: number; readonly bytes: number }[];
  readonly scripts: readonly { readonly url: string; readonly cpuMs: number }[];
  readonly mainThreadMs: number;
  /** Lighthouse's speed of the machine before the run; higher is faster. */
  readonly benchmarkIndex: number;
}

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Rows of an audit's table; none where the audit does not apply. */
function rows(source: unknown): Row[] {
  if (!isRow(source)) return [];
  const details = isRow(source.details) ? source.details : source;
  return Array.isArray(details.items) ? details.items.filter(isRow) : [];
}

const AUDITS = {
  lcp: 'largest-contentful-paint',
  cls: 'cumulative-layout-shift',
  tbt: 'total-blocking-time',
  fcp: 'first-contentful-paint',
  'speed-index': 'speed-index',
  ttfb: 'server-response-time',
} as const;

const OBSERVED = {
  'first-paint': 'observedFirstPaint',
  'dom-content-loaded': 'observedDomContentLoaded',
  load: 'observedLoad',
} as const;

/** The values of a page by metric id; a figure that Lighthouse does not give is left out. */
export function readValues({ audits }: Result): Record<string, number> {
  const observed = rows(audits.metrics)[0] ?? {};
  const values = [
    ...Object.entries(AUDITS).map(([metric, audit]) => [metric, audits[audit]?.numericValue] as const),
    ...Object.entries(OBSERVED).map(([metric, key]) => [metric, observed[key]] as const),
  ];
  return Object.fromEntries(values.filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}

export function readEvidence({ audits, environment }: Result): VitalsEvidence {
  const [phases, element] = rows(audits['lcp-breakdown-insight']);
  return {
    lcpMs: number(audits['largest-contentful-paint']?.numericValue),
    lcpElement: element?.selector ? { selector: text(element.selector), snippet: text(element.snippet) } : null,
    lcpPhases: Object.fromEntries(rows(phases).map((row) => [text(row.subpart), number(row.duration)])),
    longTasks: rows(audits['long-tasks']).map((row) => ({ url: text(row.url), durationMs: number(row.duration) })),
    shifts: rows(audits['layout-shifts'])
      .filter((row) => isRow(row.node))
      .map((row) => ({ selector: text((row.node as Row).selector), score: number(row.score) })),
    renderBlocking: rows(audits['render-blocking-insight']).map((row) => ({
      url: text(row.url),
      bytes: number(row.totalBytes),
      wastedMs: number(row.wastedMs),
    })),
    resources: rows(audits['resource-summary']).map((row) => ({
      type: text(row.resourceType),
      requests: number(row.requestCount),
      bytes: number(row.transferSize),
    })),
    scripts: rows(audits['bootup-time']).map((row) => ({ url: text(row.url), cpuMs: number(row.total) })),
    mainThreadMs: number(audits['mainthread-work-breakdown']?.numericValue),
    benchmarkIndex: number(environment.benchmarkIndex),
  };
}
