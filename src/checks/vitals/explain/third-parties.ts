import type { VitalsEvidence } from '../evidence.ts';
import { type Cause, LOADING } from './cause.ts';
import { type Files, fileKey, fileName, type Loaded, partyName } from './files.ts';
import { sumOf } from './grown.ts';
import { blockingMs } from './tasks.ts';

/** Orders parties with a script before those without, however large: a script can bring in others. */
const SCRIPT_SIZE = 1e9;

const bytesOf = sumOf<Loaded>(({ bytes }) => bytes);
const requestsOf = sumOf<Loaded>(({ requests }) => requests);

/** Third parties from which base loads nothing, one cause each. */
export function thirdPartyCauses(head: VitalsEvidence, files: Files): Cause[] {
  const fonts = new Set(head.blockingFonts.map(({ url }) => fileKey(url)));
  const blocking = new Set(head.renderBlocking.map(({ url }) => fileKey(url)));
  return [...files.newParties].flatMap((party): Cause[] => {
    const loaded = files.pairs.map((pair) => pair.head).filter((file) => file.party === party);
    const keys = new Set(loaded.map(({ url }) => fileKey(url)));
    const scripts = loaded.filter(({ type }) => type === 'script');
    const hasScript = scripts.length > 0;
    const isBlocking = [...keys].some((key) => blocking.has(key));
    // A blocking stylesheet or font is the whole cause: it has a code of its own.
    if (!hasScript && (isBlocking || [...keys].some((key) => fonts.has(key)))) return [];
    const [largest] = (hasScript ? scripts : loaded).toSorted((a, b) => b.bytes - a.bytes);
    if (largest === undefined) return [];
    const [bytes, requests] = [bytesOf(loaded), requestsOf(loaded)];
    const types = [...new Set(loaded.map(({ type }) => type))];
    return [
      {
        code: 'vitals.third-party-new',
        groupKey: `party ${party}`,
        provenBy: [
          ...['third-parties', 'third-party-requests', 'third-party-bytes'],
          ...types.flatMap((type) => [`${type}-requests`, `${type}-bytes`]),
          ...['requests', 'bytes'],
        ],
        alsoAffects: [
          'load',
          ...(isBlocking ? ['render-blocking'] : []),
          // Any other image delays the page only by its bytes, which are reported as such.
          ...(hasScript || keys.has(fileKey(head.lcp.url ?? '')) ? LOADING : []),
          ...(hasScript ? ['dom-content-loaded', 'unused-javascript', 'tbt'] : []),
        ],
        location: fileName(largest.url) ?? party,
        figures: { B: { current: bytes, target: 0 }, count: { current: requests, target: 0 } },
        size: bytes + scripts.length * SCRIPT_SIZE,
        evidence: {
          thirdParty: partyName(party),
          url: largest.url,
          requests,
          bytes,
          types,
          renderBlocking: isBlocking,
          blockingMs: Math.round(blockingMs(head.longTasks.filter(({ url }) => keys.has(fileKey(url))))),
        },
        fix: isBlocking ? 'defer-script' : 'load-later',
        // Its script may bring fonts, images and frames: the author added the script, not them.
        leadsGroup: hasScript,
      },
    ];
  });
}
