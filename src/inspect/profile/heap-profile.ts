import type { CallFrame } from './cpu-profile.ts';
import type { Place } from './places.ts';
import { type DearerFunction, dearerFunctions } from './slower-functions.ts';

interface HeapNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/**
 * The format of Chrome and speedscope:
 * https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/#type-SamplingHeapProfile
 */
export interface HeapProfile {
  readonly head: HeapNode;
  readonly samples?: readonly unknown[];
}

/** A side's profile, with its number of requests. */
export interface ProfiledHeap {
  readonly profile: HeapProfile;
  readonly requests: number;
  readonly placeOf: (frame: CallFrame) => Place;
}

/** A function that allocates more lasting memory than on base. */
export type KeepingFunction = Pick<DearerFunction, 'file' | 'line' | 'name' | 'ofChange' | 'within'>;

/**
 * The functions that keep more memory, largest growth first, by the rule for time: a sample of bytes counts like one of
 * time. The checkout's own functions come first, since memory from a driver is kept by its caller.
 */
export const keepingFunctions = (base: ProfiledHeap, head: ProfiledHeap): KeepingFunction[] =>
  dearerFunctions([{ base: roundOf(base), head: roundOf(head) }])
    .toSorted((a, b) => Number(b.owner === 'own') - Number(a.owner === 'own'))
    .map(({ file, line, name, ofChange, within }) => ({
      ...{ file, line, name, ofChange, within },
    }));

const roundOf = ({ profile, requests, placeOf }: ProfiledHeap) => ({
  requests,
  stacks: stacksIn(profile.head, [], placeOf).map(({ frames, bytes }) => ({ frames, ms: bytes })),
});

/** The innermost function first. */
function stacksIn(
  { callFrame, selfSize, children }: HeapNode,
  callers: readonly Place[],
  placeOf: ProfiledHeap['placeOf'],
): { readonly frames: readonly Place[]; readonly bytes: number }[] {
  const frames = [placeOf(callFrame), ...callers];
  const own = selfSize > 0 ? [{ frames, bytes: selfSize }] : [];
  return [...own, ...children.flatMap((child) => stacksIn(child, frames, placeOf))];
}

/** The code that it names. */
export const framesIn = ({ callFrame, children }: HeapNode): CallFrame[] => [callFrame, ...children.flatMap(framesIn)];

/** The profile as a file, with places in the source code instead of the machine's folders. */
export const heapProfileFile = ({ head, ...profile }: HeapProfile, placeOf: ProfiledHeap['placeOf']): string =>
  JSON.stringify({ ...profile, head: written(head, placeOf) });

function written(node: HeapNode, placeOf: ProfiledHeap['placeOf']): HeapNode {
  const { file, line, name } = placeOf(node.callFrame);
  const callFrame = { ...node.callFrame, functionName: name, url: file, lineNumber: (line ?? 0) - 1 };
  return { ...node, callFrame, children: node.children.map((child) => written(child, placeOf)) };
}
