import { at, growth, spelled, type Words } from '../../checks/finding-text.ts';
import { checks, fixOf } from '../../checks/index.ts';
import type { Unit } from '../../model/metric.ts';
import type { Report, ReportFinding, Result } from '../../model/report.ts';
import { isWorseStatus } from '../../model/worse.ts';
import { code, emphasis, joined, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';

/** The words for findings, which are data. One line each: how much, what, where, and the fix in italics. */

const WORDS: Readonly<Record<string, Words>> = Object.assign(
  {},
  ...checks.map(({ explain }) => explain.words.findings),
);
const WARNINGS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...checks.map(({ explain }) => explain.words.warnings ?? {}),
);

function unknownCode(finding: ReportFinding, unit: Unit | null): Sentence {
  const facts = Object.entries(finding.evidence)
    .filter(([, value]) => ['string', 'number'].includes(typeof value))
    .slice(0, 4)
    .map(([key, value]) => say`${spelled(key)} ${code(String(value))}`);
  return say`${growth(finding, unit)}${spelled(finding.code)}${at(' in ', finding.location)}${facts.length > 0 ? trusted(': ') : []}${joined(facts)}`;
}

/** The unit of a finding's figures, taken from the results of its metric. */
function unitOf({ check, subject, metric, kind }: ReportFinding, { results }: Report): Unit | null {
  const same = (other: Result) => other.check === check && other.subject === subject && other.metric === metric;
  return results.find(same)?.unit ?? (kind === 'size' ? 'B' : null);
}

function suggestionOf(finding: ReportFinding): Sentence {
  const { suggestion } = finding;
  if (suggestion === null) return [];
  const words = spelled(suggestion.code);
  const fix = fixOf(finding)?.words(finding) ?? say`${words.charAt(0).toUpperCase() + words.slice(1)}`;
  return [trusted(' '), emphasis([...fix, trusted('.')])];
}

export function describeFinding(finding: ReportFinding, report: Report): Sentence {
  const words = (Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code] : undefined) ?? unknownCode;
  const variant = finding.variant === null ? [] : say`, ${finding.variant}`;
  const what = words(finding, unitOf(finding, report));
  return say`${strong(untrusted(finding.subject))}${variant}: ${what}.${suggestionOf(finding)}`;
}

/** For the first line: `find sections (an index is lost)`. */
export function warningOf(finding: ReportFinding): Sentence {
  const known = Object.hasOwn(WARNINGS, finding.code) ? WARNINGS[finding.code] : undefined;
  return say`${finding.subject} (${trusted(known ?? spelled(finding.code))})`;
}

const MOST_FINDINGS = 8;

/** Whether the finding's subject got worse or breaks a limit. Changes in other subjects are no news. */
export function isNews({ check, subject, variant, part, warns }: ReportFinding, { results }: Report): boolean {
  if (warns === true) return true;
  const isOf = (result: Result) =>
    result.check === check &&
    result.subject === subject &&
    (part != null || result.variant === variant || result.part != null);
  return results.some(
    (result) => isOf(result) && (result.verdict !== 'pass' || isWorseStatus(result.threshold.status)),
  );
}

/**
 * The gravest findings, and the number of the others.
 *
 * @param place `above` the fold: why something got worse; `below`: changes in other subjects; absent: all
 */
export function findingSentences(report: Report, place?: 'above' | 'below'): Sentence[] {
  const found = report.findings.filter(
    (finding) => place === undefined || isNews(finding, report) === (place === 'above'),
  );
  const more = found.length - MOST_FINDINGS;
  const sentences = found.slice(0, MOST_FINDINGS).map((finding) => describeFinding(finding, report));
  return more > 0 ? [...sentences, say`and ${more} more`] : sentences;
}
