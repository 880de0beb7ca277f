import { isDeepStrictEqual } from 'node:util';
import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import type { Report, Result } from '../model/report.ts';
import type { SubjectKey } from '../model/subject.ts';
import { familiesOf } from './forms.ts';

type Told = Result['failures'][number];

/** What a report says was measured, without what only explains it. */
export function measurementsOf({ base, subjects, samples, results, environment, notes }: Report): Measurements {
  return {
    noBase: base.source === 'none' ? base.reason : null,
    // The schema's optional keys are absent or have a value.
    samples: samples as readonly Sample[],
    failures: failuresOf(results),
    evidence: [],
    files: [],
    notes,
    took: subjects ?? [],
    stored: results
      .filter(({ baseline }) => baseline === 'stored')
      .map(({ check, subject, variant }) => ({ check, subject, variant })),
    tools: { chromium: environment.chromium, lighthouse: environment.lighthouse },
  };
}

/**
 * The failed visits, each once. Every result of a subject tells all of its failures, and one of a form those of its
 * subject, too.
 */
function failuresOf(results: readonly Result[]): Failure[] {
  const subjects = Map.groupBy(results, ({ check, subject }) => JSON.stringify([check, subject]));
  return [...subjects.values()].flatMap((ofSubject) => {
    const series = [...Map.groupBy(ofSubject, ({ variant }) => variant)].map(([variant, ofKey]): Series => {
      const [{ check, subject }] = ofKey as [Result];
      return { key: { check, subject, variant }, told: toldOf(ofKey) };
    });
    const byKey = new Map(series.map((one) => [one.key, one]));
    const of = (key: SubjectKey) => byKey.get(key) as Series;
    return familiesOf(series.map(({ key }) => key)).flatMap(({ root, forms }) => inOrder(of(root), forms.map(of)));
  });
}

interface Series {
  readonly key: SubjectKey;
  readonly told: readonly Told[];
}

/** What all results of one key tell: what one alone tells is not of a visit, but why that metric has no value. */
function toldOf(results: readonly Result[]): readonly Told[] {
  const lists = results
    .filter(({ threshold }) => threshold.status !== 'removed')
    .map((result) => result.failures.filter((failure) => !isOwnWord(result, failure)));
  return lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** `missing.ts` says so of a metric; no visit did. */
const isOwnWord = ({ label }: Result, { code, side, round, message }: Told): boolean =>
  code === 'no-answer' &&
  side === 'head' &&
  round === 0 &&
  (message.startsWith(`no visit gave a value for ${label}: `) || message.startsWith(`${label} needs `));

/** The failures of a subject and of its forms, as they came: each form tells its own among those of the subject. */
function inOrder(own: Series, forms: readonly Series[]): Failure[] {
  const slots: Failure[][] = Array.from({ length: own.told.length + 1 }, () => []);
  for (const { key, told } of forms) {
    let next = 0;
    for (const failure of told) {
      const expected = own.told[next];
      if (expected !== undefined && isDeepStrictEqual(failure, expected)) next++;
      else slots[next]?.push(failureOf(key, failure));
    }
  }
  return slots.flatMap((before, index) => {
    const told = own.told[index];
    return told === undefined ? before : [...before, failureOf(own.key, told)];
  });
}

const failureOf = (key: SubjectKey, { side, round, code, message, hint, output, retried }: Told): Failure => ({
  ...key,
  side,
  round,
  // A code of another version is as good as any that has no rule of its own.
  code: code as Failure['code'],
  message,
  ...(hint === undefined ? {} : { hint }),
  ...(output === undefined ? {} : { output }),
  retried,
});
