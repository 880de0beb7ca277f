import type { CallFrame, CpuProfile } from './cpu-profile.ts';
import type { Place } from './places.ts';

/** A profile for Chrome and speedscope, with places in the source code instead of the machine's folders. */
export function cpuProfileFile({ nodes, ...profile }: CpuProfile, placeOf: (frame: CallFrame) => Place): string {
  const written = nodes.map((node) => {
    const { file, line, name } = placeOf(node.callFrame);
    // Lines of samples are left out: they are those of the executed code.
    const { positionTicks: _, ...rest } = node as typeof node & { readonly positionTicks?: unknown };
    return {
      ...rest,
      callFrame: { ...node.callFrame, functionName: name, url: file, lineNumber: (line ?? 0) - 1 },
    };
  });
  return JSON.stringify({ ...profile, nodes: written });
}
