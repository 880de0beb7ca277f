import { IMPORT } from '../../../checks/bundle/import/names.ts';
import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';
import type { Draft } from '../../importer.ts';
import { byteText } from '../bytes.ts';
import { javascriptOff } from '../javascript-off.ts';
import { type Notes, shown } from '../notes.ts';
import { nameOf, oneOrAll } from '../paths.ts';
import type { Limit } from './limit.ts';

/** A draft, and whether it has the files of an entry that size-limit bundles first. */
export interface CheckDraft extends Draft {
  readonly isBundled: boolean;
}

interface BundledCheck {
  readonly index: number;
  /** The entries, from the working directory. */
  readonly files: readonly string[];
  /** The names that are imported, by path from the working directory; null if `files` is all. */
  readonly modules: Readonly<Record<string, unknown>> | null;
  readonly compression: string;
  readonly message: readonly string[];
  readonly limit: Limit | null;
  readonly bundler: string | null;
  readonly notes: Notes;
}

/** Keys by which a check gives a bundler a config of its own. */
export const OF_OTHERS = ['config', 'entry', 'modifyWebpackConfig', 'modifyEsbuildConfig', 'modifyRolldownConfig'];

/** The names that a check imports by file, where `import` is a map. */
export const modulesOf = (
  { import: written }: UnknownKeys,
  pathOf: (path: string) => string,
): BundledCheck['modules'] =>
  isObject(written) ? Object.fromEntries(Object.entries(written).map(([path, names]) => [pathOf(path), names])) : null;

/** A check of an entry that size-limit bundles with its dependencies: an import, unless it has several entries. */
export function readBundled(check: UnknownKeys, bundled: BundledCheck): CheckDraft {
  const { index, files, modules, compression, message, limit, bundler, notes } = bundled;
  const paths = modules === null ? files : Object.keys(modules);
  const what = check.import === undefined ? files.join(', ') : `${shown(check.import)} of ${paths.join(', ')}`;
  const named = typeof check.name === 'string' && check.name.trim() !== '' ? check.name : null;
  const held = limit === null ? '' : `, at most ${limit.text}`;
  const place = [index, check.limit === undefined ? 'path' : 'limit'];
  const comments = [`size-limit, bundled with dependencies: ${named === null ? '' : `${named}: `}${what}${held}`];
  const compressed = compression === 'gzip' ? {} : { compression };
  const imported = importOf(check, files, modules);
  const by = OF_OTHERS.find((key) => check[key] !== undefined) ?? bundler;
  const leaveOut = (why: string) => notes.leftOut(place, `limit of ${shown(named ?? what)}${held}`, why);
  if (imported === null) {
    leaveOut(`size-limit bundles it by ${by}, and it is no import; its files are compared with base`);
    const settings = { files: oneOrAll(files), ...compressed, budgets: { javascript: 'off' } };
    return { name: nameOf(files[0] ?? 'import'), isBundled: true, settings, comments: [...comments, ...message] };
  }
  notes.about([index, 'path'], `${shown(named ?? what)} → import`, 'the bundler is called in another way here');
  const total = limit === null || by !== bundler || bundler === 'webpack' ? null : withMargin(limit, check, bundler);
  if (total !== null) {
    notes.about(
      place,
      `limit ${shown(check.limit)} → total: ${total.text}`,
      'so that no call of the bundler makes it fail',
    );
  } else if (limit !== null) {
    leaveOut(`size-limit bundles it by ${by}, and here esbuild or rolldown does; set total from the first reports`);
  }
  const budgets = {
    ...(total !== null && { total: total.text }),
    ...javascriptOff(compression, total?.bytes ?? null),
  };
  return {
    name: named ?? nameOf(paths[0] ?? 'import'),
    isBundled: false,
    settings: { ...imported, ...compressed, ...(Object.keys(budgets).length > 0 && { budgets }) },
    comments: [...(limit === null ? [] : comments), ...message],
  };
}

/** The keys of an import that stands for a check. Null for several entries, globs, and names of no import. */
function importOf(
  { import: written, ignore }: UnknownKeys,
  files: readonly string[],
  modules: BundledCheck['modules'],
) {
  const packages = Array.isArray(ignore) ? ignore.filter((one) => typeof one === 'string' && one !== '') : [];
  const external = packages.length === 0 ? {} : { external: oneOrAll(packages) };
  const isImport = (names: unknown) => typeof names === 'string' && IMPORT.test(names);
  if (modules !== null) {
    const all = Object.values(modules);
    return all.length > 0 && all.every(isImport) ? { import: modules, ...external } : null;
  }
  const [from, ...others] = files;
  const names = written ?? '*';
  if (from === undefined || others.length > 0 || /[*?{[!]/.test(from) || !isImport(names)) return null;
  return { import: names, from, ...external };
}

/**
 * A limit that no import newly exceeds because the bundler is called in another way. Seen on nanoid, zustand and
 * date-fns: the names that stay in the bundle are up to 110 bytes. Its esbuild drops those of an entry without `import`,
 * up to a sixth of it.
 */
function withMargin({ bytes, text }: Limit, check: UnknownKeys, bundler: string | null): Limit {
  const share = bundler === 'esbuild' && check.import === undefined ? 0.2 : 0.01;
  const allowed = bytes + Math.ceil(bytes * share) + 110;
  const step = allowed < 10_000 ? 10 : 100;
  const rounded = Math.ceil(allowed / step) * step;
  const thousand = /[KM]iB$/.test(text) ? 1_024 : 1_000;
  return { bytes: rounded, text: byteText(rounded, thousand) };
}
