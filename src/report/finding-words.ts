import { code, emphasis, figure, joined, outside, own, type Sentence, say, strong } from './inline.ts';
import { difference, quantity } from './quantity.ts';
import type { Report, ReportFinding } from './report.ts';

/** Findings are data; these are their words. One line each: how much, what, where, and the mend in italics. */

const text = (finding: ReportFinding, key: string): string | null => {
  const value = finding.evidence[key];
  return typeof value === 'string' && value !== '' ? value : null;
};

const codeOr = (value: string | null, otherwise: string) => (value === null ? own(otherwise) : code(value));
const at = (before: string, place: string | null): Sentence => (place === null ? [] : [own(before), code(place)]);

function thing(finding: ReportFinding): Sentence {
  const version = text(finding, 'version');
  return [codeOr(text(finding, 'name'), 'a package'), ...(version === null ? [] : say` ${version}`)];
}

const unminified = (finding: ReportFinding): Sentence =>
  finding.evidence.minified === false ? say` (before minification)` : [];

const versions = ({ evidence }: ReportFinding): Sentence =>
  Array.isArray(evidence.versions)
    ? say` ${joined(
        evidence.versions.slice(0, 5).map((version) => [outside(String(version))]),
        ', ',
        ' and ',
      )}`
    : [];

const WORDS: Readonly<Record<string, (finding: ReportFinding) => Sentence>> = {
  'bundle.package-new': (finding) =>
    say`${thing(finding)}, new${at(', imported by ', finding.location)}${unminified(finding)}`,
  'bundle.package-grew': (finding) =>
    say`${thing(finding)} grew${at(', imported by ', finding.location)}${unminified(finding)}`,
  'bundle.package-duplicated': (finding) =>
    say`${thing(finding)} is there more than once:${versions(finding)}${at(', through ', finding.location)}`,
  'bundle.module-grew': (finding) =>
    say`${codeOr(text(finding, 'name') ?? finding.location, 'a module')}${unminified(finding)}`,
  'bundle.file-new': (finding) => say`${codeOr(finding.location, 'a file')}, new`,
  'bundle.file-grew': (finding) => say`${codeOr(finding.location, 'a file')}`,
};

const SUGGESTIONS: Readonly<Record<string, string>> = {
  'import-one-function': 'Import only the functions that are used.',
  'align-versions': 'Align the versions.',
  'load-later': 'Load it when it is needed.',
};

/** `bundle.package-grew` → `package grew`: a reader may be older than the check that found it. */
const spelled = (id: string): string => id.slice(id.lastIndexOf('.') + 1).replace(/[-_]+/g, ' ');

function unknownCode(finding: ReportFinding): Sentence {
  const facts = Object.entries(finding.evidence)
    .filter(([, value]) => ['string', 'number'].includes(typeof value))
    .slice(0, 4)
    .map(([key, value]) => say`${spelled(key)} ${code(String(value))}`);
  return say`${spelled(finding.code)}${at(' in ', finding.location)}${facts.length > 0 ? own(': ') : []}${joined(facts)}`;
}

/** `+71 kB`, or where only head's figure is known, that: in the metric's unit, which the results tell. */
function amount(finding: ReportFinding, report: Report): Sentence {
  const { current, target, check, subject, metric } = finding;
  const result = report.results.find(
    (other) => other.check === check && other.subject === subject && other.metric === metric,
  );
  const unit = result?.unit ?? (finding.kind === 'size' ? 'B' : null);
  if (current === null || unit === null) return [];
  if (target === null) return say`${figure(quantity(current, unit))} `;
  return current === target ? [] : say`${figure(difference(current - target, unit))} `;
}

function mend({ suggestion }: ReportFinding): Sentence {
  if (suggestion === null) return [];
  const known = SUGGESTIONS[suggestion.code];
  if (known !== undefined) return [own(' '), emphasis(own(known))];
  const words = spelled(suggestion.code);
  return [own(' '), emphasis(say`${words.charAt(0).toUpperCase() + words.slice(1)}.`)];
}

export function describeFinding(finding: ReportFinding, report: Report): Sentence {
  const words = (Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code] : undefined) ?? unknownCode;
  const variant = finding.variant === null ? [] : say`, ${finding.variant}`;
  const what = say`${amount(finding, report)}${words(finding)}`;
  return say`${strong(outside(finding.subject))}${variant}: ${what}.${mend(finding)}`;
}

const IMPACTS = ['critical', 'high', 'medium', 'low'];

export const MOST_FINDINGS = 8;

/** The gravest first; how many were left out is in `more`. */
export function chosenFindings({ findings }: Report): { readonly chosen: ReportFinding[]; readonly more: number } {
  const sorted = [...findings].sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));
  return { chosen: sorted.slice(0, MOST_FINDINGS), more: Math.max(0, sorted.length - MOST_FINDINGS) };
}
