import { at, type CheckWords, growth, spelled, type Words } from '../../checks/finding-text.ts';
import { checks } from '../../checks/index.ts';
import type { Unit } from '../../model/metric.ts';
import type { Report, ReportFinding, Result } from '../../model/report.ts';
import { code, emphasis, joined, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';

/** Findings are data; these are their words. One line each: how much, what, where, and the fix in italics. */

const WORDS: Readonly<Record<string, Words>> = Object.assign(
  {},
  ...checks.map(({ explain }) => explain.words.findings),
);
const FIXES: CheckWords['fixes'] = Object.assign({}, ...checks.map(({ explain }) => explain.words.fixes));

function unknownCode(finding: ReportFinding, unit: Unit | null): Sentence {
  const facts = Object.entries(finding.evidence)
    .filter(([, value]) => ['string', 'number'].includes(typeof value))
    .slice(0, 4)
    .map(([key, value]) => say`${spelled(key)} ${code(String(value))}`);
  return say`${growth(finding, unit)}${spelled(finding.code)}${at(' in ', finding.location)}${facts.length > 0 ? trusted(': ') : []}${joined(facts)}`;
}

/** A finding's figures are in its metric's unit, which the results tell. */
function unitOf({ check, subject, metric, kind }: ReportFinding, { results }: Report): Unit | null {
  const same = (other: Result) => other.check === check && other.subject === subject && other.metric === metric;
  return results.find(same)?.unit ?? (kind === 'size' ? 'B' : null);
}

function fixOf(finding: ReportFinding): Sentence {
  const { suggestion } = finding;
  if (suggestion === null) return [];
  const known = Object.hasOwn(FIXES, suggestion.code) ? FIXES[suggestion.code] : undefined;
  const words = spelled(suggestion.code);
  const told = known?.(finding) ?? say`${words.charAt(0).toUpperCase() + words.slice(1)}`;
  return [trusted(' '), emphasis([...told, trusted('.')])];
}

export function describeFinding(finding: ReportFinding, report: Report): Sentence {
  const words = (Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code] : undefined) ?? unknownCode;
  const variant = finding.variant === null ? [] : say`, ${finding.variant}`;
  const what = words(finding, unitOf(finding, report));
  return say`${strong(untrusted(finding.subject))}${variant}: ${what}.${fixOf(finding)}`;
}

export const MOST_FINDINGS = 8;

/** The first, which are the gravest; how many were left out is in `more`. */
export function chosenFindings({ findings }: Report): { readonly chosen: ReportFinding[]; readonly more: number } {
  return { chosen: findings.slice(0, MOST_FINDINGS), more: Math.max(0, findings.length - MOST_FINDINGS) };
}
