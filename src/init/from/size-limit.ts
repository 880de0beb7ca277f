import { posix } from 'node:path';
import { UsageError } from '../../errors.ts';
import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import { pathInside } from '../../text/path-inside.ts';
import type { Draft, Imported, Importer } from '../importer.ts';
import type { Project, Version } from '../project.ts';
import type { Path, Source } from '../read/source.ts';
import { javascriptOff } from '../shared/javascript-off.ts';
import { type Notes, noteTaker, shown } from '../shared/notes.ts';
import { fromFolder, nameOf, oneOrAll } from '../shared/paths.ts';
import { type CheckDraft, modulesOf, OF_OTHERS, readBundled } from '../shared/size-limit/bundled.ts';
import { BUNDLERS, bundlerOf, isBundled } from '../shared/size-limit/bundler.ts';
import { readCompression } from '../shared/size-limit/compression.ts';
import { NO_TIME, readLimit } from '../shared/size-limit/limit.ts';

/** https://github.com/ai/size-limit, as of 14.3.0 and back to 2. */
export const sizeLimit: Importer = {
  tool: 'size-limit',
  title: 'size-limit',
  manifestKeys: ['size-limit'],
  files: ['json', 'jsonc', '', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) =>
    ending === '' ? '.size-limit' : `.size-limit.${ending}`,
  ),
  read,
};

async function read(source: Source, project: Project): Promise<Imported> {
  const checks = source.value;
  if (!Array.isArray(checks) || !checks.every(isObject)) {
    throw new UsageError(
      `${source.file}: size-limit's config is a list of checks, such as [{ "path": "dist/app.js", "limit": "10 kB" }].`,
    );
  }
  const found = await project.version('size-limit');
  const context: Context = {
    source,
    project,
    version: found ?? NEWEST,
    bundler: bundlerOf(project, found ?? NEWEST),
    notes: noteTaker(source),
  };
  const { notes } = context.notes;
  if (found === null && checks.length > 0) {
    context.notes.about([], 'size-limit', 'no version of it is installed or declared: read as 14');
  }
  const bundle = checks.flatMap((check, index) => readCheck(check, index, context));
  const version = found === null ? '' : ` ${found.major}`;
  const summary = `size-limit${version}, ${checks.length} ${checks.length === 1 ? 'check' : 'checks'}`;
  const needsBundler = bundle.some(({ settings }) => settings.import !== undefined);
  const isSafe = project.dependencies.some((name) =>
    ['esbuild', 'rolldown', 'vite', 'tsup', 'tsdown', 'tsx'].includes(name),
  );
  const comments =
    needsBundler && !isSafe ? ['Imports need a bundler: npm i -D esbuild, before size-limit is removed.'] : [];
  return { summary, bundle: joinBundled(bundle), notes, comments };
}

/** Assumed without a known version: the newest, which compresses best, so that no limit is newly exceeded. */
const NEWEST: Version = { major: 14, minor: 3, isInstalled: false };

interface Context {
  readonly source: Source;
  readonly project: Project;
  readonly version: Version;
  /** The plugin that bundles each entry; null if files are measured as they are. */
  readonly bundler: string | null;
  readonly notes: Notes;
}

