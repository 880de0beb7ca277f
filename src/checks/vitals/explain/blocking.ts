import type { VitalsEvidence } from '../evidence.ts';
import { type Cause, FLOOR_BYTES, LOADING, type Moved, worthyOf } from './cause.ts';
import { type Files, fileKey, fileName, partyName } from './files.ts';

/** Files that the first paint or the text waits for. */

/** A known file that keeps the page waiting is worth a word once it is this much heavier; fraction. */
const HEAVIER = 0.05;

const laterMend = (type: string): Cause['suggestion'] =>
  type === 'script' ? { code: 'defer-script', effort: 'low' } : { code: 'load-stylesheet-later', effort: 'medium' };

export function renderBlockingCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const before = new Map(base.renderBlocking.map((one) => [fileKey(one.url), one]));
  return head.renderBlocking.flatMap(({ url, bytes, wastedMs }): Cause[] => {
    const key = fileKey(url);
    if (key === null) return [];
    const was = before.get(key);
    const grew = bytes - (was?.bytes ?? 0);
    if (was !== undefined && grew < Math.max(FLOOR_BYTES, HEAVIER * was.bytes)) return [];
    const loaded = files.find(url);
    const type = loaded?.head.type ?? (/\.css$/.test(key) ? 'stylesheet' : 'script');
    const party = loaded?.head.party ?? null;
    const sizes = [`${type}-bytes`, 'bytes', ...(party === null ? [] : ['third-party-bytes'])];
    const counts = [
      `${type}-requests`,
      'requests',
      ...(party === null ? [] : ['third-party-requests', 'third-parties']),
    ];
    return [
      {
        code: was === undefined ? 'vitals.render-blocking-new' : 'vitals.render-blocking-grew',
        about: files.about(url),
        shows: [
          ...(was === undefined ? ['render-blocking', ...counts] : []),
          ...sizes,
          ...worthyOf(moved, LOADING, wastedMs - (was?.wastedMs ?? 0)),
        ],
        explains: [...LOADING, 'dom-content-loaded', 'load'],
        kind: 'network',
        location: fileName(url),
        figures: {
          ms: { current: wastedMs, target: was?.wastedMs ?? null },
          B: { current: bytes, target: loaded?.base?.bytes ?? was?.bytes ?? null },
        },
        weight: Math.max(wastedMs, grew / 1_000),
        evidence: {
          url,
          type,
          bytes,
          bytesBefore: loaded?.base?.bytes ?? was?.bytes ?? null,
          wastedMs: Math.round(wastedMs),
          thirdParty: party && partyName(party),
        },
        suggestion: laterMend(type),
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
