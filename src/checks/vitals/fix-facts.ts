import type { ReportFinding, Result } from '../../model/report.ts';
import { evidenceNumber, type FixFacts, type Gain, growth } from '../gain.ts';

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

const delayed: FixFacts['gain'] = (_, results) => phaseGrowth(results, 'resourceLoadDelay');
const wasted =
  (metric: string): FixFacts['gain'] =>
  (finding) =>
    growth(metric, evidenceNumber(finding, 'wastedMs'), evidenceNumber(finding, 'wastedMsBefore'));
const shifted: FixFacts['gain'] = (finding) =>
  growth('cls', evidenceNumber(finding, 'score'), evidenceNumber(finding, 'scoreBefore'), 'about');

/** Blocking time of a task: all beyond 50 ms; https://web.dev/articles/tbt. */
const blocking = (durationMs: number | null): number => Math.max(0, (durationMs ?? 0) - 50);

function slowerPart(finding: ReportFinding): Gain | null {
  const { part } = finding.evidence;
  const { from, to } = typeof part === 'object' && part !== null ? (part as { from?: unknown; to?: unknown }) : {};
  return typeof from === 'number' && typeof to === 'number' ? growth('inp', to, from) : null;
}

export const fixFacts: Readonly<Record<string, FixFacts>> = {
  'shrink-image': {
    risk: 'the quality of the picture',
    gain: (finding) => growth('image-bytes', evidenceNumber(finding, 'bytes'), evidenceNumber(finding, 'bytesBefore')),
  },
  'load-eagerly': { risk: 'it delays what else is loaded', gain: delayed },
  'name-image-in-html': { risk: 'it delays what else is loaded', gain: delayed },
  'set-fetch-priority': { risk: 'it delays what else is loaded', gain: delayed },
  'preload-image': { risk: 'it delays what else is loaded', gain: delayed },
  'answer-sooner': {
    risk: 'a cache may serve what is stale',
    gain: (_, results) => phaseGrowth(results, 'timeToFirstByte'),
  },
  'defer-script': { risk: 'the order in which scripts run', gain: wasted('fcp') },
  'load-stylesheet-later': { risk: 'the first paint has no styles yet', gain: wasted('fcp') },
  'font-display-swap': { risk: 'text jumps, unless the fallback font matches', gain: wasted('fcp') },
  'match-fallback-font': { risk: 'none known', gain: shifted },
  'set-image-size': { risk: 'the layout, where the ratio differs', gain: shifted },
  'reserve-space': { risk: 'the layout, where less comes than expected', gain: shifted },
  'split-task': {
    risk: 'the order of work',
    gain: (finding) =>
      growth('tbt', blocking(evidenceNumber(finding, 'to')), blocking(evidenceNumber(finding, 'from'))),
  },
  'paint-first': { risk: 'a state is shown before it is final', gain: slowerPart },
  'render-less': { risk: 'a state is shown before it is final', gain: slowerPart },
  'paint-without-waiting': { risk: 'none known' },
  'load-later': { risk: 'the first use waits for it' },
};
