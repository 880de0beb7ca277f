import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { pathInside } from '../../../text/path-inside.ts';
import { resolveInside } from '../../../workspace/git/resolve-inside.ts';
import { megabytes, readBounded } from '../files/read-bounded.ts';
import type { BundlerReport, JsonBundler } from './bundler.ts';
import { BUNDLERS } from './bundlers.ts';

interface FoundReports {
  /** In the order of `BUNDLERS`, at most one of each. */
  readonly reports: readonly BundlerReport[];
  /** Absolute paths of those above, which no visitor downloads. */
  readonly paths: readonly string[];
  /** Whole sentences about what could not be read. */
  readonly notes: readonly string[];
}

/** Parsed, a report takes several times its size in memory. */
const MOST_BYTES = 128_000_000;
const MOST_BYTES_IN_ALL = 256_000_000;
const MOST_FILES = 300;
/** Files of every project that are never a report. */
const NO_REPORT = /^(?:package(?:-lock)?|npm-shrinkwrap|[jt]sconfig.*|composer|biome|components)\.json$/;
/** Names that can mean nothing but a report. */
const NO_DOUBT = /(?:^|\/)(?:[\w-]*metafile[\w-]*|[\w-]*webpack-stats|\.vite\/manifest)\.json$/;
/** Names that most reports have. */
const LIKELY = /meta|stats|manifest|raw-data|visualizer|report/i;

/**
 * Finds the reports that the bundler wrote into the bundle's folder, its `.vite`, or the folder above, by their shape.
 *
 * @param root the bundle's folder, absolute
 * @param directory the checkout's working directory. Nothing above it is read, and no link that leads out of the
 * checkout.
 */
export async function readReports(root: string, directory: string): Promise<FoundReports> {
  const found = new Map<JsonBundler, unknown>();
  const paths: string[] = [];
  const notes: string[] = [];
  let bytes = 0;
  for (const path of await candidates(root, directory)) {
    const name = relative(directory, path).replaceAll('\\', '/');
    const file = await readBounded(path, MOST_BYTES);
    if (file.kind === 'too-large' && LIKELY.test(basename(path))) {
      notes.push(`${name} was not read: it has ${megabytes(file.bytes)}, and the limit is ${megabytes(MOST_BYTES)}.`);
    }
    if (file.kind === 'unreadable' && NO_DOUBT.test(name)) notes.push(`${name} can't be read (${file.why}).`);
    if (file.kind !== 'read') continue;
    bytes += file.content.length;
    if (bytes > MOST_BYTES_IN_ALL) {
      notes.push(`${name} and later reports were not read: the limit is ${megabytes(MOST_BYTES_IN_ALL)} in all.`);
      break;
    }
    const read = reportsIn(file.content);
    const used = read.filter(([bundler, report]) => add(found, bundler, report, root));
    if (used.length > 0) paths.push(path);
    if (read.length === 0 && NO_DOUBT.test(name)) {
      notes.push(`${name} was not used: its content is not what its name says.`);
    }
  }
  const reports = BUNDLERS.flatMap((bundler) => (found.has(bundler) ? [{ bundler, report: found.get(bundler) }] : []));
  return { reports, paths, notes };
}

async function candidates(root: string, directory: string): Promise<string[]> {
  const above = dirname(root);
  const isAboveInside = pathInside(directory, above) !== null;
  const folders = [root, join(root, '.vite'), ...(isAboveInside ? [above, join(above, '.vite')] : [])];
  const paths: string[] = [];
  for (const folder of folders) {
    const names = (await readdir(folder).catch(() => [])).filter(
      (name) => name.endsWith('.json') && !NO_REPORT.test(name),
    );
    paths.push(
      ...names
        .sort(likelyFirst)
        .slice(0, MOST_FILES)
        .map((name) => join(folder, name))
        .filter((path) => resolveInside(directory, path) !== null),
    );
  }
  return paths;
}

const likelyFirst = (a: string, b: string): number =>
  Number(LIKELY.test(b)) - Number(LIKELY.test(a)) || (a < b ? -1 : 1);

type Read = readonly [bundler: JsonBundler, report: unknown];

/** The report in a file; several if webpack built several configurations, which are the children of one. */
function reportsIn(content: Buffer): Read[] {
  const likely = BUNDLERS.filter(({ marks }) => marks.every((mark) => content.includes(mark)));
  if (likely.length === 0) return [];
  const read = (json: unknown): Read[] =>
    likely.flatMap((bundler): Read[] => {
      const { success, data } = bundler.schema.safeParse(json);
      return success ? [[bundler, data]] : [];
    });
  try {
    const json: unknown = JSON.parse(content.toString('utf8'));
    const whole = read(json);
    return whole.length > 0 ? whole.slice(0, 1) : childrenOf(json).flatMap((child) => read(child).slice(0, 1));
  } catch {
    return []; // no JSON, or nested too deeply
  }
}

/** Adds a report to `found`. Returns false for one about another bundle, and for a second one. */
function add(found: Map<JsonBundler, unknown>, bundler: JsonBundler, report: unknown, root: string): boolean {
  const isHere = (file: string) => existsSync(join(root, file)) || existsSync(join(dirname(root), file));
  if (bundler.outputs && !bundler.outputs(report).some(isHere)) return false;
  if (!found.has(bundler)) found.set(bundler, report);
  else if (bundler.combine) found.set(bundler, bundler.combine(found.get(bundler), report));
  else return false;
  return true;
}

const childrenOf = (json: unknown): unknown[] =>
  typeof json === 'object' && json !== null && 'children' in json && Array.isArray(json.children) ? json.children : [];
