import { posix } from 'node:path';
import type { Entry } from '../evidence.ts';
import { reasonOf } from '../files/shipped-file.ts';
import { fileType } from '../metrics.ts';
import type { BundleOutput } from './bundle-output.ts';
import { type Closures, closures, without } from './closure.ts';
import { type Edges, fileGraph, type Graph, isCode } from './graph.ts';
import { type Locator, locator } from './locate.ts';
import { nextEdges, nextRoutes } from './next-entries.ts';
import { type PageCode, readPageCode } from './page-code.ts';
import { type ReportedEntry, reportedEntries } from './reported.ts';
import { viteEdges } from './vite-edges.ts';
import { chunkLoads } from './webpack-chunks.ts';

export interface FoundEntries {
  readonly entries: readonly Entry[];
  /** Of what could not be read, whole sentences. */
  readonly notes: readonly string[];
}

type Loads = Pick<Entry, 'initial' | 'async'>;

/** What a visitor loads at once and later, by where it starts. */
function loadsFrom({ paths, reports, next }: BundleOutput, graph: Graph, locate: Locator, pages: number) {
  const chunks = reports.webpackStats === null ? null : chunkLoads(reports.webpackStats, locate);
  const code = paths.filter(isCode);
  const told = next !== null && (next.bundler === 'turbopack' || next.dynamic !== null);
  // Pages of one site mostly start alike.
  const known = new Map<string, Loads>();

  const loadedLater = async ({ initial, async }: Closures): Promise<readonly string[] | null> => {
    const reported = chunks?.(initial) ?? null;
    if (told || reported !== null || async.length > 0) return [...new Set([...async, ...(reported ?? [])])];
    const loaders = await Promise.all([...initial].map((path) => graph.hasLoader(path)));
    if (!loaders.includes(true)) return async;
    return pages === 1 && next === null ? without(code, initial) : null;
  };

  const loadedBy = async ({ initial: starts, later, mapping }: PageCode): Promise<Loads> => {
    const found = await closures(starts, later, (path) => graph.edges(path, mapping));
    return { initial: [...found.initial].sort(), async: (await loadedLater(found))?.toSorted() ?? null };
  };

  return async (page: PageCode): Promise<Loads> => {
    const { name, initial, later, mapping } = page;
    const key = JSON.stringify([initial, later, mapping?.map, mapping && posix.dirname(name)]);
    const loads = known.get(key) ?? (await loadedBy(page));
    known.set(key, loads);
    return loads;
  };
}

function unreadNotes(unread: ReadonlyMap<string, string>): string[] {
  const named = [...unread].slice(0, 3).map(([path, reason]) => `${path} (${reason})`);
  const more = unread.size > named.length ? ` and ${unread.size - named.length} more` : '';
  return unread.size === 0
    ? []
    : [`What these load could not be read and is left out of initial and async: ${named.join(', ')}${more}.`];
}

/** Edges that only the bundler's reports tell. */
async function reportedEdges({ root, paths, reports, next }: BundleOutput, locate: Locator) {
  if (next?.dynamic) return nextEdges(root, paths, next.dynamic, locate);
  return reports.viteManifest === null ? new Map<string, Edges>() : viteEdges(reports.viteManifest, locate);
}

/** Where visitors start: the pages of the output; where it has none, the entries that the bundler's report names. */
async function findStarts(output: BundleOutput, locate: Locator, unread: Map<string, string>): Promise<PageCode[]> {
  const { root, paths, reports, next } = output;
  const started = (entries: readonly ReportedEntry[]): PageCode[] =>
    entries.map(({ name, files }) => ({ name, initial: files, later: [], mapping: null }));
  if (next !== null) return started(nextRoutes(next, locate));

  const pages: PageCode[] = [];
  for (const name of paths.filter((path) => fileType(path) === 'html')) {
    try {
      pages.push(await readPageCode(root, name, locate, unread));
    } catch (error) {
      unread.set(name, reasonOf(error));
    }
  }
  if (pages.some(({ initial, later }) => initial.length + later.length > 0)) return pages;
  const reported = reportedEntries(reports, locate);
  return reported.length > 0 || pages.length < 2 ? started(reported) : pages;
}

/** One source may be built twice, as a module and as a script. */
function freeName(name: string, entries: readonly Entry[], number = 2): string {
  if (!entries.some((entry) => entry.name === name)) return name;
  const numbered = `${name} (${number})`;
  return entries.some((entry) => entry.name === numbered) ? freeName(name, entries, number + 1) : numbered;
}

/** What a visitor of each page loads. Nothing in the output is trusted: what can't be read is told in a note. */
export async function findEntries(output: BundleOutput): Promise<FoundEntries> {
  const locate = locator(output.paths);
  const graph = fileGraph(output.root, locate, await reportedEdges(output, locate));
  const unread = new Map<string, string>();
  const starts = await findStarts(output, locate, unread);
  const loads = loadsFrom(output, graph, locate, starts.length);
  const entries: Entry[] = [];
  for (const start of starts) entries.push({ name: freeName(start.name, entries), ...(await loads(start)) });
  const notes = [...(output.next?.notes ?? []), ...unreadNotes(new Map([...unread, ...graph.unread]))];
  return { entries, notes };
}
