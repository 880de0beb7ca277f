import type { VitalsEvidence } from '../evidence.ts';
import type { PageSettings } from '../settings.ts';
import { type Cause, FLOOR_BYTES, LOADING, type Moved, transferMs, waitMs, worthyOf } from './cause.ts';
import { type Files, fileKey, fileName, type LoadedPair, partyName } from './files.ts';

/** Files that are new, heavier, asked for more often, or less used. */

/** More files than this are counted. */
const MOST_FILES = 3;
/** What explains less than this of the growth in bytes is not told by itself. */
const SMALL_SHARE = 0.1;

const IMAGE = { code: 'shrink-image', effort: 'low' } as const;

function mendOf({ url, type }: LoadedPair['head']): Cause['suggestion'] {
  if (type === 'image') return IMAGE;
  if (type === 'script') return { code: 'load-later', effort: 'medium' };
  if (type === 'font' && !/\.woff2(\?|$)/i.test(url)) return { code: 'ship-woff2', effort: 'low' };
  return null;
}

const grewBy = ({ base, head }: LoadedPair): number => head.bytes - (base?.bytes ?? 0);

function fileCause(pair: LoadedPair, files: Files, moved: Moved, device: PageSettings['device']): Cause {
  const { base, head } = pair;
  const [bytes, requests] = [grewBy(pair), head.requests - (base?.requests ?? 0)];
  const ofParty = (metric: string) => (head.party === null ? [] : [metric]);
  const sizes = [`${head.type}-bytes`, 'bytes', ...ofParty('third-party-bytes')];
  const counts = [`${head.type}-requests`, 'requests', ...ofParty('third-party-requests')];
  const laterMs = transferMs(Math.max(0, bytes), device) + (base === null ? waitMs(head.type, device) : 0);
  return {
    code: 'vitals.resource-grew',
    about: files.about(head.url),
    shows: [
      ...sizes.filter(
        (metric) => bytes >= FLOOR_BYTES && moved.has(metric) && bytes >= SMALL_SHARE * (moved.get(metric) ?? 0),
      ),
      ...(requests > 0 ? counts : []),
      ...worthyOf(moved, [...LOADING, 'load'], laterMs),
    ],
    explains: [],
    kind: 'network',
    location: fileName(head.url),
    figures: {
      B: { current: head.bytes, target: base?.bytes ?? null },
      count: { current: head.requests, target: base?.requests ?? null },
    },
    weight: bytes,
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
    suggestion: mendOf(head),
  };
}

/** Many new files, of which none deserves a line of its own. */
function countedCause(pairs: readonly LoadedPair[]): Cause[] {
  const types = [...Map.groupBy(pairs, ({ head }) => head.type)]
    .map(([type, some]) => ({ type, requests: some.length }))
    .sort((a, b) => b.requests - a.requests);
  if (pairs.length === 0) return [];
  return [
    {
      code: 'vitals.requests-grew',
      about: 'requests',
      shows: ['requests', 'third-party-requests', ...types.map(({ type }) => `${type}-requests`)],
      explains: [],
      kind: 'network',
      location: null,
      figures: { count: { current: pairs.length, target: 0 } },
      weight: pairs.length,
      evidence: {
        requests: pairs.length,
        types,
        names: pairs.flatMap(({ head }) => fileName(head.url) ?? []).slice(0, MOST_FILES),
      },
      suggestion: null,
    },
  ];
}

export function resourceCauses(files: Files, moved: Moved, device: PageSettings['device']): Cause[] {
  const more = files.pairs
    .filter((pair) => grewBy(pair) >= FLOOR_BYTES || pair.head.requests > (pair.base?.requests ?? 0))
    .sort((a, b) => grewBy(b) - grewBy(a));
  const told = more.slice(0, MOST_FILES);
  const rest = more.slice(MOST_FILES).filter((pair) => pair.head.requests > (pair.base?.requests ?? 0));
  return [...told.map((pair) => fileCause(pair, files, moved, device)), ...countedCause(rest)];
}

/** Scripts of which the page uses less. */
export function unusedCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const before = new Map(base.unusedJavascript.map(({ url, bytes }) => [fileKey(url), bytes]));
  const causes = head.unusedJavascript.flatMap(({ url, bytes }): Cause[] => {
    const key = fileKey(url);
    const target = before.get(key) ?? null;
    const grew = bytes - (target ?? 0);
    if (key === null || grew < FLOOR_BYTES) return [];
    const loaded = files.find(url);
    return [
      {
        code: 'vitals.unused-javascript-grew',
        about: files.about(url),
        shows: worthyOf(moved, ['unused-javascript'], grew),
        explains: [],
        kind: 'network',
        location: fileName(url),
        figures: { B: { current: bytes, target } },
        weight: grew,
        evidence: {
          url,
          unused: bytes,
          unusedBefore: target,
          ...(loaded ? { bytes: loaded.head.bytes, bytesBefore: loaded.base?.bytes ?? null } : {}),
        },
        suggestion: { code: 'load-later', effort: 'medium' },
      },
    ];
  });
  return causes.sort((a, b) => b.weight - a.weight).slice(0, MOST_FILES);
}

/** Images that say not how large they will be. */
export function unsizedCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const before = new Set(base.unsizedImages.flatMap(({ url, selector }) => [fileKey(url), selector]));
  const added = head.unsizedImages.filter(({ url, selector }) => !before.has(fileKey(url)) && !before.has(selector));
  const [first] = added;
  if (first === undefined) return [];
  return [
    {
      code: 'vitals.image-unsized',
      about: files.about(first.url) ?? `node ${first.selector}`,
      shows: ['unsized-images'],
      explains: [],
      kind: 'network',
      location: fileName(first.url) ?? first.selector,
      figures: { count: { current: head.unsizedImages.length, target: base.unsizedImages.length } },
      weight: added.length,
      evidence: { url: first.url, selector: first.selector, images: added.length },
      suggestion: { code: 'set-image-size', effort: 'low' },
    },
  ];
}
