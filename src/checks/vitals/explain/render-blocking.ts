import type { VitalsEvidence } from '../evidence.ts';
import { accountedFor, type Cause, FLOOR_BYTES, FLOOR_MS, HEAVIER, LOADING, type Moved } from './cause.ts';
import { countMetrics, type Files, fileKey, fileName, partyName, sizeMetrics } from './files.ts';
import { rendersLonger } from './tasks.ts';

/** Files that the first paint or the text waits for. */

/** Newly blocking files are named with the largest of them: one may have requested the other. */
const MOST_OTHERS = 3;

const sizeOf = (wastedMs: number, bytes: number): number => Math.max(wastedMs, bytes / 1_000);

export function renderBlockingCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const before = new Map(base.renderBlocking.map((one) => [fileKey(one.url), one]));
  const [largest, ...rest] = head.renderBlocking
    .filter(({ url }) => !before.has(fileKey(url)))
    .toSorted((a, b) => sizeOf(b.wastedMs, b.bytes) - sizeOf(a.wastedMs, a.bytes));
  const others = rest.slice(0, MOST_OTHERS).flatMap(({ url }) => fileName(url) ?? []);
  return head.renderBlocking.flatMap(({ url, bytes, wastedMs }): Cause[] => {
    const key = fileKey(url);
    if (key === null) return [];
    const was = before.get(key);
    const growth = bytes - (was?.bytes ?? 0);
    const longerMs = wastedMs - (was?.wastedMs ?? 0);
    const isHeavier = was === undefined || growth >= Math.max(FLOOR_BYTES, HEAVIER * was.bytes);
    if (!isHeavier && longerMs < FLOOR_MS) return [];
    const file = files.find(url);
    const type = file?.head.type ?? (key.endsWith('.css') ? 'stylesheet' : 'script');
    const party = file?.head.party ?? null;
    const bytesBefore = file?.base?.bytes ?? was?.bytes ?? null;
    return [
      {
        code: was === undefined ? 'vitals.render-blocking-new' : 'vitals.render-blocking-grew',
        // Grouped alone, this symptom hides no other cause of the same file.
        groupKey: isHeavier ? files.groupKey(url) : `wait ${key}`,
        provenBy: [
          ...(was === undefined ? ['render-blocking', ...countMetrics(type, party)] : []),
          ...(was === undefined && party !== null ? ['third-parties'] : []),
          ...(isHeavier ? sizeMetrics(type, party) : []),
          ...accountedFor(moved, LOADING, longerMs),
        ],
        alsoAffects: [
          ...[...LOADING, 'dom-content-loaded', 'load'],
          ...(type === 'stylesheet' && rendersLonger(base, head) ? ['tbt'] : []),
        ],
        location: fileName(url),
        figures: {
          ms: { current: wastedMs, target: was?.wastedMs ?? null },
          B: { current: bytes, target: bytesBefore },
        },
        size: sizeOf(longerMs, growth),
        evidence: {
          url,
          type,
          bytes,
          bytesBefore,
          wastedMs: Math.round(wastedMs),
          wastedMsBefore: was === undefined ? null : Math.round(was.wastedMs),
          thirdParty: party && partyName(party),
          ...(largest?.url === url && others.length > 0 ? { others } : {}),
        },
        fix: type === 'script' ? 'defer-script' : 'load-stylesheet-later',
        // The same file takes longer: because of its server, or of other requests at the same time.
        isSymptom: !isHeavier,
      },
    ];
  });
}

export function fontCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const before = new Set(base.blockingFonts.map(({ url }) => fileKey(url)));
  const added = head.blockingFonts.filter(({ url }) => fileKey(url) !== null && !before.has(fileKey(url)));
  return added.map(({ url, wastedMs }): Cause => {
    const file = files.find(url);
    const isNew = file?.base == null;
    return {
      code: 'vitals.font-blocks-text',
      groupKey: files.groupKey(url),
      provenBy: ['blocking-fonts', ...(isNew ? ['font-bytes', 'font-requests'] : [])],
      // Text that appears only with its font is painted later, and may shift other elements.
      alsoAffects: [...LOADING, 'cls', 'bytes', 'requests'],
      location: fileName(url),
      figures: { ms: { current: wastedMs, target: null } },
      size: wastedMs,
      evidence: { url, new: isNew, bytes: file?.head.bytes ?? null, wastedMs: Math.round(wastedMs) },
    };
  });
}
