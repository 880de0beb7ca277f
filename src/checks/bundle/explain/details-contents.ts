import type { BundleEvidence, BundleFile } from '../evidence.ts';
import { type Contents, contentsOf, folderOf, type Part, versionsOf, weigh } from './contents.ts';
import { sumBy } from './sum.ts';

/** The contents of files on both sides: enough to draw the change as a treemap. */
export interface ContentsChange {
  /** Whether bytes are those of the shipped code, not compressed, or from before minification. Null if a side is absent. */
  readonly minified: { readonly base: boolean | null; readonly head: boolean | null };
  /** The largest change first. Bytes of shipped code add up to the `raw` of each side's files. */
  readonly parts: readonly PartChange[];
  /** The project's own modules, the largest change first: the contents of the parts of kind `own`. */
  readonly modules: readonly BytesChange[];
  readonly moreModules: number;
}

/** Bytes of one thing on both sides; null if a side does not have it. */
export interface BytesChange {
  readonly name: string;
  readonly base: number | null;
  readonly head: number | null;
}

export interface PartChange extends BytesChange {
  /**
   * `package`; `own`: a folder of the project's own code; `unmapped`: the bundler's own code; `files`: all files of a type
   * whose modules are unknown; `rest`: parts that changed less than the listed ones.
   */
  readonly kind: 'package' | 'own' | 'unmapped' | 'files' | 'rest';
  /** Versions of a package, its largest copy's first; empty if unknown. */
  readonly versions: { readonly base: readonly string[]; readonly head: readonly string[] };
}

interface Scope {
  readonly evidence: BundleEvidence;
  readonly files: readonly BundleFile[];
}

type Bytes = Map<string, { base: number | null; head: number | null }>;

function add(bytes: Bytes, name: string, side: 'base' | 'head', amount: number): void {
  const sides = bytes.get(name) ?? { base: null, head: null };
  sides[side] = (sides[side] ?? 0) + amount;
  bytes.set(name, sides);
}

const largestChangeFirst = <Change extends BytesChange>(changes: readonly Change[]): Change[] => {
  const changed = ({ base, head }: Change) => Math.abs((head ?? 0) - (base ?? 0));
  const size = ({ base, head }: Change) => Math.max(head ?? 0, base ?? 0);
  return changes.toSorted((a, b) => changed(b) - changed(a) || size(b) - size(a) || (a.name < b.name ? -1 : 1));
};

/** Lists at most `most` parts and modules. Further parts are one row, so that all still add up. */
export function changeOfContents(base: Scope | null, head: Scope | null, most: number): ContentsChange | null {
  const scopes = { base, head };
  const present = (['base', 'head'] as const).filter((side) => scopes[side] !== null);
  if (present.length === 0 || present.some((side) => scopes[side]?.evidence.attribution == null)) return null;

  const bytes = { package: new Map(), own: new Map(), unmapped: new Map(), files: new Map() } satisfies Record<
    string,
    Bytes
  >;
  const modules: Bytes = new Map();
  const contents: { base: Contents | null; head: Contents | null } = { base: null, head: null };
  for (const side of present) {
    const scope = scopes[side];
    if (scope === null) continue;
    const found = contentsOf(scope.evidence, new Set(scope.files.map(({ path }) => path)));
    contents[side] = found;
    const amount = (part: Part) => weigh(part, found).bytes;
    for (const part of found.packages.values()) add(bytes.package, part.name, side, amount(part));
    for (const part of found.own.values()) {
      add(bytes.own, folderOf(part.name), side, amount(part));
      add(modules, part.name, side, amount(part));
    }
    for (const amount of found.unmapped.values()) add(bytes.unmapped, '[unmapped]', side, amount);
    for (const file of scope.files) if (!found.files.has(file.path)) add(bytes.files, file.type, side, file.raw);
  }

  const versions = (name: string) => ({
    base: versionsOf(contents.base?.packages.get(name)),
    head: versionsOf(contents.head?.packages.get(name)),
  });
  const none = { base: [], head: [] };
  const parts = largestChangeFirst(
    (Object.keys(bytes) as (keyof typeof bytes)[])
      .flatMap((kind) =>
        [...(bytes[kind] as Bytes)].map(
          ([name, sides]): PartChange => ({
            kind,
            name,
            ...sides,
            versions: kind === 'package' ? versions(name) : none,
          }),
        ),
      )
      .filter(({ base, head }) => base || head),
  );
  const own = largestChangeFirst([...modules].map(([name, sides]) => ({ name, ...sides })));
  return {
    minified: { base: contents.base?.minified ?? null, head: contents.head?.minified ?? null },
    parts: parts.length <= most ? parts : [...parts.slice(0, most), restOf(parts.slice(most))],
    modules: own.slice(0, most),
    moreModules: Math.max(0, own.length - most),
  };
}

const restOf = (parts: readonly PartChange[]): PartChange => ({
  kind: 'rest',
  name: `${parts.length} more`,
  base: sumBy(parts, ({ base }) => base ?? 0),
  head: sumBy(parts, ({ head }) => head ?? 0),
  versions: { base: [], head: [] },
});
