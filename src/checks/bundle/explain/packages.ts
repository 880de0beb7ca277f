import { sumBy } from '../../sum.ts';
import { type PackageBytes, packageOf } from '../modules/packages.ts';
import { adviceForPackage } from './advice.ts';
import { type Cause, growth, MOST_NAMES, type Sides } from './cause.ts';
import { fileCount, type Part, shippedIn, typeOf, versionsOf, weigh } from './contents.ts';
import { replacedPackages } from './replaced-packages.ts';
import { transitivePackages } from './transitive-packages.ts';

interface PackageSides extends Sides {
  /** Files of head that some page loads at once. */
  readonly initial: ReadonlySet<string>;
}

const importersOf = (part: Part | undefined): string[] => [
  ...new Set(part?.copies.flatMap(({ importers }) => importers)),
];

/** The project's own module that imports it, else the package that does. */
function importerOf(part: Part): string | null {
  const importers = importersOf(part);
  const [first] = importers;
  return importers.find((id) => packageOf(id) === null) ?? (first && packageOf(first)?.name) ?? null;
}

/** Several parts as one. */
const merged = (parts: readonly Part[]): Part | undefined =>
  parts[0] && { name: parts[0].name, copies: parts.flatMap(({ copies }) => copies) };

function causeOf(part: Part, before: Part | undefined, transitive: readonly Part[], sides: PackageSides): Cause {
  const { head, compression, initial } = sides;
  const whole = merged([part, ...transitive]);
  const { evidence, ...figures } = growth(weigh(before, sides.base), weigh(whole, head), { ...head, compression });
  const advice = adviceForPackage(part.name, weigh(part, head).shipped, weigh(whole, head, initial).shipped);
  const [version = null, from = null] = [versionsOf(part)[0], versionsOf(before)[0]];
  return {
    ...figures,
    code: before === undefined ? 'bundle.package-new' : 'bundle.package-grew',
    metric: typeOf(part, head),
    location: importerOf(part),
    evidence: {
      name: part.name,
      version,
      ...(before !== undefined && before.name !== part.name ? { was: before.name } : {}),
      ...(before !== undefined && from !== version ? { from } : {}),
      importers: importersOf(part).slice(0, MOST_NAMES),
      shippedIn: shippedIn(whole, head).slice(0, MOST_NAMES),
      ...evidence,
      ...(before === undefined ? {} : { files: { base: fileCount(before), head: fileCount(part) } }),
      ...(transitive.length === 0
        ? {}
        : {
            brings: transitive.slice(0, MOST_NAMES).map(({ name }) => name),
            brought: { packages: transitive.length, bytes: weigh(merged(transitive), head).bytes },
          }),
      ...advice.evidence,
    },
    suggestion: before !== undefined && advice.suggestion?.code === 'load-later' ? null : advice.suggestion,
  };
}

/** The package that brings one of the copies, else a module that imports one. */
function bringerOf(copies: readonly PackageBytes[]): string | null {
  const ofPackages = copies.flatMap(({ folder, importers }) => [
    packageOf(folder?.replace(/\/node_modules\/(?:@[^/]+\/)?[^/]+$/, '') ?? ''),
    ...importers.map(packageOf),
  ]);
  const through = ofPackages.find((one) => one !== null && one.name !== copies[0]?.name);
  return through?.name ?? copies.flatMap(({ importers }) => importers).at(-1) ?? null;
}

/** A cause if head has more copies of the package than base, and the smaller ones exceed the floor; else null. */
function duplicateCause(part: Part, before: Part, sides: PackageSides): Cause | null {
  const { head, floor } = sides;
  const smaller = sumBy(part.copies.slice(1), ({ bytes }) => bytes);
  if (part.copies.length <= Math.max(1, before.copies.length) || smaller < floor) return null;
  const cause = causeOf(part, before, [], sides);
  // Copies that base does not have come from what was just added.
  const known = new Set(before.copies.map(({ folder, version }) => `${folder} ${version}`));
  const added = part.copies.filter(({ folder, version }) => !known.has(`${folder} ${version}`));
  return {
    ...cause,
    code: 'bundle.package-duplicated',
    metric: typeOf(part, head),
    location: bringerOf([...added, ...part.copies]),
    evidence: {
      name: part.name,
      versions: versionsOf(part),
      copies: part.copies.slice(0, MOST_NAMES).map(({ folder, version, bytes }) => ({ folder, version, bytes })),
      importers: cause.evidence.importers,
      shippedIn: cause.evidence.shippedIn,
      minified: head.minified,
      compression: cause.evidence.compression,
      compressed: cause.evidence.compressed,
      saves: smaller,
    },
    suggestion: { code: 'align-versions', effort: 'medium' },
  };
}

/** Packages that are new, that grew, or that have more copies. */
export function packageCauses(sides: PackageSides): Cause[] {
  const { base, head, floor } = sides;
  const replaced = replacedPackages(base, head);
  const predecessor = (part: Part) => base.packages.get(part.name) ?? replaced.get(part);
  const parts = [...head.packages.values()];
  const added = parts.filter((part) => predecessor(part) === undefined);
  const grown = parts.flatMap((part) => {
    const before = predecessor(part);
    return before === undefined ? [] : [duplicateCause(part, before, sides) ?? causeOf(part, before, [], sides)];
  });
  const fresh = [...transitivePackages(added, base, head)].map(([part, transitive]) =>
    causeOf(part, undefined, transitive, sides),
  );
  return [...fresh, ...grown].filter(({ current, target }) => (current ?? 0) - (target ?? 0) >= floor);
}
