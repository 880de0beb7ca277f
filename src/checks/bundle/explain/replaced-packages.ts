import { packageOf } from '../modules/packages.ts';
import type { Contents, Part } from './contents.ts';

/** `@clerk/clerk-react` → `-clerk-react-` */
const bareName = (name: string): string => `-${name.replace(/^@[^/]+\//, '')}-`;

const isAlike = (a: string, b: string): boolean =>
  bareName(a).includes(bareName(b)) || bareName(b).includes(bareName(a));

const ownImporters = ({ importers }: Contents, name: string): Set<string> =>
  new Set(importers.get(name)?.filter((id) => packageOf(id) === null));

/**
 * Packages that replace another under a similar name (`react-query` → `@tanstack/react-query`), each with the old one. The
 * old one was removed, and a module that imported it imports the new one. Growth is the difference between them.
 */
export function replacedPackages(base: Contents, head: Contents): Map<Part, Part> {
  const gone = new Set([...base.packages.values()].filter(({ name }) => !head.packages.has(name)));
  const found = new Map<Part, Part>();
  for (const part of head.packages.values()) {
    if (base.packages.has(part.name) || gone.size === 0) continue;
    const importers = ownImporters(head, part.name);
    const before = [...gone].find(
      ({ name }) => isAlike(name, part.name) && [...ownImporters(base, name)].some((id) => importers.has(id)),
    );
    if (before === undefined) continue;
    found.set(part, before);
    gone.delete(before);
  }
  return found;
}
