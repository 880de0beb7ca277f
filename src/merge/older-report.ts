import { type PrintedKey, readKey } from '../model/printed-key.ts';
import type { Report, ReportedFailure, Result } from '../model/report.ts';
import { nameId, subjectId, wholeOf } from '../model/subject.ts';

/**
 * Converts a report of an older version to today's shape. Keys get their parts, and the failed visits that each result
 * repeated become the list of failures. Any other report stays as it is.
 */
export function modernised(report: Report): Report {
  const { plan, subjects } = report;
  const entries = [...report.results, ...report.samples];
  if (entries.length === 0 || entries.some(({ part }) => part !== undefined)) return report;
  const withPart = partsBy(report);
  const results = report.results.map(withPart);
  return {
    ...report,
    ...(plan === undefined ? {} : { plan: { ...plan, subjects: plan.subjects.map(withAppliesTo) } }),
    ...(subjects === undefined ? {} : { subjects: subjects.map(withPart) }),
    results,
    findings: report.findings.map(withPart),
    samples: report.samples.map(withPart),
    failures: [...report.failures, ...failedVisits(results)],
  };
}

type PlannedSubject = NonNullable<Report['plan']>['subjects'][number];
type FailureInResult = Result['failures'][number];

/** Splits variants and parts by the report's own plan: the text after a planned variant is the part. */
function partsBy({ plan }: Report) {
  const planned = Map.groupBy(plan?.subjects ?? [], nameId);
  return <T extends PrintedKey>(one: T): T & { readonly part: string | null } => {
    const variants = (planned.get(nameId(one)) ?? []).map(({ variant }) => variant);
    return { ...one, part: variants.includes(one.variant) ? null : partAfter(variants, one.variant) };
  };
}

function partAfter(variants: readonly (string | null)[], printed: string | null): string | null {
  if (printed === null) return null;
  const device = variants.find((variant) => variant !== null && printed.startsWith(`${variant}, `));
  if (device != null) return printed.slice(device.length + ', '.length);
  return variants.includes(null) ? printed : null;
}

const APPLIES_TO = { only: 'parts', too: 'all' } as const;

const withAppliesTo = (subject: PlannedSubject): PlannedSubject => ({
  ...subject,
  metrics: subject.metrics.map((limited) => {
    const { ofForms, ...metric } = limited.metric;
    return ofForms === undefined ? limited : { ...limited, metric: { ...metric, appliesTo: APPLIES_TO[ofForms] } };
  }),
});

/**
 * The failed visits of all results, each once, in the order of rounds. A result has the failures of its subject, and a
 * part's result also those of the part.
 */
function failedVisits(results: readonly Result[]): ReportedFailure[] {
  const subjects = Map.groupBy(results, (one) => subjectId(wholeOf(readKey(one))));
  return [...subjects.values()].flatMap((ofSubject) => {
    const { own = [], parts = [] } = Object.groupBy(ofSubject, ({ part }) => (part === null ? 'own' : 'parts'));
    const ofOwn = visitFailures(own);
    const known = new Set(ofOwn.map(idOf));
    const ofParts = [...Map.groupBy(parts, ({ part }) => part).values()].flatMap(visitFailures);
    return [...ofOwn, ...ofParts.filter((failure) => !known.has(idOf(failure)))].sort((a, b) => a.round - b.round);
  });
}

/** The failed visits of results that share one key. */
function visitFailures(results: readonly Result[]): ReportedFailure[] {
  const [first] = results;
  if (first === undefined) return [];
  const { check, subject, variant, part } = first;
  return sharedFailures(results).map(({ side, round, code, message = '', hint, output, retried }) => {
    const words = { message, ...(hint === undefined ? {} : { hint }), ...(output === undefined ? {} : { output }) };
    return { stage: 'visit', check, subject, variant, part: part ?? null, side, round, code, ...words, retried };
  });
}

/**
 * The failures that all results of one key have. A failure of a single result only explains why its metric has no
 * value.
 */
function sharedFailures(results: readonly Result[]): readonly FailureInResult[] {
  const lists = results.filter(({ threshold }) => threshold.status !== 'removed').map(({ failures }) => failures);
  const [shortest = []] = lists.toSorted((a, b) => a.length - b.length);
  const inEach = lists.map((list) => new Set(list.map(idOf)));
  return shortest.filter((failure) => inEach.every((ids) => ids.has(idOf(failure))));
}

const idOf = ({ side, round, code, message = '', hint, output, retried }: FailureInResult): string =>
  JSON.stringify([side, round, code, message, hint, output, retried]);
