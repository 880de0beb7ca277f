import type { Edges } from './graph.ts';

/** What is in `all` and not in `known`. */
export const without = (all: Iterable<string>, known: ReadonlySet<string>): string[] =>
  [...all].filter((path) => !known.has(path));

export interface Closures {
  readonly initial: ReadonlySet<string>;
  readonly async: readonly string[];
}

/** All that is reached from `starts`, with them. Cycles end it as any other known file does. */
async function reach(
  starts: Iterable<string>,
  next: (path: string) => Promise<Iterable<string>>,
): Promise<Set<string>> {
  const reached = new Set(starts);
  // A set hands out what is added while it is walked.
  for (const path of reached) for (const found of await next(path)) reached.add(found);
  return reached;
}

/** What is loaded at once when `starts` are, and what these lead to later. `later`: more that is asked for later. */
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
  return { initial, async: without(reached, initial) };
}
