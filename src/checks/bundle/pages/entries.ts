import { posix } from 'node:path';
import { firstOf } from '../../../text/first-of.ts';
import { freeName } from '../../../text/free-name.ts';
import type { BundlerReport, LoadedLater, ReportedEntry } from '../bundlers/bundler.ts';
import type { Entry } from '../evidence.ts';
import { type Locator, locator } from '../files/locate.ts';
import { reasonOf } from '../files/shipped-file.ts';
import { fileType, isCode } from '../metrics.ts';
import { type Closures, closures } from './closure.ts';
import { fileGraph, type Graph } from './graph.ts';
import { type PageCode, readPageCode } from './page-code.ts';

/** A build's output, as known before any file is read. */
export interface BundleOutput {
  /** The bundle's folder, absolute. */
  readonly root: string;
  /** Its shipped files, relative to it, with forward slashes. */
  readonly paths: readonly string[];
  readonly reports: readonly BundlerReport[];
}

interface FoundEntries {
  readonly entries: readonly Entry[];
  /** Whole sentences about what could not be read. */
  readonly notes: readonly string[];
}

type Loads = Pick<Entry, 'initial' | 'async'>;

interface Context {
  readonly graph: Graph;
  /** Files that pages load later, as bundlers' reports say. */
  readonly reported: readonly LoadedLater[];
  /** All code of the bundle, if it is all one page's; else null. */
  readonly onlyPagesCode: readonly string[] | null;
}

/** Files that a page loads later; null if a bundler's loader hides it. */
async function loadedLater({ initial, async }: Closures, context: Context): Promise<readonly string[] | null> {
  const { graph, reported, onlyPagesCode } = context;
  const said = reported.map((later) => later(initial)).filter((files) => files !== null);
  if (said.length > 0 || async.length > 0) return [...new Set([...async, ...said.flat()])];
  const loaders = await Promise.all([...initial].map((path) => graph.hasLoader(path)));
  if (!loaders.includes(true)) return async;
  return onlyPagesCode?.filter((path) => !initial.has(path)) ?? null;
}

/** Finds the files of a page that a visitor loads at once, and those that load later. */
function loadsOfPages(context: Context): (page: PageCode) => Promise<Loads> {
  const load = async ({ initial: starts, later, mapping }: PageCode): Promise<Loads> => {
    const found = await closures(starts, later, (path) => context.graph.edges(path, mapping));
    return { initial: [...found.initial].sort(), async: (await loadedLater(found, context))?.toSorted() ?? null };
  };
  // Most pages of a site start alike.
  const known = new Map<string, Loads>();
  return async (page) => {
    const { name, initial, later, mapping } = page;
    const key = JSON.stringify([initial, later, mapping?.map, mapping && posix.dirname(name)]);
    const loads = known.get(key) ?? (await load(page));
    known.set(key, loads);
    return loads;
  };
}

function unreadNotes(unread: ReadonlyMap<string, string>): string[] {
  if (unread.size === 0) return [];
  const named = [...unread].map(([path, reason]) => `${path} (${reason})`);
  return [`Files loaded by these are unknown and missing in initial and async: ${firstOf(named, 3)}.`];
}

/** Where visitors start: the pages of the output, or the entries that a bundler's report names if there are none. */
async function findStarts(output: BundleOutput, locate: Locator, unread: Map<string, string>): Promise<PageCode[]> {
  const { root, paths, reports } = output;
  const entriesOf = ({ bundler, report }: BundlerReport): ReportedEntry[] => bundler.entries?.(report, locate) ?? [];
  const startsAt = (entries: readonly ReportedEntry[]): PageCode[] =>
    entries.map(({ name, files }) => ({ name, initial: files, later: [], mapping: null }));
  const renderer = reports.find(({ bundler }) => bundler.rendersPages);
  if (renderer !== undefined) return startsAt(entriesOf(renderer));

  const pages: PageCode[] = [];
  for (const name of paths.filter((path) => fileType(path) === 'html')) {
    try {
      pages.push(await readPageCode(root, name, locate, unread));
    } catch (error) {
      unread.set(name, reasonOf(error));
    }
  }
  if (pages.some(({ initial, later }) => initial.length + later.length > 0)) return pages;
  const entries = reports
    .map((report) => entriesOf(report).filter(({ files }) => files.length > 0))
    .find(({ length }) => length > 0);
  if (entries !== undefined) return startsAt(entries);
  return pages.length < 2 ? [] : pages;
}

/** One source may be built twice, as a module and as a script. */
const freeEntryName = (name: string, entries: readonly Entry[]): string =>
  freeName(
    name,
    (taken) => entries.some((entry) => entry.name === taken),
    (_, number) => `${name} (${number})`,
  );

/** The files that a visitor of each page loads. The output is not trusted: a note reports what can't be read. */
export async function findEntries(output: BundleOutput): Promise<FoundEntries> {
  const { root, paths, reports } = output;
  const locate = locator(paths);
  const edges = await Promise.all(reports.map(({ bundler, report }) => bundler.edges?.(report, locate, root)));
  const graph = fileGraph(
    root,
    locate,
    edges.filter((map) => map !== undefined),
  );
  const unread = new Map<string, string>();
  const starts = await findStarts(output, locate, unread);
  const isOnlyPage = starts.length === 1 && !reports.some(({ bundler }) => bundler.rendersPages);
  const loadsOf = loadsOfPages({
    graph,
    reported: reports.flatMap(({ bundler, report }) => bundler.loadedLater?.(report, locate) ?? []),
    onlyPagesCode: isOnlyPage ? paths.filter(isCode) : null,
  });
  const entries: Entry[] = [];
  for (const start of starts) entries.push({ name: freeEntryName(start.name, entries), ...(await loadsOf(start)) });
  return { entries, notes: unreadNotes(new Map([...unread, ...graph.unread])) };
}
