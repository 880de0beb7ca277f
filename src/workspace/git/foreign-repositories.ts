import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathInside } from '../../text/path-inside.ts';
import { checkoutRoot } from './checkout-root.ts';

/**
 * The repository around `directory` and its submodules, if another user owns it, as in a job's container: git refuses it
 * unless it is told that it is safe (https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory).
 * Empty where nothing has to be told, and for a repository whose owner does not own `directory`, too: whoever runs
 * perf-budget trusts the owner of that folder, whose commands it runs, and nobody else.
 */
export function foreignRepositories(directory: string): string[] {
  const own = process.getuid?.();
  const root = checkoutRoot(directory);
  const owners = [root, join(root, '.git')].map(ownerOf);
  if (own === undefined || owners.every((owner) => owner === own)) return [];
  const trusted = [own, ownerOf(directory)];
  if (!owners.every((owner) => owner !== null && trusted.includes(owner))) return [];
  return [...new Set([root, realpathSync(root)].flatMap(withSubmodules))];
}

const ownerOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.uid ?? null;

/** Submodules that are populated. A pull request writes .gitmodules, so nothing outside of `root` counts. */
function withSubmodules(root: string): string[] {
  const modules = join(root, '.gitmodules');
  if (!existsSync(modules)) return [root];
  const paths = readFileSync(modules, 'utf8').matchAll(/^\s*path\s*=\s*"?(.+?)"?\s*$/gm);
  const folders = [...paths].map(([, path = '']) => join(root, path)).filter((path) => existsSync(join(path, '.git')));
  const inside = folders.filter((path) => pathInside(realpathSync(root), realpathSync(path)) && path !== root);
  return [root, ...inside.flatMap(withSubmodules)];
}
