import { existsSync, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import type { Agent } from 'package-manager-detector';
import { glob } from 'tinyglobby';
import { UsageError } from '../errors.ts';
import type { UnknownKeys } from '../text/parse-json.ts';
import { isObject } from '../text/parse-json.ts';
import { pathInside } from '../text/path-inside.ts';
import { readPackageJson } from '../workspace/build/package-json.ts';
import { packageManager } from '../workspace/build/package-manager.ts';
import { checkoutRoot, foldersUpTo } from '../workspace/git/checkout-root.ts';
import { sourceOfCode } from './read/code.ts';
import { evaluate } from './read/evaluate.ts';
import { isCode, MOST_BYTES, parseSource, type Source } from './read/source.ts';

/** The folder that a config is written for, and what importers may ask about it. */
export interface Project {
  /** Absolute. */
  readonly directory: string;
  /** The root of its repository; null outside of one. */
  readonly root: string | null;
  readonly agent: Agent;
  /** The package.json of the directory; empty if there is none. */
  readonly manifest: UnknownKeys;
  /** Packages that the directory's package.json depends on. If it has none, the root's. */
  readonly dependencies: readonly string[];
  /** The installed version of a package, or else the declared one. */
  version(name: string): Promise<Version | null>;
  isFolder(path: string): boolean;
  /** The files that fit globs, relative to the directory. */
  filesOf(globs: readonly string[]): Promise<string[]>;
  /** Reads a config by its path from the directory. @throws UsageError if it can't be read. */
  open(path: string): Promise<Source>;
}

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly isInstalled: boolean;
}

interface ReadOptions {
  /** Whether configs that are code may be run. */
  readonly mayRun: boolean;
  readonly signal: AbortSignal;
}

export async function readProjectIn(directory: string, options: ReadOptions): Promise<Project> {
  const top = checkoutRoot(directory);
  const root = existsSync(join(top, '.git')) ? top : null;
  const manifest = await readPackageJson(directory);
  const own = dependenciesOf(manifest);
  const dependencies = own.length > 0 ? own : dependenciesOf(await readPackageJson(top));
  return {
    directory,
    root,
    agent: await packageManager(directory, top),
    manifest,
    dependencies,
    version: (name) => versionOf(name, foldersUpTo(top, directory)),
    isFolder: (path) => statSync(join(directory, path), { throwIfNoEntry: false })?.isDirectory() ?? false,
    filesOf: (globs) => filesOf(globs, directory),
    open: (path) => open(path, directory, options),
  };
}

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'];

const dependenciesOf = (manifest: UnknownKeys): string[] =>
  SECTIONS.flatMap((section) => Object.keys(isObject(manifest[section]) ? manifest[section] : {}));

/** A package's installed version in the nearest `node_modules`, else the first number of its range in package.json. */
async function versionOf(name: string, folders: readonly string[]): Promise<Version | null> {
  for (const folder of folders) {
    const installed = readVersion((await readPackageJson(join(folder, 'node_modules', name))).version, true);
    if (installed !== null) return installed;
  }
  for (const folder of folders) {
    const manifest = await readPackageJson(folder);
    for (const section of SECTIONS) {
      const ranges = manifest[section];
      const declared = isObject(ranges) ? readVersion(ranges[name], false) : null;
      if (declared !== null) return declared;
    }
  }
  return null;
}

function readVersion(text: unknown, isInstalled: boolean): Version | null {
  const [, major, minor = '0'] = /^(?:npm:.*@)?[~^>=v\s]*(\d+)(?:\.(\d+))?/.exec(String(text)) ?? [];
  return major === undefined ? null : { major: Number(major), minor: Number(minor), isInstalled };
}

const filesOf = (globs: readonly string[], directory: string): Promise<string[]> =>
  glob([...globs], {
    cwd: directory,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
  }).catch(() => []);

async function open(path: string, directory: string, { mayRun, signal }: ReadOptions): Promise<Source> {
  const absolute = resolve(directory, path);
  const file = pathInside(directory, absolute) ?? absolute;
  const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file);
  const text = await readText(absolute, file);
  if (!isCode(path)) return parseSource(text, file, folder);
  if (!mayRun)
    throw new UsageError(
      `${file} is code, and --no-run forbids to run it. Call init without --no-run, or without this file.`,
    );
  const result = await evaluate(await realpath(absolute), join(directory, folder), signal);
  if (result.ok) return sourceOfCode(text, result.value, file, folder);
  throw new UsageError(
    `${file} could not be run: ${result.reason}\nInstall what it needs first, or leave it out with --no-run.`,
  );
}

async function readText(path: string, file: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new UsageError(`${file} is larger than 1 MB. Is it the right file?`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new UsageError(`${file} can't be read: ${reason}.`);
  }
}
