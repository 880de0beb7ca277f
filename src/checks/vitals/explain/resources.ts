import type { VitalsEvidence } from '../evidence.ts';
import type { Device } from '../settings.ts';
import { accountedFor, type Cause, type Fix, FLOOR_BYTES, LOADING, type Moved } from './cause.ts';
import { countMetrics, type Files, fileKey, fileName, type LoadedPair, partyName, sizeMetrics } from './files.ts';
import { grown, sumOf } from './grown.ts';

/** Files that are new, heavier, requested more often, or less used. */

/** The largest get a finding each; the others are counted. */
const MOST_FILES = 3;
/** A file accounts for a growth in bytes if it makes up at least this share. */
const MIN_SHARE = 0.1;

/** Throughput and latency as Lighthouse emulates them: slow 4G, and a desktop's 10 Mbit/s. */
const NETWORK: Readonly<Record<Device, { readonly bytesPerMs: number; readonly roundTripMs: number }>> = {
  mobile: { bytesPerMs: 205, roundTripMs: 150 },
  desktop: { bytesPerMs: 1_280, roundTripMs: 40 },
};

/** Even a small file of these types delays the page, if requested early. */
const WAITED_FOR: readonly string[] = ['stylesheet', 'script', 'font'];

const growthOf = ({ base, head }: LoadedPair): number => head.bytes - (base?.bytes ?? 0);
const requestGrowthOf = ({ base, head }: LoadedPair): number => head.requests - (base?.requests ?? 0);

/** Roughly how much later the page is because of a file; milliseconds. */
function delayMs(pair: LoadedPair, device: Device): number {
  const { bytesPerMs, roundTripMs } = NETWORK[device];
  const waitMs = pair.base === null && WAITED_FOR.includes(pair.head.type) ? roundTripMs : 0;
  return Math.max(0, growthOf(pair)) / bytesPerMs + waitMs;
}

function fixOf({ url, type }: LoadedPair['head']): Fix | null {
  if (type === 'image') return 'shrink-image';
  if (type === 'script') return 'load-later';
  return type === 'font' && !/\.woff2(\?|$)/i.test(url) ? 'ship-woff2' : null;
}

function fileCause(pair: LoadedPair, files: Files, moved: Moved, device: Device): Cause {
  const { base, head } = pair;
  const growth = growthOf(pair);
  return {
    code: 'vitals.resource-grew',
    groupKey: files.groupKey(head.url),
    provenBy: [
      ...(growth >= FLOOR_BYTES ? accountedFor(moved, sizeMetrics(head.type, head.party), growth, MIN_SHARE) : []),
      ...(requestGrowthOf(pair) > 0 ? countMetrics(head.type, head.party) : []),
      ...accountedFor(moved, [...LOADING, 'load'], delayMs(pair, device)),
    ],
    location: fileName(head.url),
    figures: {
      B: { current: head.bytes, target: base?.bytes ?? null },
      count: { current: head.requests, target: base?.requests ?? null },
    },
    size: growth,
    evidence: {
      url: head.url,
      type: head.type,
      new: base === null,
      was: pair.replaced && base !== null ? fileName(base.url) : null,
      bytes: head.bytes,
      bytesBefore: base?.bytes ?? null,
      requests: head.requests,
      requestsBefore: base?.requests ?? null,
      thirdParty: head.party && partyName(head.party),
    },
    fix: fixOf(head),
  };
}

/** Further files, which are not reported one by one. */
function countedCauses(pairs: readonly LoadedPair[]): Cause[] {
  if (pairs.length === 0) return [];
  const types = [...Map.groupBy(pairs, ({ head }) => head.type)]
    .map(([type, some]) => ({ type, requests: some.length }))
    .sort((a, b) => b.requests - a.requests);
  const names = pairs.flatMap(({ head }) => fileName(head.url) ?? []).slice(0, MOST_FILES);
  return [
    {
      code: 'vitals.requests-grew',
      groupKey: 'requests',
      provenBy: ['requests', 'third-party-requests', ...types.map(({ type }) => `${type}-requests`)],
      location: null,
      figures: { count: { current: pairs.length, target: 0 } },
      size: pairs.length,
      evidence: { requests: pairs.length, types, names },
    },
  ];
}

export function resourceCauses(files: Files, moved: Moved, device: Device): Cause[] {
  const more = files.pairs
    .filter((pair) => growthOf(pair) >= FLOOR_BYTES || requestGrowthOf(pair) > 0)
    .sort((a, b) => growthOf(b) - growthOf(a));
  const rest = more.slice(MOST_FILES).filter((pair) => requestGrowthOf(pair) > 0);
  return [...more.slice(0, MOST_FILES).map((pair) => fileCause(pair, files, moved, device)), ...countedCauses(rest)];
}

/** Scripts whose code the page uses less. */
export function unusedCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const scripts = grown(base.unusedJavascript, head.unusedJavascript, {
    key: ({ url }) => fileKey(url),
    amount: sumOf(({ bytes }) => bytes),
    floor: FLOOR_BYTES,
  }).filter(({ key }) => key !== null);
  return scripts.slice(0, MOST_FILES).map(({ rows: [{ url }], current, target, growth }): Cause => {
    const file = files.find(url);
    return {
      code: 'vitals.unused-javascript-grew',
      groupKey: files.groupKey(url),
      provenBy: accountedFor(moved, ['unused-javascript'], growth),
      location: fileName(url),
      figures: { B: { current, target } },
      size: growth,
      evidence: {
        url,
        unused: current,
        unusedBefore: target,
        ...(file ? { bytes: file.head.bytes, bytesBefore: file.base?.bytes ?? null } : {}),
      },
    };
  });
}

/** Images without width and height. */
export function unsizedCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const before = new Set(base.unsizedImages.flatMap(({ url, selector }) => [fileKey(url), selector]));
  const added = head.unsizedImages.filter(({ url, selector }) => !before.has(fileKey(url)) && !before.has(selector));
  const [first] = added;
  if (first === undefined) return [];
  const { url, selector } = first;
  return [
    {
      code: 'vitals.image-unsized',
      groupKey: files.groupKey(url) ?? `node ${selector}`,
      provenBy: ['unsized-images'],
      location: fileName(url) ?? selector,
      figures: { count: { current: head.unsizedImages.length, target: base.unsizedImages.length } },
      size: added.length,
      evidence: { url, selector, images: added.length },
    },
  ];
}
