import { gzipSync } from 'node:zlib';
import type { Result } from 'lighthouse';
import { isObject } from '../../../text/parse-json.ts';
import type { VitalsEvidence } from '../evidence.ts';
import { placeOf } from '../landing.ts';
import type { LighthouseSuccess } from '../visit/messages.ts';
import { addressOf, thirdPartyOf } from './address.ts';
import { type Audits, elementOf, items, number, rowsOf, text, wasMade } from './audit.ts';
import { requestFacts, resourceType } from './facts.ts';
import { readInteraction } from './interaction.ts';
import { lostFiles, type Spelled } from './lost-files.ts';
import { longTasksOf, shiftsOf } from './work.ts';

/** More would not help a reader, and the run keeps the evidence of every visit. */
const MOST_REQUESTS = 500;
const MOST_ROWS = 50;
const MOST_TIMED = 60;

const AUDITS = {
  lcp: 'largest-contentful-paint',
  cls: 'cumulative-layout-shift',
  tbt: 'total-blocking-time',
  fcp: 'first-contentful-paint',
  'speed-index': 'speed-index',
  ttfb: 'server-response-time',
} as const;

const OBSERVED = {
  'observed-lcp': 'observedLargestContentfulPaint',
  'observed-fcp': 'observedFirstContentfulPaint',
  'first-paint': 'observedFirstPaint',
  'dom-content-loaded': 'observedDomContentLoaded',
  load: 'observedLoad',
} as const;

/**
 * A visit's values by metric id, in the metric's unit, and the evidence that explains them. A figure that Lighthouse does
 * not give is absent.
 *
 * @param origin the server's
 * @param spelled of a folder, which has no data of its own: how the file is spelled that differs from a path in case
 */
export function readPage(
  { lhr, log, interactions }: LighthouseSuccess,
  origin: string,
  spelled?: Spelled,
): { values: Record<string, number>; evidence: Omit<VitalsEvidence, 'round'> } {
  const { audits } = lhr;
  const address = (url: unknown) => addressOf(url, origin);
  const partyOf = thirdPartyOf(lhr, origin);
  const requests = log.requests.map(({ url, type, bytes }) => ({
    url: address(url),
    type: resourceType(type),
    bytes,
    thirdParty: partyOf(url),
  }));
  const blocking = log.requests.filter(({ renderBlocking }) => renderBlocking);
  const undiscovered = undiscoveredOf(audits);
  const unused = rowsOf(audits, 'unused-javascript').map(({ url, wastedBytes }) => ({
    url: address(url),
    bytes: number(wastedBytes),
  }));
  const unsized = rowsOf(audits, 'unsized-images');
  const values = {
    ...times(lhr),
    ...requestFacts(requests),
    'render-blocking': blocking.length,
    'blocking-fonts': log.blockingFonts.length,
    ...(wasMade(audits, 'unsized-images') && { 'unsized-images': unsized.length }),
    ...(wasMade(audits, 'lcp-discovery-insight') && { 'lcp-undiscovered': undiscovered.length }),
    ...(wasMade(audits, 'unused-javascript') && {
      'unused-javascript': unused.reduce((sum, { bytes }) => sum + bytes, 0),
    }),
  };
  const [phases, ...behind] = rowsOf(audits, 'lcp-breakdown-insight');
  const wastedOn = (audit: string, url: string): number =>
    number(rowsOf(audits, audit).find((row) => row.url === url)?.wastedMs);
  return {
    values,
    evidence: {
      values,
      landed: placeOf(lhr.mainDocumentUrl ?? lhr.finalDisplayedUrl, origin),
      lcp: {
        element: behind.map(elementOf).find((element) => element !== null) ?? null,
        url: log.lcpImage === null ? null : address(log.lcpImage),
        phases: Object.fromEntries(items(phases).map((row) => [text(row.subpart), number(row.duration)])),
        undiscovered,
      },
      lost: lostFiles(log.requests, { isOwn: (url) => partyOf(url) === null, spelled }, address),
      requests: requests.slice(0, MOST_REQUESTS),
      waterfall: log.requests
        .flatMap(({ url, time, renderBlocking }) =>
          time === undefined ? [] : [{ url: address(url), ...time, blocking: renderBlocking }],
        )
        .sort((a, b) => a.startMs - b.startMs)
        .slice(0, MOST_TIMED),
      renderBlocking: blocking.slice(0, MOST_ROWS).map(({ url, bytes }) => {
        return { url: address(url), bytes, wastedMs: wastedOn('render-blocking-insight', url) };
      }),
      blockingFonts: log.blockingFonts.slice(0, MOST_ROWS).map((url) => {
        return { url: address(url), wastedMs: wastedOn('font-display-insight', url) };
      }),
      unsizedImages: unsized.slice(0, MOST_ROWS).map(({ url, node }) => {
        return { url: address(url), selector: elementOf(node)?.selector ?? '' };
      }),
      unusedJavascript: unused.slice(0, MOST_ROWS),
      longTasks: longTasksOf(audits, origin),
      shifts: shiftsOf(audits, origin),
      scripts: rowsOf(audits, 'bootup-time')
        .slice(0, MOST_ROWS)
        .map(({ url, total }) => ({ url: address(url), cpuMs: number(total) })),
      mainThreadMs: number(audits['mainthread-work-breakdown']?.numericValue),
      interactions: interactions.flatMap((one) => (one.ok ? [readInteraction(one, origin).evidence] : [])),
      lhr: gzipSync(JSON.stringify(lhr)),
    },
  };
}

function times({ audits }: Result): Record<string, number> {
  const [observed = {}] = rowsOf(audits, 'metrics');
  const values = [
    ...Object.entries(AUDITS).map(([metric, audit]) => [metric, audits[audit]?.numericValue] as const),
    ...Object.entries(OBSERVED).map(([metric, key]) => [metric, observed[key]] as const),
  ];
  return Object.fromEntries(values.filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}

/** The failed checks of the discovery checklist, which exists only if the LCP is a requested image. */
function undiscoveredOf(audits: Audits): string[] {
  const checklist = rowsOf(audits, 'lcp-discovery-insight').find(({ type }) => type === 'checklist')?.items;
  if (!isObject(checklist)) return [];
  return Object.entries(checklist).flatMap(([id, line]) => (isObject(line) && line.value === false ? [id] : []));
}
