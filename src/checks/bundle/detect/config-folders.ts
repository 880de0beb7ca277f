import { dirname, join, resolve } from 'node:path';
import type { Bundler, OutputSetting } from './bundlers.ts';
import { readSettings, type Setting } from './settings.ts';

/**
 * The output folders that the text of a config file names, absolute: an entry for each setting, with the folders that it
 * may mean, the likeliest first. `directory`: where the bundler runs.
 */
export function configFolders(bundler: Bundler, text: string, file: string, directory: string): string[][] {
  const settings = forVisitors(readSettings(text, file, directory));
  const roots = rootsIn(bundler, settings, directory);
  return bundler.settings.flatMap((output) =>
    settings
      .filter(({ path }) => matches(path, output.key))
      .map(({ values }) => values.flatMap((value) => meant(output, value)).flatMap((path) => from(roots, path)))
      .filter(({ length }) => length > 0),
  );
}

/** The folders that the bundler's relative paths start from. */
export function configRoots(bundler: Bundler, text: string, file: string, directory: string): string[] {
  return rootsIn(bundler, readSettings(text, file, directory), directory);
}

function rootsIn({ root }: Bundler, settings: readonly Setting[], directory: string): string[] {
  const named = settings.filter(({ path }) => root !== undefined && matches(path, root));
  const roots = named.flatMap(({ values }) => values.map((value) => resolve(directory, value)));
  return roots.length > 0 ? roots : [directory];
}

const from = (roots: readonly string[], path: string): string[] => roots.map((root) => resolve(root, path));

function meant({ is, means, inside }: OutputSetting, value: string): string[] {
  if (means !== undefined) return Object.hasOwn(means, value) ? [means[value] ?? ''] : [];
  const folder = is === 'file' ? dirname(value) : value;
  return (inside ?? ['']).map((part) => join(folder, part));
}

/** `projects.*.root` matches any key in the place of the star. */
function matches(path: readonly string[], key: string): boolean {
  const keys = key.split('.');
  return keys.length === path.length && keys.every((one, index) => one === '*' || one === path[index]);
}

/** Without the objects that are about a build for a server: `{ platform: 'node' }`, `{ target: 'node20' }`. */
function forVisitors(settings: readonly Setting[]): readonly Setting[] {
  const server = new Set(
    settings
      .filter(({ path, values }) => /^(?:platform|target)$/.test(path.at(-1) ?? '') && values.every(isNode))
      .flatMap(({ values, objects }) => (values.length > 0 ? objects.slice(-1) : [])),
  );
  return settings.filter(({ objects }) => !objects.some((object) => server.has(object)));
}

const isNode = (value: string): boolean => /^(?:async-)?node/.test(value);
