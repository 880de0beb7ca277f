import { sumBy } from '../../sum.ts';
import { isInlinedAsset } from './advice.ts';
import { type Cause, growth, MOST_NAMES, type Sides } from './cause.ts';
import { type Contents, folderOf, type Part, shippedIn, typeOf, weigh } from './contents.ts';

const stemOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

/** The least ratio of sizes at which a module counts as a moved one: with the same file name, and with another. */
const SAME_NAME = 0.5;
const SAME_SIZE = 0.99;

/**
 * Finds each of head's modules in base: by its id, else among removed modules by file name, else by size. A module that
 * only moved to another folder is not new.
 */
function predecessors({ base, head, floor }: Sides): Map<Part, Part | undefined> {
  const bytesOf = (part: Part, side: Contents) => weigh(part, side).bytes;
  const gone = [...base.own.values()].filter(({ name }) => !head.own.has(name));
  const byStem = Map.groupBy(gone, ({ name }) => stemOf(name));
  const large = gone.map((part) => ({ part, bytes: bytesOf(part, base) })).filter(({ bytes }) => bytes >= floor);
  const taken = new Set<Part>();
  const alike = (a: number, b: number, least: number) => Math.min(a, b) >= least * Math.max(a, b);
  return new Map(
    [...head.own.values()].map((part) => {
      const same = base.own.get(part.name);
      if (same !== undefined) return [part, same];
      const bytes = bytesOf(part, head);
      const found =
        byStem.get(stemOf(part.name))?.find((one) => !taken.has(one) && alike(bytes, bytesOf(one, base), SAME_NAME)) ??
        large.find((one) => !taken.has(one.part) && alike(bytes, one.bytes, SAME_SIZE))?.part;
      if (found !== undefined) taken.add(found);
      return [part, found];
    }),
  );
}

/** Growth of the project's own code: large modules by themselves, small ones by their folder. */
export function ownCodeCauses(sides: Sides): Cause[] {
  const { base, head, compression, floor } = sides;
  const about = { minified: head.minified, compression };
  const bytesOf = (side: Contents) => sumBy(side.own.values(), (part) => weigh(part, side).bytes);
  // Code that moved from one module to another is no growth.
  if (bytesOf(head) - bytesOf(base) < floor) return [];

  const before = predecessors(sides);
  const grown = [...before].map(([part, was]) => {
    const { evidence, ...figures } = growth(weigh(was, base), weigh(part, head), about);
    return { part, was, figures, evidence };
  });
  const isLarge = ({ figures }: (typeof grown)[number]) => figures.current - figures.target >= floor;
  const large = grown.filter(isLarge).map(({ part, was, figures, evidence }): Cause => {
    const inlined = isInlinedAsset(part.name);
    return {
      ...figures,
      code: was === undefined ? 'bundle.module-new' : 'bundle.module-grew',
      metric: typeOf(part, head),
      location: part.name,
      evidence: {
        name: part.name,
        ...(was && was.name !== part.name ? { was: was.name } : {}),
        ...(inlined ? { inlined } : {}),
        shippedIn: shippedIn(part, head).slice(0, MOST_NAMES),
        ...evidence,
      },
      suggestion: inlined ? { code: 'ship-as-file', effort: 'low' } : null,
    };
  });
  const successors = new Set([...before.values()]);
  const isSmall = (bytes: number) => Math.abs(bytes) < floor;
  const removed = [...base.own.values()].filter((part) => !successors.has(part) && isSmall(weigh(part, base).bytes));
  const small = grown.filter(({ figures }) => isSmall(figures.current - figures.target));
  const folders = Map.groupBy(small, ({ part }) => folderOf(part.name));
  const byFolder = [...folders].map(([folder, modules]): Cause => {
    const lost = sumBy(
      removed.filter((part) => folderOf(part.name) === folder),
      (part) => weigh(part, base).bytes,
    );
    const gained = sumBy(modules, ({ figures }) => figures.grew);
    const share = gained > 0 ? (gained - lost) / gained : 1;
    return {
      code: 'bundle.module-grew',
      metric: modules[0] ? typeOf(modules[0].part, head) : 'javascript',
      location: folder,
      current: sumBy(modules, ({ figures }) => figures.current),
      target: sumBy(modules, ({ figures }) => figures.target) + lost,
      grew: gained - lost,
      evidence: {
        name: folder,
        modules: modules.filter(({ figures }) => figures.current > figures.target).length,
        ...about,
        compressed: Math.round(share * sumBy(modules, ({ evidence }) => evidence.compressed)),
      },
      suggestion: null,
    };
  });
  return [...large, ...byFolder.filter(({ current, target }) => (current ?? 0) - (target ?? 0) >= floor)];
}
