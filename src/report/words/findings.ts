import type { Unit } from '../../checks/metric.ts';
import type { Report, ReportFinding, Result } from '../report.ts';
import { code, emphasis, figure, joined, outside, own, type Sentence, say, strong } from './inline.ts';
import { difference, quantity } from './quantity.ts';

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

/** `308 ms → 573 ms`, or head's figure alone. */
function figuresOf({ current, target }: ReportFinding, unit: Unit | null): Sentence {
  if (current === null || unit === null) return [];
  const now = figure(quantity(current, unit));
  return target === null ? [now] : say`${figure(quantity(target, unit))} → ${now}`;
}

/** `+71 kB `, with the space that follows it. */
function growth({ current, target }: ReportFinding, unit: Unit | null): Sentence {
  if (current === null || unit === null || current === target) return [];
  return say`${figure(target === null ? quantity(current, unit) : difference(current - target, unit))} `;
}

type Words = (finding: ReportFinding, unit: Unit | null) => Sentence;

const bySize =
  (words: (finding: ReportFinding) => Sentence): Words =>
  (finding, unit) =>
    say`${growth(finding, unit)}${words(finding)}`;

const WORDS: Readonly<Record<string, Words>> = {
  'bundle.package-new': bySize(
    (finding) => say`${thing(finding)}, new${at(', imported by ', finding.location)}${unminified(finding)}`,
  ),
  'bundle.package-grew': bySize(
    (finding) => say`${thing(finding)}${at(', imported by ', finding.location)}${unminified(finding)}`,
  ),
  'bundle.package-duplicated': bySize(
    (finding) =>
      say`${thing(finding)} is there more than once:${versions(finding)}${at(', through ', finding.location)}`,
  ),
  'bundle.module-grew': bySize(
    (finding) => say`${codeOr(text(finding, 'name') ?? finding.location, 'a module')}${unminified(finding)}`,
  ),
  'bundle.file-new': bySize((finding) => say`${codeOr(finding.location, 'a file')}, new`),
  'bundle.file-grew': bySize((finding) => say`${codeOr(finding.location, 'a file')}`),
  'api.unexpected-answers': (finding, unit) =>
    say`${codeOr(text(finding, 'what'), 'another answer')} to ${figuresOf(finding, unit)} of its requests, where ${codeOr(text(finding, 'expected'), 'something else')} was expected`,
  'vitals.long-task-grew': (finding, unit) =>
    say`the longest task took ${figuresOf(finding, unit)}${at(', in ', finding.location)}`,
  'vitals.lcp-element-changed': (finding) =>
    say`the largest element is now ${codeOr(finding.location, 'another one')}${at(', before it was ', text(finding, 'from'))}`,
  'vitals.lcp-phase-grew': (finding, unit) =>
    say`${spelled(text(finding, 'phase') ?? 'a part')} of the LCP took ${figuresOf(finding, unit)}${at(', of ', finding.location)}`,
  'vitals.layout-shift-new': (finding, unit) =>
    say`${codeOr(finding.location, 'an element')} shifts, which it did not before: ${figuresOf(finding, unit)}`,
};

const SUGGESTIONS: Readonly<Record<string, string>> = {
  'import-one-function': 'Import only the functions that are used.',
  'align-versions': 'Align the versions.',
  'load-later': 'Load it when it is needed.',
};

/** `bundle.package-grew` → `package grew`: a reader may be older than the check that found it. */
const spelled = (id: string): string =>
  id
    .slice(id.lastIndexOf('.') + 1)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();

function unknownCode(finding: ReportFinding, unit: Unit | null): Sentence {
  const facts = Object.entries(finding.evidence)
    .filter(([, value]) => ['string', 'number'].includes(typeof value))
    .slice(0, 4)
    .map(([key, value]) => say`${spelled(key)} ${code(String(value))}`);
  return say`${growth(finding, unit)}${spelled(finding.code)}${at(' in ', finding.location)}${facts.length > 0 ? own(': ') : []}${joined(facts)}`;
}

/** A finding's figures are in its metric's unit, which the results tell. */
function unitOf({ check, subject, metric, kind }: ReportFinding, { results }: Report): Unit | null {
  const same = (other: Result) => other.check === check && other.subject === subject && other.metric === metric;
  return results.find(same)?.unit ?? (kind === 'size' ? 'B' : null);
}

function mend({ suggestion }: ReportFinding): Sentence {
  if (suggestion === null) return [];
  const known = Object.hasOwn(SUGGESTIONS, suggestion.code) ? SUGGESTIONS[suggestion.code] : undefined;
  if (known !== undefined) return [own(' '), emphasis(own(known))];
  const words = spelled(suggestion.code);
  return [own(' '), emphasis(say`${words.charAt(0).toUpperCase() + words.slice(1)}.`)];
}

export function describeFinding(finding: ReportFinding, report: Report): Sentence {
  const words = (Object.hasOwn(WORDS, finding.code) ? WORDS[finding.code] : undefined) ?? unknownCode;
  const variant = finding.variant === null ? [] : say`, ${finding.variant}`;
  const what = words(finding, unitOf(finding, report));
  return say`${strong(outside(finding.subject))}${variant}: ${what}.${mend(finding)}`;
}

export const MOST_FINDINGS = 8;

/** The first, which are the gravest; how many were left out is in `more`. */
export function chosenFindings({ findings }: Report): { readonly chosen: ReportFinding[]; readonly more: number } {
  return { chosen: findings.slice(0, MOST_FINDINGS), more: Math.max(0, findings.length - MOST_FINDINGS) };
}
