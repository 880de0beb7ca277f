import type { Unit } from '../model/metric.ts';
import type { ReportFinding, Result } from '../model/report.ts';
import { code, figure, type Inline, type Sentence, say, trusted } from '../text/inline.ts';
import { difference, quantity } from '../text/quantity.ts';
import type { Fix } from './gain.ts';

/** Pieces for the words of findings. Evidence is untrusted: each piece may be anything. */

/** Puts a finding into words: a clause without its full stop. */
export type Words = (finding: ReportFinding, unit: Unit | null) => Sentence;

/** The words of one check. */
export interface CheckWords {
  /** By the codes of its findings. */
  readonly findings: Readonly<Record<string, Words>>;
  /**
   * Short name of a warning in the first line, by the finding's code, in brackets after the subject: `an index is
   * lost`.
   */
  readonly warnings?: Readonly<Record<string, string>>;
  /** What can be done about them, by the codes of suggestions. */
  readonly fixes: Readonly<Record<string, Fix>>;
  /**
   * How a subject got worse, to follow its name: `ships 97 kB more JavaScript`. Null if the words for all metrics
   * suffice.
   */
  readonly gotWorse?: (result: Result, figures: ChangeFigures, metric: MetricFigures) => Sentence | null;
  /** Why visits that succeeded may give a metric no value, as a clause; without it, nothing with such a value was found. */
  readonly noValue?: string;
  /** Items that a result's details list, folded away: each a sentence without its full stop. */
  readonly listed?: { readonly title: string; of(result: Result): readonly Sentence[] };
  /** Words for changes that the unit does not name, by metric id: CPU time gets neither slower nor faster. */
  readonly metrics?: Readonly<Record<string, MetricWords>>;
}

/** The figures of another metric of the same subject; null unless it got worse. */
type MetricFigures = (metric: string) => ChangeFigures | null;

/** The figures of a result, as its row shows them. */
export interface ChangeFigures {
  /** The change without its sign. */
  readonly amount: Inline;
  readonly base: Inline;
  readonly head: Inline;
}

export interface MetricWords {
  /** A change for the worse: `more CPU`. */
  readonly worse: string;
  /** A change for the better: `less CPU`. */
  readonly better: string;
  /** The resource that is used more or less, if the metric supports another one: `CPU a request`. */
  readonly used: string;
}

export const text = ({ evidence }: ReportFinding, key: string): string | null => {
  const value = Object.hasOwn(evidence, key) ? evidence[key] : null;
  return typeof value === 'string' && value !== '' ? value : null;
};

/** A number above zero. */
export const amount = ({ evidence }: ReportFinding, key: string): number | null => {
  const value = Object.hasOwn(evidence, key) ? evidence[key] : null;
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
};

export const texts = ({ evidence }: ReportFinding, key: string): string[] => {
  const value = Object.hasOwn(evidence, key) ? evidence[key] : null;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};

/** A finding with one part of its evidence as its whole evidence; empty if that part is no object. */
export function inner(finding: ReportFinding, key: string): ReportFinding {
  const value = Object.hasOwn(finding.evidence, key) ? finding.evidence[key] : null;
  const evidence = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...finding, evidence: evidence as ReportFinding['evidence'] };
}

export const codeOr = (value: string | null, otherwise: string) => (value === null ? trusted(otherwise) : code(value));

export const at = (before: string, place: string | null): Sentence =>
  place === null ? [] : [trusted(before), code(place)];

/** `308 ms → 573 ms`, or head's figure alone. */
export function figuresOf({ current, target }: ReportFinding, unit: Unit | null): Sentence {
  if (current === null || unit === null) return [];
  const now = figure(quantity(current, unit));
  return target === null ? [now] : say`${figure(quantity(target, unit))} → ${now}`;
}

/** `+71 kB `, with the space that follows it. */
export function growth({ current, target }: ReportFinding, unit: Unit | null): Sentence {
  if (current === null || unit === null || current === target) return [];
  return say`${figure(target === null ? quantity(current, unit) : difference(current - target, unit))} `;
}

/** `bundle.package-grew` → `package grew`: a reader may be older than the check that found it. */
export const spelled = (id: string): string =>
  id
    .slice(id.lastIndexOf('.') + 1)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