function readCheck(check: UnknownKeys, index: number, context: Context): CheckDraft[] {
  const { source, notes, project } = context;
  const at = (key: string): Path => [index, key];
  for (const key of OF_OTHERS) {
    if (check[key] !== undefined) notes.leftOut(at(key), key, 'it configures a bundler, and none is configured here');
  }
  for (const key of ['running', 'time'].filter((one) => check[one] !== undefined && check[one] !== false)) {
    notes.leftOut(at(key), key, NO_TIME);
  }
  for (const key of Object.keys(check).filter((one) => !KNOWN.has(one))) {
    notes.leftOut(at(key), key, 'no key of size-limit that is known here');
  }
  const patterns = pathsOf(check, project).map((path) => fromFolder(source.folder, relativePath(path, project)));
  const outside = patterns.find((path) => posix.isAbsolute(path) || path.startsWith('..') || /\p{C}/u.test(path));
  const files =
    outside === undefined
      ? patterns.filter((path) => !isNegated(path)).flatMap((path) => withFolder(path, project))
      : [];
  const namesModules = isObject(check.import) && isBundled(check, context.bundler);
  if (files.length === 0 && !namesModules) {
    const why =
      outside === undefined
        ? 'it names no files'
        : `${shown(outside)} lies outside of this folder, or has characters that nobody sees`;
    notes.leftOut([index], `check ${shown(check.name ?? index + 1)}`, why);
    return [];
  }
  const exclude = patterns.filter(isNegated).flatMap((path) => withFolder(path.replace('!', ''), project));
  const compression = readCompression(check, index, context.version, notes);
  const name = typeof check.name === 'string' && check.name.trim() !== '' ? check.name : nameOf(files[0] ?? '');
  const common = {
    files: oneOrAll(files),
    ...(exclude.length > 0 && { exclude: oneOrAll(exclude) }),
    ...(compression !== 'gzip' && { compression }),
  };
  const message = typeof check.message === 'string' ? [check.message] : [];
  const limit = readLimit(check, index, context.version, notes);
  if (isBundled(check, context.bundler)) {
    const modules = modulesOf(check, (path) => fromFolder(source.folder, relativePath(path, project)));
    return [readBundled(check, { index, files, modules, compression, message, limit, ...context })];
  }
  const others = files.some((path) => /\*$/.test(path))
    ? 'source maps and licence texts count there, and not here'
    : '';
  notes[others === '' ? 'alike' : 'about'](at('path'), `path ${shown(check.path ?? files)} → files`, others);
  const budgets = {
    ...(limit !== null && { total: limit.text }),
    ...javascriptOff(compression, limit?.bytes ?? null),
  };
  if (limit !== null) notes.alike(at('limit'), `limit ${shown(check.limit)} → total: ${limit.text}`);
  const settings = { ...common, ...(Object.keys(budgets).length > 0 && { budgets }) };
  return [{ name, isBundled: false, settings, comments: message }];
}

const KNOWN = new Set([
  ...['path', 'limit', 'name', 'message', 'gzip', 'brotli', 'import', 'ignore', 'running', 'time', 'module', 'entry'],
  ...['config', 'modifyWebpackConfig', 'modifyEsbuildConfig', 'modifyRolldownConfig', 'disablePlugins', ...BUNDLERS],
  ...['highlightLess', 'hidePassed', 'uiReports', 'compareWith', 'disableModuleConcatenation'],
]);

function pathsOf(check: UnknownKeys, { manifest }: Project): string[] {
  const { path } = check;
  const written = (Array.isArray(path) ? path : [path]).filter((one) => typeof one === 'string');
  // A map of imports names its files itself.
  if (written.length > 0 || check.entry !== undefined || isObject(check.import)) return written;
  return [typeof manifest.main === 'string' ? manifest.main : (exportsEntry(manifest.exports) ?? 'index.js')];
}

function exportsEntry(exports: unknown): string | null {
  if (typeof exports === 'string') return exports;
  if (!isObject(exports)) return null;
  if ('.' in exports) return exportsEntry(exports['.']);
  return (
    ['import', 'default', 'require'].map((condition) => exportsEntry(exports[condition])).find((one) => one !== null) ??
    null
  );
}

const isNegated = (path: string): boolean => path.split('/').some((part) => part.startsWith('!'));

/** A config that is code may join its paths to absolute ones. */
const relativePath = (path: string, { directory }: Project): string =>
  posix.isAbsolute(path) ? (pathInside(directory, path) ?? path) : path;

/** A bare folder stands for its contents. Without the folder on disk, it may be a file. */
function withFolder(path: string, { isFolder }: Project): string[] {
  const bare = path.replace(/\/+$/, '');
  if (isFolder(bare)) return [`${bare}/**`];
  return /[*{]|\.\w+$/.test(bare) ? [bare] : [bare, `${bare}/**`];
}

/** Joins checks that bundle the same file into one subject. */
function joinBundled(drafts: readonly CheckDraft[]): Draft[] {
  const joined = Map.groupBy(drafts, (draft) => (draft.isBundled ? JSON.stringify(draft.settings) : draft));
  return [...joined.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { name, settings } = first;
    return [{ name, settings, comments: same.flatMap(({ comments = [] }) => comments) }];
  });
}
