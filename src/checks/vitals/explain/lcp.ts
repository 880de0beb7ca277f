import type { VitalsEvidence } from '../evidence.ts';
import { accountedFor, type Cause, type Fix, FLOOR_BYTES, FLOOR_MS, HEAVIER, LOADING, type Moved } from './cause.ts';
import { type Files, fileKey, fileName } from './files.ts';
import { grown, sumOf } from './grown.ts';
import { rendersLonger } from './tasks.ts';

/** Which element is the largest, and which phase of the LCP takes longer. */

type Lcp = VitalsEvidence['lcp'];

function bytesOf({ requests }: VitalsEvidence, url: string | null): number | null {
  if (url === null) return null;
  const found =
    requests.find((request) => request.url === url) ??
    requests.find((request) => fileKey(request.url) === fileKey(url));
  return found?.bytes ?? null;
}

/** A name for the LCP: its image's file, else its selector. */
const nameOf = ({ url, element }: Lcp): string | null => (url && fileName(url)) || (element?.selector ?? null);

const newlyFailing = (base: Lcp, head: Lcp): string[] =>
  head.undiscovered.filter((check) => !base.undiscovered.includes(check));

/**
 * Causes in the LCP image: another image than before, or a heavier one. Empty if it weighs no more than the one it
 * replaces.
 */
function imageCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const { url } = head.lcp;
  const bytes = bytesOf(head, url);
  if (url === null || bytes === null) return [];
  const pair = files.find(url);
  const was = pair?.base ?? null;
  const isFile = pair?.replaced === false && was?.url === base.lcp.url;
  const isSameLcp = base.lcp.url !== null && (isFile || fileKey(url) === fileKey(base.lcp.url));
  // If base loads the image too, compare it with itself, although another element was base's LCP.
  const target = bytesOf(base, isSameLcp ? base.lcp.url : (was?.url ?? base.lcp.url));
  const growth = bytes - (target ?? 0);
  if (growth < Math.max(FLOOR_BYTES, HEAVIER * (target ?? 0))) return [];
  const isSameImage = isSameLcp || (was !== null && pair?.replaced === false);
  const undiscovered = newlyFailing(base.lcp, head.lcp);
  return [
    {
      code: 'vitals.lcp-image-grew',
      groupKey: files.groupKey(url),
      provenBy: ['lcp', 'image-bytes', 'bytes'],
      alsoAffects: [
        ...['fcp', 'speed-index', 'load', 'image-requests', 'requests', 'lcp-undiscovered'],
        ...(rendersLonger(base, head) ? ['tbt'] : []),
      ],
      location: fileName(url),
      figures: { B: { current: bytes, target } },
      size: growth,
      evidence: {
        url,
        from: isSameImage ? null : ((was && fileName(was.url)) ?? nameOf(base.lcp)),
        selector: head.lcp.element?.selector ?? null,
        bytes,
        bytesBefore: target,
        ...(undiscovered.length > 0 && base.lcp.url !== null ? { undiscovered } : {}),
      },
      // An added image, where text was the largest element: a person first notices what it pushes away.
      isSymptom: was === null && base.lcp.url === null && moved.has('cls'),
    },
  ];
}

/** By Lighthouse's discovery checks, the most important first. */
const FIX_BY_CHECK: Readonly<Record<string, Fix>> = {
  eagerlyLoaded: 'load-eagerly',
  requestDiscoverable: 'name-image-in-html',
  priorityHinted: 'set-fetch-priority',
};

function undiscoveredCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const checks = newlyFailing(base.lcp, head.lcp);
  if (checks.length === 0) return [];
  const { url, element } = head.lcp;
  return [
    {
      code: 'vitals.lcp-undiscovered',
      groupKey: (url && files.groupKey(url)) || 'lcp',
      provenBy: ['lcp-undiscovered', 'lcp'],
      alsoAffects: ['speed-index'],
      location: nameOf(head.lcp),
      figures: { count: { current: head.lcp.undiscovered.length, target: base.lcp.undiscovered.length } },
      size: checks.length,
      evidence: { url, selector: element?.selector ?? null, checks },
      fix: Object.entries(FIX_BY_CHECK).find(([check]) => checks.includes(check))?.[1] ?? null,
      // Lighthouse does not check text, so the image that replaces it may have had the fault before.
      isSymptom: base.lcp.url === null,
    },
  ];
}

function elementCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files): Cause[] {
  const [was, is] = [base.lcp, head.lcp];
  const isSameImage = was.url !== null && is.url !== null && fileKey(was.url) === fileKey(is.url);
  if (is.element === null || was.element?.selector === is.element.selector || isSameImage) return [];
  return [
    {
      code: 'vitals.lcp-element-changed',
      groupKey: (is.url && files.groupKey(is.url)) || 'lcp',
      provenBy: ['lcp'],
      location: is.element.selector,
      size: 1,
      evidence: { from: was.element?.selector ?? null, snippet: is.element.snippet, url: is.url, urlBefore: was.url },
      isSymptom: true,
    },
  ];
}

/** The phases that depend on the network. The fourth, `elementRenderDelay`, depends on the CPU. */
const NETWORK_PHASES: Readonly<Record<string, Pick<Cause, 'kind' | 'fix'>>> = {
  timeToFirstByte: { kind: 'network', fix: 'answer-sooner' },
  resourceLoadDelay: { kind: 'network', fix: 'preload-image' },
  resourceLoadDuration: { kind: 'network', fix: 'shrink-image' },
};

/** The phase that grew most. Phases are as observed on this machine; the LCP itself may be simulated. */
function phaseCauses(base: VitalsEvidence, head: VitalsEvidence, moved: Moved): Cause[] {
  const phases = grown(Object.entries(base.lcp.phases), Object.entries(head.lcp.phases), {
    key: ([phase]) => phase,
    amount: sumOf(([, durationMs]) => durationMs),
    floor: FLOOR_MS,
  });
  return phases.slice(0, 1).map(({ key: phase, current, target, growth }): Cause => {
    const isDocument = phase === 'timeToFirstByte';
    const provenBy = accountedFor(moved, isDocument ? ['ttfb', ...LOADING] : ['lcp'], growth);
    const { url, element } = head.lcp;
    return {
      code: 'vitals.lcp-phase-grew',
      groupKey: 'lcp phase',
      provenBy,
      location: element?.selector ?? null,
      figures: { ms: { current, target: target ?? 0 } },
      size: growth,
      evidence: { phase, url, from: target ?? 0, to: current },
      ...NETWORK_PHASES[phase],
      // A slower document is a cause of its own.
      isSymptom: !provenBy.includes('ttfb'),
    };
  });
}

/**
 * Causes for a metric that moved only as observed. The simulation adds up requests and CPU time, and misses mere
 * waiting.
 */
function unseenCauses(base: VitalsEvidence, head: VitalsEvidence, moved: Moved): Cause[] {
  const metric = ['observed-lcp', 'observed-fcp'].find((id) => moved.has(id));
  if (metric === undefined || moved.has('lcp') || moved.has('fcp')) return [];
  const [target = null, current = 0] = [base.values[metric], head.values[metric]];
  return [
    {
      code: 'vitals.waits-unseen',
      groupKey: 'lcp phase',
      provenBy: ['observed-lcp', 'observed-fcp'],
      location: head.lcp.element?.selector ?? null,
      figures: { ms: { current, target } },
      size: moved.get(metric) ?? 0,
      evidence: { first: metric === 'observed-fcp' },
      leadsGroup: true,
    },
  ];
}

export function lcpCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  return [
    ...imageCauses(base, head, files, moved),
    ...undiscoveredCauses(base, head, files),
    ...elementCauses(base, head, files),
    ...phaseCauses(base, head, moved),
    ...unseenCauses(base, head, moved),
  ];
}
