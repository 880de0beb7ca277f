import type { CallFrame, CpuProfile } from './cpu-profile.ts';
import type { Place } from './places.ts';

/** A profile as Chrome and speedscope open it, with the places in which its code is written instead of the machine's folders. */
export function cpuProfileFile({ nodes, ...profile }: CpuProfile, placeOf: (frame: CallFrame) => Place): string {
  const written = nodes.map((node) => {
    const { file, line, name } = placeOf(node.callFrame);
    // The lines of its samples are those of the code that ran.
    const { positionTicks: _, ...rest } = node as typeof node & { readonly positionTicks?: unknown };
    return {
      ...rest,
      callFrame: { ...node.callFrame, functionName: name, url: file, lineNumber: (line ?? 0) - 1 },
    };
  });
  return JSON.stringify({ ...profile, nodes: written });
}
