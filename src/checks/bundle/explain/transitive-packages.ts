import { packageOf } from '../modules/packages.ts';
import type { Contents, Part } from './contents.ts';

/**
 * Who imports a package: packages by their names, and null for the project's own code. In the place of a package of which
 * no byte is left, for it only passes on what it imports, stand those that import it.
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
 * New packages, each with those that are there only because it imports them, directly or not: whoever adds one package
 * has one cause, not twenty. One that the project's own code or a package of base imports stands for itself.
 */
export function broughtAlong(added: readonly Part[], base: Contents, head: Contents): Map<Part, Part[]> {
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
  const told = new Set(wanted);
  const found = new Map<Part, Part[]>();
  // Nobody from outside imports what is left after the first: packages that import one another.
  for (const root of new Set([...wanted, ...added])) {
    if (!wanted.has(root) && told.has(root)) continue;
    told.add(root);
    const along: Part[] = [];
    const queue = [root];
    for (const one of queue) {
      for (const next of imports.get(one) ?? []) {
        if (told.has(next)) continue;
        told.add(next);
        along.push(next);
        queue.push(next);
      }
    }
    found.set(root, along);
  }
  return found;
}
