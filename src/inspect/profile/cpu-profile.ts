/** A function in a stack, by its place in V8's code. Line and column begin at 0; -1: not JavaScript. */
export interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface Node {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly hitCount?: number;
  readonly children?: readonly number[];
}

/** The format of Chrome and speedscope: https://chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile */
export interface CpuProfile {
  readonly nodes: readonly Node[];
  /** Microseconds. */
  readonly startTime: number;
  readonly endTime: number;
  /** The nodes in which it was found, in their order. */
  readonly samples?: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas?: readonly number[];
}

/** The part of a profile between two times of its clock; microseconds. */
export function between(profile: CpuProfile, fromUs: number, toUs: number): CpuProfile {
  const { nodes, startTime, samples = [], timeDeltas = [] } = profile;
  let atUs = startTime;
  const kept = samples.flatMap((id, index) => {
    atUs += timeDeltas[index] ?? 0;
    return atUs < fromUs || atUs >= toUs ? [] : [{ id, atUs }];
  });
  const hits = new Map<number, number>();
  for (const { id } of kept) hits.set(id, (hits.get(id) ?? 0) + 1);
  return {
    nodes: nodes.map((node) => ({ ...node, hitCount: hits.get(node.id) ?? 0 })),
    startTime: fromUs,
    endTime: toUs,
    samples: kept.map(({ id }) => id),
    timeDeltas: kept.map(({ atUs: one }, index) => one - (kept[index - 1]?.atUs ?? fromUs)),
  };
}

/** A stack that was seen, the innermost function first, and for how long. */
export interface SeenStack {
  readonly frames: readonly CallFrame[];
  readonly ms: number;
}

/**
 * The stacks of a profile, without idle time. Samples are counted, not timed: on a busy machine, the time between two
 * samples includes other processes.
 *
 * @param cpuMs the CPU time that all samples stand for.
 */
export function stacksOf({ nodes, samples = [] }: CpuProfile, cpuMs: number): SeenStack[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const isIdle = (id: number) => IDLE.has(byId.get(id)?.callFrame.functionName ?? '');
  const busy = samples.filter((id) => !isIdle(id));
  return [...Map.groupBy(busy, (id) => id)].map(([leaf, { length }]) => {
    const frames: CallFrame[] = [];
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const node = byId.get(id);
      if (node !== undefined) frames.push(node.callFrame);
    }
    return { frames, ms: (length / busy.length) * cpuMs };
  });
}

const IDLE = new Set(['(idle)', '(root)']);
