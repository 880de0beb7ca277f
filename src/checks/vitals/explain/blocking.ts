import type { VitalsEvidence } from '../evidence.ts';
import { type Cause, FLOOR_BYTES, FLOOR_MS, LOADING, type Moved, worthyOf } from './cause.ts';
import { type Files, fileKey, fileName, partyName } from './files.ts';
import { rendersLonger } from './tasks.ts';

/** Files that the first paint or the text waits for. */

/** A known file that keeps the page waiting is worth a word once it is this much heavier; fraction. */
const HEAVIER = 0.05;

/** Files that block since the same change are named with the heaviest of them: one may have asked for the other. */
const MOST_OTHERS = 3;

const weigh = (wastedMs: number, bytes: number): number => Math.max(wastedMs, bytes / 1_000);

const laterMend = (type: string): Cause['suggestion'] =>
  type === 'script' ? { code: 'defer-script', effort: 'low' } : { code: 'load-stylesheet-later', effort: 'medium' };

export function renderBlockingCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const before = new Map(base.renderBlocking.map((one) => [fileKey(one.url), one]));
  const added = head.renderBlocking
    .filter(({ url }) => !before.has(fileKey(url)))
    .toSorted((a, b) => weigh(b.wastedMs, b.bytes) - weigh(a.wastedMs, a.bytes));
  return head.renderBlocking.flatMap(({ url, bytes, wastedMs }): Cause[] => {
    const key = fileKey(url);
    if (key === null) return [];
    const was = before.get(key);
    const grew = bytes - (was?.bytes ?? 0);
    const isHeavier = was === undefined || grew >= Math.max(FLOOR_BYTES, HEAVIER * was.bytes);
    const longerMs = wastedMs - (was?.wastedMs ?? 0);
    if (!isHeavier && longerMs < FLOOR_MS) return [];
    const loaded = files.find(url);
    const type = loaded?.head.type ?? (/\.css$/.test(key) ? 'stylesheet' : 'script');
    const party = loaded?.head.party ?? null;
    const others = added[0]?.url === url ? added.slice(1, 1 + MOST_OTHERS) : [];
    const sizes = [`${type}-bytes`, 'bytes', ...(party === null ? [] : ['third-party-bytes'])];
    const counts = [
      `${type}-requests`,
      'requests',
      ...(party === null ? [] : ['third-party-requests', 'third-parties']),
    ];
    return [
      {
        code: was === undefined ? 'vitals.render-blocking-new' : 'vitals.render-blocking-grew',
        // What else the same file does is a cause, and not told by this symptom.
        about: isHeavier ? files.about(url) : `wait ${key}`,
        shows: [
          ...(was === undefined ? ['render-blocking', ...counts] : []),
          ...(isHeavier ? sizes : []),
          ...worthyOf(moved, LOADING, longerMs),
        ],
        explains: [
          ...LOADING,
          'dom-content-loaded',
          'load',
          ...(type === 'stylesheet' && rendersLonger(base, head) ? ['tbt'] : []),
        ],
        kind: 'network',
        location: fileName(url),
        figures: {
          ms: { current: wastedMs, target: was?.wastedMs ?? null },
          B: { current: bytes, target: loaded?.base?.bytes ?? was?.bytes ?? null },
        },
        weight: weigh(longerMs, grew),
        evidence: {
          url,
          type,
          bytes,
          bytesBefore: loaded?.base?.bytes ?? was?.bytes ?? null,
          wastedMs: Math.round(wastedMs),
          wastedMsBefore: was === undefined ? null : Math.round(was.wastedMs),
          thirdParty: party && partyName(party),
          ...(others.length > 0 ? { others: others.flatMap((one) => fileName(one.url) ?? []) } : {}),
        },
        suggestion: laterMend(type),
        // The same file takes longer: its server may, or whatever else is asked for at the same time.
        ...(isHeavier ? {} : { lastResort: true as const }),
      },
    ];
  });
}

export function fontCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const before = new Set(base.blockingFonts.map(({ url }) => fileKey(url)));
  return head.blockingFonts.flatMap(({ url, wastedMs }): Cause[] => {
    const key = fileKey(url);
    if (key === null || before.has(key)) return [];
    const loaded = files.find(url);
    const isNew = loaded?.base == null;
    return [
      {
        code: 'vitals.font-blocks-text',
        about: files.about(url),
        shows: ['blocking-fonts', ...(isNew ? ['font-bytes', 'font-requests'] : [])],
        // Text that appears in its font only then is painted later, and may push other things away.
        explains: [...LOADING, 'cls', 'bytes', 'requests'],
        kind: 'network',
        location: fileName(url),
        figures: { ms: { current: wastedMs, target: null } },
        weight: wastedMs,
        evidence: { url, new: isNew, bytes: loaded?.head.bytes ?? null, wastedMs: Math.round(wastedMs) },
        suggestion: { code: 'font-display-swap', effort: 'low' },
      },
    ];
  });
}
