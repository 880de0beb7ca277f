import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathInside } from '../../text/path-inside.ts';
import type { CallFrame } from './cpu-profile.ts';

/** A script that runs in the server. */
export interface Script {
  /** Null if it names no source map, or its map can't be read. */
  readonly map: SourceMap | null;
  readonly source: string;
}

/** The owner of code: the checkout itself, a package, the runtime, or none (not JavaScript). */
export type Owner = 'own' | 'package' | 'runtime' | 'native';

/** Where a function is written. */
export interface Place {
  readonly owner: Owner;
  /** Relative to the checkout, or from `node_modules/` on; empty where there is no file. */
  readonly file: string;
  /** Counted from 1; null if it is not known. */
  readonly line: number | null;
  /** Empty: it has none. */
  readonly name: string;
}

/** @param directory of the checkout, absolute; `scripts` by their ids. */
export function placesIn(directory: string, scripts: ReadonlyMap<string, Script>): (frame: CallFrame) => Place {
  const known = new Map<string, Place>();
  return (frame) => {
    const { scriptId, lineNumber, columnNumber, functionName, url } = frame;
    const key = `${scriptId} ${lineNumber} ${columnNumber} ${functionName} ${url}`;
    let place = known.get(key);
    if (place === undefined) {
      place = placeOf(frame, directory, scripts.get(scriptId));
      known.set(key, place);
    }
    return place;
  };
}

function placeOf(frame: CallFrame, directory: string, script: Script | undefined): Place {
  const { url, functionName, lineNumber } = frame;
  if (url === '') return { owner: 'native', file: '', line: null, name: functionName };
  if (url.startsWith('node:')) return { owner: 'runtime', file: url, line: lineNumber + 1, name: functionName };
  const path = pathOf(url, directory, directory);
  const original = script && originalOf(frame, { script, directory, folder: dirname(path) });
  const { file, owner } = fileOf(original?.path ?? path, directory);
  return { owner, file, line: original?.line ?? lineNumber + 1, name: original?.name ?? functionName };
}

interface Mapped {
  readonly script: Script;
  readonly directory: string;
  /** The script's folder. */
  readonly folder: string;
}

function originalOf({ functionName, lineNumber, columnNumber }: CallFrame, { script, directory, folder }: Mapped) {
  const entry = script.map?.findEntry(lineNumber, columnNumber);
  if (!entry || !('originalSource' in entry) || !entry.originalSource) return null;
  const { originalSource, originalLine, generatedLine, generatedColumn } = entry;
  const { name } = entry as { readonly name?: string };
  // The map's name may be that of a parameter. It is the function's name only if the source has it at that place.
  const isNamed = script.source
    .split('\n', generatedLine + 1)
    [generatedLine]?.startsWith(functionName, generatedColumn);
  return {
    path: pathOf(originalSource, folder, directory),
    line: originalLine + 1,
    name: name && functionName !== '' && isNamed ? name : functionName,
  };
}

/** Bundlers have schemes of their own, below the checkout: `webpack://shop/./src/a.js`, `webpack-internal:///(rsc)/./src/a.js`. */
function pathOf(url: string, folder: string, directory: string): string {
  if (url.startsWith('file:')) return fileURLToPath(url);
  const scheme = /^[a-z][a-z-]+:\/\/[^/]*\/(?:\([^/)]+\)\/)?/.exec(url)?.[0];
  return scheme === undefined ? resolve(folder, url) : resolve(directory, url.slice(scheme.length));
}

const PACKAGES = 'node_modules/';

function fileOf(path: string, directory: string): Pick<Place, 'file' | 'owner'> {
  const packages = path.lastIndexOf(`/${PACKAGES}`);
  if (packages >= 0) return { file: path.slice(packages + 1), owner: 'package' };
  const inside = pathInside(directory, path);
  if (inside !== null) return { file: inside, owner: 'own' };
  // Only two path segments of a file outside the folder are named, which show nothing of the machine.
  const parts = path.split('/').filter((part) => part !== '' && part !== '..' && part !== '.');
  return { file: parts.slice(-2).join('/'), owner: 'own' };
}

const LARGEST_MAP = 50_000_000;

/** @returns null if it is no source map. */
export function sourceMapOf(text: string): SourceMap | null {
  if (text.length > LARGEST_MAP) return null;
  try {
    return new SourceMap(JSON.parse(text) as SourceMapPayload);
  } catch {
    return null;
  }
}
