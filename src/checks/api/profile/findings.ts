import type { KeepingFunction } from '../../../inspect/profile/heap-profile.ts';
import type { DearerFunction } from '../../../inspect/profile/slower-functions.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import { asFileName } from '../../../text/file-name.ts';
import type { Worsened } from '../../explanation.ts';

/** Metrics that a function explains if it takes longer than on base. */
export const SLOWER: readonly string[] = ['blocking', 'cpu', 'p50', 'p90', 'p95', 'p99', 'requests-per-second'];
/** The metric that a function explains if it keeps more memory than on base. */
export const KEEPING = 'heap-growth';
const MOST = 3;

export const profileName = (subject: string, side: Side): string =>
  `${asFileName(subject, 'endpoint')}-${side}.cpuprofile`;
export const heapProfileName = (subject: string, side: Side): string =>
  `${asFileName(subject, 'endpoint')}-${side}.heapprofile`;

/**
 * Findings on a slower request: that it keeps other requests waiting, and the functions that take longer, slowest
 * first.
 */
export function slowerFunctions(
  subject: Subject<unknown>,
  dearer: readonly DearerFunction[],
  worse: readonly Worsened[],
): Finding[] {
  const { name, variant } = subject;
  const explained = worse.filter(({ metric }) => SLOWER.includes(metric));
  const [first] = explained.toSorted((a, b) => Number(b.fails ?? false) - Number(a.fails ?? false));
  if (first === undefined) return [];
  const key = { check: 'api', subject: name, variant, part: null, kind: 'cpu' } as const;
  const impact = first.fails ? 'critical' : 'high';
  const blocking = explained.find(({ metric }) => metric === 'blocking');
  const blocks: Finding[] =
    blocking === undefined
      ? []
      : [
          {
            ...key,
            code: 'process.blocks',
            metric: 'blocking',
            impact,
            location: dearer[0] === undefined ? null : placeOf(dearer[0]),
            current: blocking.head ?? null,
            target: blocking.base ?? null,
            evidence: dearer[0] === undefined ? {} : evidenceOf(dearer[0], name),
            suggestion: { code: 'move-to-worker', effort: 'medium' },
          },
        ];
  // The function that keeps others waiting is named with them.
  const others = dearer.slice(blocks.length, MOST).map(
    (one, index): Finding => ({
      ...key,
      code: 'process.slower-function',
      metric: 'cpu',
      impact: blocks.length + index > 0 ? 'medium' : impact,
      location: placeOf(one),
      current: one.ms,
      target: one.msBefore,
      evidence: { ...evidenceOf(one, name), explains: first.metric },
      suggestion: { code: 'compare-profiles', effort: 'medium' },
    }),
  );
  return [...blocks, ...others];
}

/** Findings on the memory that head keeps for each request, if its heap grows more than base's. */
export const leaks = (
  { name, variant }: Subject<unknown>,
  [keeping]: readonly KeepingFunction[],
  worse: readonly Worsened[],
): Finding[] =>
  worse
    .filter(({ metric }) => metric === KEEPING)
    .map(({ metric, base = null, head = null, absolute, fails }) => ({
      check: 'api',
      subject: name,
      variant,
      part: null,
      code: 'process.leak',
      metric,
      impact: fails ? 'critical' : 'high',
      kind: 'memory',
      location: keeping === undefined ? null : placeOf(keeping),
      current: head,
      target: base,
      evidence: {
        bytes: absolute === null ? null : absolute / PER_REQUESTS,
        ...(keeping !== undefined && {
          function: keeping.name === '' ? null : keeping.name,
          place: placeOf(keeping),
          ofChange: keeping.ofChange,
          within: keeping.within,
          profiles: { base: heapProfileName(name, 'base'), head: heapProfileName(name, 'head') },
        }),
      },
      suggestion: { code: 'bound-what-is-kept', effort: 'medium' },
    }));

const PER_REQUESTS = 1_000;

const placeOf = ({ file, line }: Pick<DearerFunction, 'file' | 'line'>): string =>
  line === null ? file : `${file}:${line}`;

const evidenceOf = (one: DearerFunction, subject: string) => ({
  function: one.name === '' ? null : one.name,
  place: placeOf(one),
  ms: one.ms,
  msBefore: one.msBefore,
  share: one.share,
  shareBefore: one.shareBefore,
  ofChange: one.ofChange,
  within: one.within,
  profiles: { base: profileName(subject, 'base'), head: profileName(subject, 'head') },
});
