import type { Edges } from '../bundlers/bundler.ts';

export interface Closures {
  readonly initial: ReadonlySet<string>;
  readonly async: readonly string[];
}

/** All files that are reached from `starts`, including these. */
async function reach(
  starts: Iterable<string>,
  next: (path: string) => Promise<Iterable<string>>,
): Promise<Set<string>> {
  const reached = new Set(starts);
  // Iterating over a set includes what is added meanwhile, so a cycle ends.
  for (const path of reached) for (const found of await next(path)) reached.add(found);
  return reached;
}

/**
 * Finds the files that load at once with `starts`, and all that load later. `later`: files that the page itself loads
 * later.
 */
export async function closures(
  starts: Iterable<string>,
  later: Iterable<string>,
  edges: (path: string) => Promise<Edges>,
): Promise<Closures> {
  const initial = await reach(starts, async (path) => (await edges(path)).static);
  const asked = new Set(later);
  for (const path of initial) for (const found of (await edges(path)).dynamic) asked.add(found);
  const reached = await reach(asked, async (path) => {
    const { static: needed, dynamic } = await edges(path);
    return [...needed, ...dynamic];
  });
  return { initial, async: [...reached].filter((path) => !initial.has(path)) };
}
