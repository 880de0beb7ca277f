import type { ReportFinding } from '../../../model/report.ts';
import { code, figure, joined, joinedFirst, type Sentence, say, trusted } from '../../../text/inline.ts';
import { counted, difference } from '../../../text/quantity.ts';
import { amount, at, type CheckWords, codeOr, figuresOf, text, texts } from '../../finding-text.ts';
import { bytes, fromTo, inBrackets, named, size, time } from './figures.ts';
import { inBundle } from './in-bundle.ts';

/** Sentences for findings on the files that a page loads, and when. */

const CHECKS: Readonly<Record<string, string>> = {
  eagerlyLoaded: 'is loaded lazily',
  requestDiscoverable: 'is not in the HTML',
  priorityHinted: 'has no fetchpriority',
};

const failing = (finding: ReportFinding, key: string): Sentence =>
  joined(
    texts(finding, key).map((check) => [
      trusted((Object.hasOwn(CHECKS, check) && CHECKS[check]) || 'is discovered late'),
    ]),
    ', ',
    ' and ',
  );

function image(finding: ReportFinding): Sentence {
  const from = text(finding, 'from');
  const { location } = finding;
  const late = failing(finding, 'undiscovered');
  const remark = late.length > 0 ? say`, and ${late}` : [];
  if (from === null) return say`the LCP image ${codeOr(location, 'of the page')} grew ${bytes(finding)}${remark}`;
  const [is, was] = [amount(finding, 'bytes'), amount(finding, 'bytesBefore')];
  return say`the LCP image is now ${codeOr(location, 'another one')}${inBrackets([is === null ? [] : size(is)])}, previously ${code(from)}${inBrackets([was === null ? [] : size(was)])}${remark}`;
}

function blocking(finding: ReportFinding): Sentence {
  const wasted = amount(finding, 'wastedMs');
  const remarks = [
    bytes(finding),
    wasted === null ? [] : say`about ${fromTo(finding, 'wastedMsBefore', 'wastedMs', time)}`,
  ];
  const others = texts(finding, 'others').map((name) => [code(name)]);
  const too = others.length === 0 ? [] : say`, and for ${joined(others, ', ', ' and ')}`;
  return say`${codeOr(finding.location, 'a file')}${inBrackets(remarks)}${too}`;
}

function thirdParty(finding: ReportFinding): Sentence {
  const name = text(finding, 'thirdParty');
  const requests = amount(finding, 'requests') ?? 1;
  const blocked = amount(finding, 'blockingMs');
  const remarks = [
    say`${trusted(counted(requests, 'request'))}`,
    fromTo(finding, null, 'bytes', size),
    blocked === null ? [] : say`blocks the main thread for ${time(blocked)}`,
  ];
  const paint = finding.evidence.renderBlocking === true ? say`, and the first paint waits for it` : [];
  return say`new third party ${codeOr(name, 'of an unknown name')}${at(': ', finding.location)}${inBrackets(remarks)}${paint}`;
}

const PHASES: Readonly<Record<string, string>> = {
  timeToFirstByte: 'the wait for the document',
  resourceLoadDelay: 'the delay before the LCP image is requested',
  resourceLoadDuration: 'loading the LCP image',
  elementRenderDelay: 'the delay before the LCP element is painted',
};

function resource(finding: ReportFinding): Sentence {
  const { location } = finding;
  const type = text(finding, 'type');
  const [is, was] = [amount(finding, 'bytes') ?? 0, amount(finding, 'bytesBefore') ?? 0];
  const what = say`${codeOr(location, 'a file')}${finding.evidence.new === true ? trusted(', new') : []}`;
  const kind = type === null ? [] : say` (${type})`;
  if (is <= was) {
    const requests = amount(finding, 'requests') ?? 1;
    return say`${what}${kind}${trusted(`, ${counted(requests, 'request')}`)}`;
  }
  return say`${figure(difference(is - was, 'B'))} ${what}${kind}${at(', previously ', text(finding, 'was'))}${inBundle(finding)}`;
}

function requests(finding: ReportFinding): Sentence {
  const names = texts(finding, 'names').map((name) => [code(name)]);
  const count = amount(finding, 'requests') ?? 1;
  const all = joinedFirst(names, names.length, { count, last: ' and ' });
  return say`${trusted(counted(count, 'more new request'))}${all.length > 0 ? trusted(': ') : []}${all}`;
}

function unused(finding: ReportFinding): Sentence {
  const grew = (amount(finding, 'unused') ?? 0) - (amount(finding, 'unusedBefore') ?? 0);
  const what = say`unused JavaScript${at(' in ', finding.location)}`;
  return say`${grew > 0 ? say`${figure(difference(grew, 'B'))} ` : []}${what}${inBundle(finding)}`;
}

export const loadingFindings: CheckWords['findings'] = {
  'vitals.lcp-image-grew': image,
  'vitals.lcp-element-changed': (finding) =>
    say`the LCP element is now ${codeOr(finding.location, 'another one')}${at(', previously ', text(finding, 'from'))}`,
  'vitals.lcp-phase-grew': (finding) =>
    say`${named(PHASES, text(finding, 'phase'), 'a part of the LCP')} took ${figuresOf(finding, 'ms')}${at(', for ', finding.location)}`,
  'vitals.waits-unseen': (finding) =>
    say`the ${trusted(finding.evidence.first === true ? 'first' : 'largest')} content appeared after ${figuresOf(finding, 'ms')} on this machine${at(', in ', finding.location)}. Simulated throttling adds up requests and CPU time, and does not see what only waits: a timer, an animation, a held response`,
  'vitals.lcp-undiscovered': (finding) =>
    say`the LCP image ${codeOr(finding.location, 'of the page')} ${failing(finding, 'checks')}`,
  'vitals.render-blocking-new': (finding) =>
    say`the first paint now waits for ${blocking(finding)}${inBundle(finding)}`,
  'vitals.render-blocking-grew': (finding) =>
    say`the first paint waits longer for ${blocking(finding)}${inBundle(finding)}`,
  'vitals.font-blocks-text': (finding) =>
    say`text stays invisible until the font ${codeOr(finding.location, 'of the page')} is loaded${inBrackets([fromTo(finding, null, 'bytes', size)])}`,
  'vitals.third-party-new': thirdParty,
  'vitals.requests-grew': requests,
  'vitals.resource-grew': resource,
  'vitals.unused-javascript-grew': unused,
};
