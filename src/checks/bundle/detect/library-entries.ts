import { isObject } from '../../../text/parse-json.ts';
import { subpathsOf } from '../import/specifier.ts';

/** More entries are no longer read by a person. */
const MOST_ENTRIES = 20;

/** What others import of a library, by its package.json. */
export interface LibraryEntries {
  /** Subpaths: `.`, `./server`. */
  readonly entries: readonly string[];
  /** The number of further ones. */
  readonly more: number;
}

const SCRIPT = /\.(?:[cm]?[jt]sx?)$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;

/**
 * The subpaths of `exports` that are scripts, `.` first; without `exports`, `.` where there is a `main` or `module`.
 * Patterns (`./features/*`) stand for many files, and are left out.
 */
export function libraryEntries(manifest: Readonly<Record<string, unknown>>): LibraryEntries {
  const { exports, main, module } = manifest;
  const hasMain = [main, module].some((one) => typeof one === 'string');
  const all =
    exports === undefined || exports === null
      ? hasMain
        ? ['.']
        : []
      : subpathsOf(exports).filter((key) => !key.includes('*') && isScript(targetOf(key, exports)));
  const entries = [...new Set(all)].sort((a, b) => Number(b === '.') - Number(a === '.'));
  return { entries: entries.slice(0, MOST_ENTRIES), more: Math.max(0, entries.length - MOST_ENTRIES) };
}

const targetOf = (key: string, exports: unknown): unknown =>
  isObject(exports) && Object.hasOwn(exports, key) ? exports[key] : exports;

/** Whether a target leads to a script, under any condition but `types`. */
function isScript(target: unknown): boolean {
  if (typeof target === 'string') return SCRIPT.test(target) && !DECLARATIONS.test(target);
  if (Array.isArray(target)) return target.some(isScript);
  return isObject(target) && Object.entries(target).some(([condition, one]) => condition !== 'types' && isScript(one));
}
