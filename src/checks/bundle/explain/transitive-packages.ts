import { packageOf } from '../modules/packages.ts';
import type { Contents, Part } from './contents.ts';

/**
 * The importers of a package: names of packages, and null for the project's own code. A package without bytes only
 * re-exports its imports, so its own importers stand for it.
 */
function importersOf(name: string, head: Contents, seen = new Set<string>()): Set<string | null> {
  const { packages, importers } = head;
  seen.add(name);
  const direct = new Set(importers.get(name)?.map((id) => packageOf(id)?.name ?? null));
  return new Set(
    [...direct].flatMap((importer) => {
      const isSilent = importer !== null && !packages.has(importer) && importers.has(importer);
      if (!isSilent) return [importer];
      return seen.has(importer) ? [] : [...importersOf(importer, head, seen)];
    }),
  );
}

/**
 * New packages, each with those that only it brings, directly or not: adding one package is one cause, not twenty. A package
 * that the project's own code or a package of base imports is a cause of its own.
 */
export function transitivePackages(added: readonly Part[], base: Contents, head: Contents): Map<Part, Part[]> {
  const byName = new Map(added.map((one) => [one.name, one]));
  const imports = new Map<Part, Part[]>(added.map((one) => [one, []]));
  const wanted = new Set<Part>();
  for (const one of added) {
    const importers = importersOf(one.name, head);
    for (const importer of importers) {
      if (importer === null || base.packages.has(importer)) wanted.add(one);
      else if (importer !== one.name) imports.get(byName.get(importer) ?? one)?.push(one);
    }
    if (importers.size === 0) wanted.add(one);
  }
  const placed = new Set(wanted);
  const found = new Map<Part, Part[]>();
  // Those left at the end import only one another.
  for (const root of new Set([...wanted, ...added])) {
    if (!wanted.has(root) && placed.has(root)) continue;
    placed.add(root);
    const transitive: Part[] = [];
    const queue = [root];
    for (const one of queue) {
      for (const next of imports.get(one) ?? []) {
        if (placed.has(next)) continue;
        placed.add(next);
        transitive.push(next);
        queue.push(next);
      }
    }
    found.set(root, transitive);
  }
  return found;
}
