import type { ReportFinding } from '../../model/report.ts';
import { code, figure, joined, joinedFirst, type Sentence, say, trusted } from '../../text/inline.ts';
import { counted, difference, quantity } from '../../text/quantity.ts';
import type { CheckWords } from '../finding-text.ts';
import { amount, at, codeOr, figuresOf, inner, text, texts } from '../finding-text.ts';

/** Sentences for findings: why a page got slower or heavier. */

const size = (bytes: number): Sentence => [figure(quantity(bytes, 'B'))];
const time = (durationMs: number): Sentence => [figure(quantity(durationMs, 'ms'))];

/** `180 kB → 1.2 MB`, or head's figure alone. */
function fromTo(finding: ReportFinding, from: string | null, to: string, words: (value: number) => Sentence): Sentence {
  const [was, is] = [from === null ? null : amount(finding, from), amount(finding, to)];
  if (is === null) return [];
  return was === null || was === is ? words(is) : say`${words(was)} → ${words(is)}`;
}

const bytes = (finding: ReportFinding): Sentence => fromTo(finding, 'bytesBefore', 'bytes', size);

const inBrackets = (parts: readonly Sentence[]): Sentence => {
  const there = parts.filter((part) => part.length > 0);
  return there.length === 0 ? [] : say` (${joined(there)})`;
};

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

/** `, when the font x.woff2 loads`. */
function because(finding: ReportFinding): Sentence {
  const what = text(finding, 'because');
  const by = text(finding, 'by');
  if (what === 'unsized-image') return say`, because the image${by === null ? [] : say` ${code(by)}`} has no size`;
  if (what === 'font') return say`, when the font${by === null ? [] : say` ${code(by)}`} loads`;
  if (what === 'frame') return say`, when a frame${by === null ? [] : say` (${code(by)})`} is inserted`;
  return [];
}

const score = (value: number): Sentence => [figure(quantity(value, 'score'))];

function shift(finding: ReportFinding): Sentence {
  if (amount(finding, 'score') === null && finding.location === null) {
    const all = figuresOf(finding, 'score');
    return say`the layout shifts further${all.length > 0 ? say`: ${all}` : []}, but no element that is still there explains it`;
  }
  const how = amount(finding, 'scoreBefore') === null ? 'now shifts: ' : 'shifts further: ';
  const figures = fromTo(finding, 'scoreBefore', 'score', score);
  return say`${codeOr(finding.location, 'an element')} ${trusted(how)}${figures}${because(finding)}`;
}

const PHASES: Readonly<Record<string, string>> = {
  timeToFirstByte: 'the wait for the document',
  resourceLoadDelay: 'the delay before the LCP image is requested',
  resourceLoadDuration: 'loading the LCP image',
  elementRenderDelay: 'the delay before the LCP element is painted',
};

const PARTS: Readonly<Record<string, string>> = {
  inputDelayMs: 'the delay before the event is handled',
  processingMs: 'handling the event',
  presentationMs: 'painting the result',
};

const named = (names: Readonly<Record<string, string>>, id: string | null, otherwise: string) =>
  trusted((id !== null && Object.hasOwn(names, id) && names[id]) || otherwise);

function slower(finding: ReportFinding): Sentence {
  const part = inner(finding, 'part');
  const name = text(part, 'name');
  const most = name === null ? [] : say`, of which ${named(PARTS, name, 'a part')} ${fromTo(part, 'from', 'to', time)}`;
  return say`the next paint takes ${figuresOf(finding, 'ms')}${most}${at(', on ', text(finding, 'target'))}${at(', in ', text(finding, 'script'))}${inBundle(finding)}`;
}

function task(finding: ReportFinding): Sentence {
  const tasks = amount(finding, 'tasks') ?? 1;
  const took = fromTo(finding, 'from', 'to', time);
  const figures = took.length > 0 ? took : figuresOf(finding, 'ms');
  const what = tasks > 1 ? say`${trusted(counted(tasks, 'long task'))} took` : say`the longest task took`;
  return say`${what} ${figures}${at(', in ', finding.location)}${inBundle(finding)}`;
}

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

function unsized(finding: ReportFinding): Sentence {
  const more = (amount(finding, 'images') ?? 1) - 1;
  return say`the image ${codeOr(finding.location, 'of the page')}${more > 0 ? say` and ${trusted(counted(more, 'more', 'more'))}` : []} ${trusted(more > 0 ? 'have' : 'has')} no width or height`;
}

const findings: CheckWords['findings'] = {
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
  'vitals.image-unsized': unsized,
  'vitals.long-task-grew': task,
  'vitals.layout-shift-new': shift,
  'vitals.layout-shift-grew': shift,
  'vitals.interaction-slower': slower,
  'vitals.interaction-shift': shift,
};

/** `; the same file grew by 97 kB: lodash`: what the bundle check knows about the file. */
function inBundle(finding: ReportFinding): Sentence {
  const bundle = inner(finding, 'bundle');
  const grew = amount(bundle, 'grewBytes');
  if (grew === null) return [];
  const because = texts(bundle, 'because').map((name) => [code(name)]);
  const names = joined(because, ', ', ' and ');
  // The sentence already has the size of a new file.
  if (bundle.evidence.new === true) return because.length === 0 ? [] : say`; in it: ${names}`;
  const reason = because.length === 0 ? [] : say`: ${names}`;
  return say`; the same file grew by ${figure(quantity(grew, 'B'))}${reason}`;
}

const fix = (sentence: Sentence) => (): Sentence => sentence;

/** Fixes, each a sentence without its full stop. */
const fixes: CheckWords['fixes'] = {
  'shrink-image': fix(say`Serve it at its displayed size, as AVIF or WebP`),
  'load-eagerly': fix(say`Remove ${code('loading="lazy"')} from it`),
  'name-image-in-html': fix(say`Add it to the HTML as an ${code('<img>')}, or preload it`),
  'set-fetch-priority': fix(say`Give it ${code('fetchpriority="high"')}`),
  'answer-sooner': fix(say`Reduce the server's work before it responds, or cache the response`),
  'preload-image': fix(say`Preload it`),
  'defer-script': fix(say`Load it with ${code('defer')} or ${code('async')}`),
  'load-stylesheet-later': fix(say`Inline the styles of the first screen, and load the rest after the first paint`),
  'font-display-swap': fix(say`Set ${code('font-display: swap')}`),
  'match-fallback-font': fix(say`Give the fallback font the same metrics (${code('size-adjust')})`),
  'set-image-size': fix(say`Give it ${code('width')} and ${code('height')}`),
  'reserve-space': fix(say`Reserve space for content that appears later`),
  'split-task': fix(say`Split it into smaller tasks, or move it to a worker`),
  'paint-without-waiting': fix(say`Put it on the page at once, instead of after a timer or an animation`),
  'paint-first': fix(say`Paint the response first, and do the remaining work afterwards`),
  'render-less': fix(say`Render less at once`),
};

/** Bytes follow the figures as things do: `from 80 kB to 96 kB transferred`. */
const gotWorse: CheckWords['gotWorse'] = ({ unit, label, base: was, head: is }, { base, head }) =>
  unit === 'B' && was !== null && is !== null ? say`went from ${base} to ${head} ${label}` : null;

export const vitalsWords: CheckWords = {
  ...{ findings, fixes, gotWorse },
  noValue: 'the page shows nothing that it is measured on',
};
