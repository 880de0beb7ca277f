import { sumBy } from '../../sum.ts';
import type { BundleEvidence, BundleFile } from '../evidence.ts';
import { type Contents, contentsOf, folderOf, type Part, versionsOf, weigh } from './contents.ts';

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
interface BytesChange {
  readonly name: string;
  readonly base: number | null;
  readonly head: number | null;
}

interface PartChange extends BytesChange {
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

const largestChangeFirst = <Change extends BytesChange>(changes: readonly Change[]): Change[] => {
  const changed = ({ base, head }: Change) => Math.abs((head ?? 0) - (base ?? 0));
  const size = ({ base, head }: Change) => Math.max(head ?? 0, base ?? 0);
  return changes.toSorted((a, b) => changed(b) - changed(a) || size(b) - size(a) || (a.name < b.name ? -1 : 1));
};

interface Row extends BytesChange {
  readonly kind: PartChange['kind'] | 'module';
}

/** Lists at most `most` parts and modules. Further parts are one row, so that all still add up. */
export function changeOfContents(base: Scope | null, head: Scope | null, most: number): ContentsChange | null {
  const present = [base, head].filter((scope) => scope !== null);
  if (present.length === 0 || present.some(({ evidence }) => evidence.attribution === null)) return null;
  const contents = { base: base && contentsIn(base), head: head && contentsIn(head) };
  const rows = new Map<string, Row>();
  for (const [side, scope] of [['base', base] as const, ['head', head] as const]) {
    const found = contents[side];
    if (scope === null || found === null) continue;
    const add = (kind: Row['kind'], name: string, bytes: number): void => {
      const row = rows.get(`${kind} ${name}`) ?? { kind, name, base: null, head: null };
      rows.set(`${kind} ${name}`, { ...row, [side]: (row[side] ?? 0) + bytes });
    };
    const bytesOf = (part: Part) => weigh(part, found).bytes;
    for (const part of found.packages.values()) add('package', part.name, bytesOf(part));
    for (const part of found.own.values()) {
      add('own', folderOf(part.name), bytesOf(part));
      add('module', part.name, bytesOf(part));
    }
    for (const bytes of found.unmapped.values()) add('unmapped', '[unmapped]', bytes);
    for (const file of scope.files) if (!found.files.has(file.path)) add('files', file.type, file.raw);
  }

  const versions = (side: 'base' | 'head', { kind, name }: Row) =>
    kind === 'package' ? versionsOf(contents[side]?.packages.get(name)) : [];
  const sorted = largestChangeFirst([...rows.values()]);
  const parts = sorted.flatMap((row): PartChange[] => {
    const { kind, name, base, head } = row;
    if (kind === 'module' || !(base || head)) return [];
    return [{ kind, name, base, head, versions: { base: versions('base', row), head: versions('head', row) } }];
  });
  const modules = sorted.filter(({ kind }) => kind === 'module').map(({ name, base, head }) => ({ name, base, head }));
  return {
    minified: { base: contents.base?.minified ?? null, head: contents.head?.minified ?? null },
    parts: parts.length <= most ? parts : [...parts.slice(0, most), restOf(parts.slice(most))],
    modules: modules.slice(0, most),
    moreModules: Math.max(0, modules.length - most),
  };
}

const contentsIn = ({ evidence, files }: Scope): Contents =>
  contentsOf(evidence, new Set(files.map(({ path }) => path)));

const restOf = (parts: readonly PartChange[]): PartChange => ({
  kind: 'rest',
  name: `${parts.length} more`,
  base: sumBy(parts, ({ base }) => base ?? 0),
  head: sumBy(parts, ({ head }) => head ?? 0),
  versions: { base: [], head: [] },
});
