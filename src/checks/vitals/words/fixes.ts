import type { ReportFinding, Result } from '../../../model/report.ts';
import { code, type Sentence, say } from '../../../text/inline.ts';
import type { CheckWords } from '../../finding-text.ts';
import { evidenceNumber, type Fix, type Gain, growth } from '../../gain.ts';

const fix = (sentence: Sentence) => (): Sentence => sentence;

/** The growth of one of LCP's phases, in the typical visits: a fix of that phase can gain no more. */
function phaseGrowth(results: readonly Result[], phase: string): Gain | null {
  const of = (side: 'base' | 'head'): number | null => {
    const details = results.find(({ metric }) => metric === 'lcp')?.details as
      | Partial<Record<string, { phases?: Record<string, unknown> } | null>>
      | null
      | undefined;
    const value = details?.[side]?.phases?.[phase];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return growth('lcp', of('head'), of('base'));
}

const delayed: Fix['gain'] = (_, results) => phaseGrowth(results, 'resourceLoadDelay');
const wasted =
  (metric: string): Fix['gain'] =>
  (finding) =>
    growth(metric, evidenceNumber(finding, 'wastedMs'), evidenceNumber(finding, 'wastedMsBefore'));
const shifted: Fix['gain'] = (finding) =>
  growth('cls', evidenceNumber(finding, 'score'), evidenceNumber(finding, 'scoreBefore'), 'about');

/** Blocking time of a task: all beyond 50 ms; https://web.dev/articles/tbt. */
const blocking = (durationMs: number | null): number => Math.max(0, (durationMs ?? 0) - 50);

function slowerPart(finding: ReportFinding): Gain | null {
  const { part } = finding.evidence;
  const { from, to } = typeof part === 'object' && part !== null ? (part as { from?: unknown; to?: unknown }) : {};
  return typeof from === 'number' && typeof to === 'number' ? growth('inp', to, from) : null;
}

/** What can be done about a page. */
export const fixes: CheckWords['fixes'] = {
  'shrink-image': {
    words: fix(say`Serve it at its displayed size, as AVIF or WebP`),
    risk: 'the quality of the picture',
    gain: (finding) => growth('image-bytes', evidenceNumber(finding, 'bytes'), evidenceNumber(finding, 'bytesBefore')),
  },
  'load-eagerly': {
    words: fix(say`Remove ${code('loading="lazy"')} from it`),
    risk: 'it delays what else is loaded',
    gain: delayed,
  },
  'name-image-in-html': {
    words: fix(say`Add it to the HTML as an ${code('<img>')}, or preload it`),
    risk: 'it delays what else is loaded',
    gain: delayed,
  },
  'set-fetch-priority': {
    words: fix(say`Give it ${code('fetchpriority="high"')}`),
    risk: 'it delays what else is loaded',
    gain: delayed,
  },
  'answer-sooner': {
    words: fix(say`Reduce the server's work before it responds, or cache the response`),
    risk: 'a cache may serve what is stale',
    gain: (_, results) => phaseGrowth(results, 'timeToFirstByte'),
  },
  'preload-image': { words: fix(say`Preload it`), risk: 'it delays what else is loaded', gain: delayed },
  'defer-script': {
    words: fix(say`Load it with ${code('defer')} or ${code('async')}`),
    risk: 'the order in which scripts run',
    gain: wasted('fcp'),
  },
  'load-stylesheet-later': {
    words: fix(say`Inline the styles of the first screen, and load the rest after the first paint`),
    risk: 'the first paint has no styles yet',
    gain: wasted('fcp'),
  },
  'font-display-swap': {
    words: fix(say`Set ${code('font-display: swap')}`),
    risk: 'text jumps, unless the fallback font matches',
    gain: wasted('fcp'),
  },
  'match-fallback-font': {
    words: fix(say`Give the fallback font the same metrics (${code('size-adjust')})`),
    risk: 'none known',
    gain: shifted,
  },
  'set-image-size': {
    words: fix(say`Give it ${code('width')} and ${code('height')}`),
    risk: 'the layout, where the ratio differs',
    gain: shifted,
  },
  'reserve-space': {
    words: fix(say`Reserve space for content that appears later`),
    risk: 'the layout, where less comes than expected',
    gain: shifted,
  },
  'split-task': {
    words: fix(say`Split it into smaller tasks, or move it to a worker`),
    risk: 'the order of work',
    gain: (finding) =>
      growth('tbt', blocking(evidenceNumber(finding, 'to')), blocking(evidenceNumber(finding, 'from'))),
  },
  'paint-without-waiting': {
    words: fix(say`Put it on the page at once, instead of after a timer or an animation`),
    risk: 'none known',
  },
  'paint-first': {
    words: fix(say`Paint the response first, and do the remaining work afterwards`),
    risk: 'a state is shown before it is final',
    gain: slowerPart,
  },
  'render-less': {
    words: fix(say`Render less at once`),
    risk: 'a state is shown before it is final',
    gain: slowerPart,
  },
  'load-later': { words: fix(say`Load it when it is needed`), risk: 'the first use waits for it' },
};
