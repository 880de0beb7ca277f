import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { checkoutRoot } from '../../../workspace/checkout-root.ts';
import { buildCommands } from './build-commands.ts';

/** What a working directory says about how it is built. */
export interface Project {
  readonly directory: string;
  /** The nearest package.json, then those above it, up to the checkout's root. */
  readonly packages: readonly {
    /** Relative to the working directory. */
    readonly file: string;
    readonly installed: ReadonlySet<string>;
  }[];
  /** What the build runs, each command as its words. */
  readonly commands: readonly (readonly string[])[];
  /** What to call that which runs them. */
  readonly commandsFrom: string;
}

/** `build`: the user's own command; null where it is the script of package.json. */
export async function readProject(directory: string, build: string | null): Promise<Project> {
  const folders = foldersUpTo(checkoutRoot(directory), directory);
  const read = await Promise.all(folders.map((folder) => readManifest(join(folder, 'package.json'))));
  const scripts = texts(read[0]?.scripts);
  const packages = read.flatMap((manifest, index) => {
    if (manifest === null) return [];
    const installed = ['dependencies', 'devDependencies'].flatMap((key) => Object.keys(texts(manifest[key])));
    return [
      { file: slashes(relative(directory, join(folders[index] ?? '', 'package.json'))), installed: new Set(installed) },
    ];
  });
  const script = Object.hasOwn(scripts, 'build') ? 'npm run build' : '';
  return {
    directory,
    packages,
    commands: buildCommands(build ?? script, scripts),
    commandsFrom: build === null ? 'the build script' : 'the build command',
  };
}

export const slashes = (path: string): string => path.replaceAll(sep, '/');

const LARGEST_BYTES = 1_000_000;

/** Null where there is no such file, or none of a size that people write. */
export async function readText(file: string): Promise<string | null> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= LARGEST_BYTES ? await readFile(file, 'utf8') : null;
  } catch {
    return null;
  }
}

async function readManifest(file: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const manifest: unknown = JSON.parse((await readText(file)) ?? 'null');
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : null;
  } catch {
    return null;
  }
}

/** The entries of an object whose values are strings. */
function texts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function foldersUpTo(root: string, directory: string): string[] {
  const folders: string[] = [];
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === resolve(root) || folder === dirname(folder)) return folders;
  }
}
