import type { VitalsEvidence } from '../evidence.ts';
import { type Cause, LOADING } from './cause.ts';
import { type Files, fileKey, fileName, type Loaded, partyName } from './files.ts';
import { blockingMs } from './tasks.ts';

/** A party with a script goes before those without, however heavy: it is the one that can bring others. */
const SCRIPT_WEIGHT = 1e9;

const sum = (files: readonly Loaded[], of: (file: Loaded) => number): number =>
  files.reduce((all, file) => all + of(file), 0);

/** Others' files on a page that had nothing of theirs, each of these others once. */
export function thirdPartyCauses(head: VitalsEvidence, files: Files): Cause[] {
  const fonts = new Set(head.blockingFonts.map(({ url }) => fileKey(url)));
  const blocking = new Set(head.renderBlocking.map(({ url }) => fileKey(url)));
  return [...files.newParties].flatMap((party): Cause[] => {
    const loaded = files.pairs.map((pair) => pair.head).filter((file) => file.party === party);
    const blocks = loaded.filter(({ url }) => blocking.has(fileKey(url)));
    const scripts = loaded.filter(({ type }) => type === 'script');
    // A stylesheet or a font that is waited for does nothing else: that is what is told of it.
    const waitedFor = blocks.length > 0 || loaded.some(({ url }) => fonts.has(fileKey(url)));
    if (scripts.length === 0 && waitedFor) return [];
    const [largest] = (scripts.length > 0 ? scripts : loaded).toSorted((a, b) => b.bytes - a.bytes);
    if (largest === undefined) return [];
    const keys = new Set(loaded.map(({ url }) => fileKey(url)));
    const tasks = head.longTasks.filter(({ url }) => keys.has(fileKey(url)));
    const bytes = sum(loaded, (file) => file.bytes);
    const requests = sum(loaded, (file) => file.requests);
    const types = [...new Set(loaded.map(({ type }) => type))];
    return [
      {
        code: 'vitals.third-party-new',
        about: `party ${party}`,
        shows: [
          'third-parties',
          'third-party-requests',
          'third-party-bytes',
          ...types.flatMap((type) => [`${type}-requests`, `${type}-bytes`]),
          'requests',
          'bytes',
        ],
        explains: [
          'load',
          ...(blocks.length > 0 ? ['render-blocking'] : []),
          // Any other picture keeps the page waiting by its bytes, which are told with it.
          ...(scripts.length > 0 || keys.has(fileKey(head.lcp.url ?? '')) ? LOADING : []),
          ...(scripts.length > 0 ? ['dom-content-loaded', 'unused-javascript', 'tbt'] : []),
        ],
        kind: 'network',
        location: fileName(largest.url) ?? party,
        figures: { B: { current: bytes, target: 0 }, count: { current: requests, target: 0 } },
        weight: bytes + scripts.length * SCRIPT_WEIGHT,
        evidence: {
          thirdParty: partyName(party),
          url: largest.url,
          requests,
          bytes,
          types,
          renderBlocking: blocks.length > 0,
          blockingMs: Math.round(blockingMs(tasks)),
        },
        suggestion:
          blocks.length > 0 ? { code: 'defer-script', effort: 'low' } : { code: 'load-later', effort: 'medium' },
        // Its script may bring fonts, pictures and frames: these are what it did, not what somebody added.
        ...(scripts.length > 0 ? { speaks: true as const } : {}),
      },
    ];
  });
}
