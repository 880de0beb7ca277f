import { aboutOf, findingKey, keyOf } from '../history/finding-key.ts';
import type { KnownFinding, Memory, Push } from '../model/memory.ts';
import type { Report, ReportFinding, Result } from '../model/report.ts';
import { cut } from '../text/cut.ts';
import { isNews } from './words/findings.ts';

/** What changed between the pushes of a pull request. The report shows it; no verdict depends on it. */

const MOST_FINDINGS = 20;
const MOST_RESULTS = 40;
const LONGEST_TEXT = 80;

const isBroken = ({ verdict }: Result): boolean => verdict === 'fail' || verdict === 'accepted';

const known = (finding: ReportFinding): KnownFinding => {
  const about = aboutOf(finding);
  return {
    key: findingKey(finding),
    code: cut(finding.code, LONGEST_TEXT),
    subject: cut(finding.subject, 2 * LONGEST_TEXT),
    about: about === null ? null : cut(about, LONGEST_TEXT),
  };
};

const once = <T>(all: readonly T[], by: (one: T) => unknown): T[] =>
  [...new Map(all.toReversed().map((one) => [by(one), one])).values()].reverse();

/**
 * Records this push's problems for the next push. Problems of subjects that could not be judged now are kept from
 * `before`.
 *
 * @param before the previous push; null if there was none.
 */
export function rememberPush(report: Report, sha: string, before: Push | null): Push {
  const judged = judgedIn(report);
  const findings = once(
    [
      ...report.findings.filter((one) => isNews(one, report)).map(known),
      ...(before?.findings ?? []).filter((one) => !judged.subject(one.subject)),
    ],
    ({ key }) => key,
  );
  const results = once(
    [
      ...report.results.filter(isBroken).map(({ id }) => keyOf(id)),
      ...(before?.results ?? []).filter((key) => !judged.result(key)),
    ],
    (key) => key,
  );
  const isMore = findings.length > MOST_FINDINGS || results.length > MOST_RESULTS;
  return {
    sha,
    findings: findings.slice(0, MOST_FINDINGS),
    results: results.slice(0, MOST_RESULTS),
    ...(isMore ? { more: true as const } : {}),
  };
}

/** Problems that are new, gone or still there since an earlier push. */
export function sincePush(report: Report, before: Push): Memory {
  const judged = judgedIn(report);
  const findings = once(report.findings.filter((one) => isNews(one, report)).map(known), ({ key }) => key);
  const results = report.results.filter(isBroken);
  const were = { findings: new Set(before.findings.map(({ key }) => key)), results: new Set(before.results) };
  const all = new Set(report.findings.map(findingKey));
  const gone = before.findings.filter(({ key, subject }) => !all.has(key) && judged.subject(subject));
  const split = (wanted: boolean): string[] => [
    ...results.filter(({ id }) => were.results.has(keyOf(id)) === wanted).map(({ id }) => id),
    ...findings.filter(({ key }) => were.findings.has(key) === wanted).map(({ key }) => key),
  ];
  return {
    last: {
      sha: before.sha,
      // If the record is incomplete, a problem that it lacks need not be new.
      new: before.more === true ? [] : split(false),
      gone: [
        ...report.results
          .filter((one) => !isBroken(one) && one.verdict !== 'invalid' && were.results.has(keyOf(one.id)))
          .map(({ id }) => id),
        ...gone.map(({ key }) => key),
      ],
      still: split(true),
      names: gone,
    },
  };
}

/** Whether a subject, or the result with a key, was judged in this run. A problem that was not measured is not gone. */
function judgedIn({ results }: Report) {
  const subjects = Map.groupBy(results, ({ subject }) => cut(subject, 2 * LONGEST_TEXT));
  const invalid = new Set(results.filter(({ verdict }) => verdict === 'invalid').map(({ id }) => keyOf(id)));
  const known = new Set(results.map(({ id }) => keyOf(id)));
  return {
    subject: (name: string): boolean => subjects.get(name)?.every(({ verdict }) => verdict !== 'invalid') ?? false,
    result: (key: string): boolean => known.has(key) && !invalid.has(key),
  };
}
