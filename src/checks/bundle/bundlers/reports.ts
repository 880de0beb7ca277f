import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { resolveInside } from '../../../workspace/checkout-root.ts';
import { megabytes, readBounded } from '../files/read-bounded.ts';
import { type Metafile, metafileSchema } from './esbuild.ts';
import { type RawData, rawDataSchema } from './visualizer.ts';
import { type ViteManifest, viteManifestSchema } from './vite.ts';
import { type WebpackStats, webpackStatsSchema } from './webpack.ts';

/** What the bundler wrote about its own output, as far as it did. Null: there is no such report. */
export interface BundlerReports {
  readonly viteManifest: ViteManifest | null;
  readonly metafile: Metafile | null;
  readonly webpackStats: WebpackStats | null;
  /** rollup-plugin-visualizer's. */
  readonly rawData: RawData | null;
  /** Absolute paths of those above: no visitor downloads them. */
  readonly paths: readonly string[];
  /** Of what could not be read, whole sentences. */
  readonly notes: readonly string[];
}

/** Parsed, a report takes several times its size in memory. */
const MOST_BYTES = 128_000_000;
const MOST_BYTES_IN_ALL = 256_000_000;
const MOST_FILES = 300;
/** Never a report, and there in every project. */
const NO_REPORT = /^(?:package(?:-lock)?|npm-shrinkwrap|[jt]sconfig.*|composer|biome|components)\.json$/;
/** Names that leave no doubt about what is meant to be in it. */
const NO_DOUBT = /(?:^|\/)(?:[\w-]*metafile[\w-]*|[\w-]*webpack-stats|\.vite\/manifest)\.json$/;
/** Names that reports have in most cases. */
const LIKELY = /meta|stats|manifest|raw-data|visualizer|report/i;

/** What the text of each kind of report holds in any case: looking for it is quicker than parsing. */
const MARKS = [['"inputs"', '"outputs"'], ['"nodeParts"', '"nodeMetas"'], ['"assets"', '"name"'], ['"file"']];

type Found = { -readonly [K in Exclude<keyof BundlerReports, 'notes' | 'paths'>]: BundlerReports[K] };

const KINDS = ['metafile', 'rawData', 'webpackStats', 'viteManifest'] as const satisfies (keyof Found)[];

/**
 * Finds the reports that the bundler wrote into the bundle's folder, its `.vite`, or the folder above, by their shape.
 *
 * @param root the bundle's folder, absolute
 * @param directory the checkout's working directory: nothing above it is read, nor what a link takes out of the checkout
 */
export async function readReports(root: string, directory: string): Promise<BundlerReports> {
  const found: Found = { metafile: null, rawData: null, webpackStats: null, viteManifest: null };
  const paths: string[] = [];
  const notes: string[] = [];
  let bytes = 0;
  for (const path of await candidates(root, directory)) {
    const name = relative(directory, path).replaceAll('\\', '/');
    const file = await readBounded(path, MOST_BYTES);
    if (file.kind === 'too-large' && LIKELY.test(basename(path))) {
      notes.push(
        `${name} was not read: it has ${megabytes(file.bytes)}, and at most ${megabytes(MOST_BYTES)} are read.`,
      );
    }
    if (file.kind === 'unreadable' && NO_DOUBT.test(name)) notes.push(`${name} can not be read (${file.why}).`);
    if (file.kind !== 'read') continue;
    bytes += file.content.length;
    if (bytes > MOST_BYTES_IN_ALL) {
      notes.push(
        `${name}, and what lies behind it, was not read: at most ${megabytes(MOST_BYTES_IN_ALL)} of reports are.`,
      );
      break;
    }
    const before = { ...found };
    const read = recognise(file.content, found, root);
    if (KINDS.some((kind) => found[kind] !== before[kind])) paths.push(path);
    if (!read && NO_DOUBT.test(name)) notes.push(`${name} is not what its name says, and was not used.`);
  }
  return { ...found, paths, notes };
}

async function candidates(root: string, directory: string): Promise<string[]> {
  const above = dirname(root);
  const isAboveInside = !relative(directory, above).startsWith('..');
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

/** Puts the report, if it is one, into `found`; whether it is. */
function recognise(content: Buffer, found: Found, root: string): boolean {
  if (!MARKS.some((marks) => marks.every((mark) => content.includes(mark)))) return false;
  const json = parsed(content);
  // webpack's of several configurations are the children of one.
  return take(json, found, root) || childrenOf(json).filter((child) => take(child, found, root)).length > 0;
}

function take(json: unknown, found: Found, root: string): boolean {
  // A report that names none of the bundle's files is about another one.
  const isHere = (files: string[]) =>
    files.some((file) => existsSync(join(root, file)) || existsSync(join(dirname(root), file)));

  const metafile = metafileSchema.safeParse(json).data;
  if (metafile) {
    // A build may call esbuild several times. Which outputs are the bundle's is told by their sizes.
    const { inputs, outputs } = found.metafile ?? { inputs: {}, outputs: {} };
    found.metafile = { inputs: { ...metafile.inputs, ...inputs }, outputs: { ...metafile.outputs, ...outputs } };
    return true;
  }
  const rawData = rawDataSchema.safeParse(json).data;
  if (rawData) {
    if (isHere(Object.values(rawData.nodeMetas).flatMap((meta) => Object.keys(meta.moduleParts)))) {
      found.rawData ??= rawData;
    }
    return true;
  }
  const stats = webpackStatsSchema.safeParse(json).data;
  if (stats) {
    if (isHere(stats.assets.map(({ name }) => name))) found.webpackStats ??= stats;
    return true;
  }
  const manifest = viteManifestSchema.safeParse(json).data;
  if (!manifest) return false;
  // Data of the application may have a `file` too; only in a manifest is a key the source itself.
  if (!Object.entries(manifest).some(([key, { src }]) => src === key)) return false;
  const files = Object.values(manifest).map(({ file }) => file);
  if (isHere(files)) found.viteManifest ??= manifest;
  return files.length > 0;
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}

const childrenOf = (json: unknown): unknown[] =>
  typeof json === 'object' && json !== null && 'children' in json && Array.isArray(json.children) ? json.children : [];
