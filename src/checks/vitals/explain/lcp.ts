import type { VitalsEvidence } from '../evidence.ts';
import { type Cause, FLOOR_BYTES, FLOOR_MS, LOADING, type Moved, worthyOf } from './cause.ts';
import { type Files, fileKey, fileName } from './files.ts';
import { rendersLonger } from './tasks.ts';

/** What the largest element is, and which part of the way to it takes longer. */

type Lcp = VitalsEvidence['lcp'];

const KINDS: Readonly<Record<string, Cause['kind']>> = {
  timeToFirstByte: 'network',
  resourceLoadDelay: 'network',
  resourceLoadDuration: 'network',
};

/** An image of which this much more is loaded is a heavier one; fraction. */
const HEAVIER = 0.05;

function bytesOf({ requests }: VitalsEvidence, url: string | null): number | null {
  if (url === null) return null;
  const found =
    requests.find((request) => request.url === url) ??
    requests.find((request) => fileKey(request.url) === fileKey(url));
  return found?.bytes ?? null;
}

/** What base showed in its place: the image, else the element. */
const before = ({ url, element }: Lcp): string | null => (url && fileName(url)) || (element?.selector ?? null);

const newlyFailing = (base: Lcp, head: Lcp): string[] =>
  head.undiscovered.filter((check) => !base.undiscovered.includes(check));

/** Another image than before, or a heavier one; null where it weighs no more than what it takes the place of. */
function imageCause(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause | null {
  const { url } = head.lcp;
  const bytes = bytesOf(head, url);
  if (url === null || bytes === null) return null;
  const pair = files.find(url);
  const was = pair?.base ?? null;
  const isFile = pair?.replaced === false && was?.url === base.lcp.url;
  const same = base.lcp.url !== null && (isFile || fileKey(url) === fileKey(base.lcp.url));
  // An image that base has as well, though smaller things were larger there, is as heavy as it was.
  const target = bytesOf(base, same ? base.lcp.url : (was?.url ?? base.lcp.url));
  if (bytes - (target ?? 0) < Math.max(FLOOR_BYTES, HEAVIER * (target ?? 0))) return null;
  const undiscovered = newlyFailing(base.lcp, head.lcp);
  const itself = same || (was !== null && pair?.replaced === false);
  return {
    code: 'vitals.lcp-image-grew',
    about: files.about(url),
    shows: ['lcp', 'image-bytes', 'bytes'],
    explains: [
      'fcp',
      'speed-index',
      'load',
      'image-requests',
      'requests',
      'lcp-undiscovered',
      ...(rendersLonger(base, head) ? ['tbt'] : []),
    ],
    kind: 'network',
    location: fileName(url),
    figures: { B: { current: bytes, target } },
    weight: bytes - (target ?? 0),
    evidence: {
      url,
      // What it is held against.
      from: itself ? null : ((was && fileName(was.url)) ?? before(base.lcp)),
      selector: head.lcp.element?.selector ?? null,
      bytes,
      bytesBefore: target,
      ...(undiscovered.length > 0 && base.lcp.url !== null ? { undiscovered } : {}),
    },
    suggestion: { code: 'shrink-image', effort: 'low' },
    // Put in where text was the largest, and not in its place: what it pushes away is what somebody sees first.
    ...(was === null && base.lcp.url === null && moved.has('cls') ? { lastResort: true as const } : {}),
  };
}

const MENDS: Readonly<Record<string, Cause['suggestion']>> = {
  eagerlyLoaded: { code: 'load-eagerly', effort: 'low' },
  requestDiscoverable: { code: 'name-image-in-html', effort: 'medium' },
  priorityHinted: { code: 'set-fetch-priority', effort: 'low' },
};

function undiscoveredCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const checks = newlyFailing(base.lcp, head.lcp);
  if (checks.length === 0) return [];
  const { url, element } = head.lcp;
  const mend = Object.keys(MENDS).find((check) => checks.includes(check)) ?? '';
  return [
    {
      code: 'vitals.lcp-undiscovered',
      about: (url && files.about(url)) || 'lcp',
      shows: ['lcp-undiscovered', 'lcp'],
      explains: ['speed-index'],
      kind: 'network',
      location: (url && fileName(url)) || (element?.selector ?? null),
      figures: { count: { current: head.lcp.undiscovered.length, target: base.lcp.undiscovered.length } },
      weight: checks.length,
      evidence: { url, selector: element?.selector ?? null, checks },
      suggestion: MENDS[mend] ?? null,
      // Of text nothing is checked: what is wrong with the image in its place may be as it was.
      ...(base.lcp.url === null ? { lastResort: true as const } : {}),
    },
  ];
}

function elementCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const [was, is] = [base.lcp, head.lcp];
  const sameImage = was.url !== null && is.url !== null && fileKey(was.url) === fileKey(is.url);
  if (is.element === null || was.element?.selector === is.element.selector || sameImage) return [];
  return [
    {
      code: 'vitals.lcp-element-changed',
      about: (is.url && files.about(is.url)) || 'lcp',
      shows: ['lcp'],
      explains: [],
      kind: 'network',
      location: is.element.selector,
      figures: {},
      weight: 1,
      evidence: { from: was.element?.selector ?? null, snippet: is.element.snippet, url: is.url, urlBefore: was.url },
      suggestion: null,
      lastResort: true,
    },
  ];
}

const PHASE_MENDS: Readonly<Record<string, Cause['suggestion']>> = {
  timeToFirstByte: { code: 'answer-sooner', effort: 'medium' },
  resourceLoadDelay: { code: 'preload-image', effort: 'low' },
  resourceLoadDuration: { code: 'shrink-image', effort: 'low' },
};

/** The part that grew most. Parts are as this machine saw them; the LCP itself may be simulated. */
function phaseCauses(base: VitalsEvidence, head: VitalsEvidence, moved: Moved): Cause[] {
  const grown = Object.entries(head.lcp.phases)
    .map(([phase, current]) => ({ phase, current, target: base.lcp.phases[phase] ?? 0 }))
    .filter(({ current, target }) => current - target >= FLOOR_MS)
    .sort((a, b) => b.current - b.target - (a.current - a.target));
  return grown.slice(0, 1).flatMap(({ phase, current, target }): Cause[] => {
    const shows = worthyOf(moved, phase === 'timeToFirstByte' ? ['ttfb', ...LOADING] : ['lcp'], current - target);
    const { url, element } = head.lcp;
    return [
      {
        code: 'vitals.lcp-phase-grew',
        about: 'lcp phase',
        shows,
        explains: [],
        kind: KINDS[phase] ?? 'cpu',
        location: element?.selector ?? null,
        figures: { ms: { current, target } },
        weight: current - target,
        evidence: { phase, url, from: target, to: current },
        suggestion: PHASE_MENDS[phase] ?? null,
        // A document that takes longer is a cause by itself.
        ...(shows.includes('ttfb') ? {} : { lastResort: true as const }),
      },
    ];
  });
}

export function lcpCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const image = imageCause(base, head, files, moved);
  return [
    ...(image === null ? [] : [image]),
    ...undiscoveredCauses(base, head, files),
    ...elementCauses(base, head, files),
    ...phaseCauses(base, head, moved),
  ];
}
