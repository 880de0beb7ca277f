/**
 * Writes the table of packages that another package, or the platform, can replace, from the npm package
 * module-replacements. What has no other name in a browser, such as a built-in module of Node.js, is left out:
 *
 *     npm pack module-replacements@3.4.0 && tar xzf module-replacements-*.tgz
 *     node scripts/write-alternatives.ts package
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly mappings: Readonly<Record<string, { readonly replacements: readonly string[] }>>;
  readonly replacements: Readonly<Record<string, Replacement>>;
}
interface Replacement {
  readonly id: string;
  readonly type: 'documented' | 'native' | 'simple' | 'removal';
  readonly replacementModule?: string;
  readonly url?: { readonly type: string };
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('write-alternatives needs the folder of module-replacements');
const read = (name: string) => readFile(join(folder, name), 'utf8');
const { version } = JSON.parse(await read('package.json')) as { version: string };
const manifests = await Promise.all(
  ['native', 'preferred'].map(async (name) => JSON.parse(await read(`manifests/${name}.json`)) as Manifest),
);

/** A name that says nothing of another package: of a syntax, of a prototype, or of a runtime other than a browser. */
const UNFIT = /_|%|\.prototype|^(?:Bun|Deno|node:|for\.\.\.|(?:extends|await)$)/;
/** What the list calls by another name than npm does. */
const ON_NPM: Readonly<Record<string, string>> = { 'day.js': 'dayjs' };

const nameOf = (name: string, { id, type, url, replacementModule }: Replacement): string[] => {
  // Another id than the package's is of a part of it.
  const isOther = type === 'documented' ? replacementModule === id : type === 'native' && url?.type === 'mdn';
  return !isOther || id === name || UNFIT.test(id) ? [] : [ON_NPM[id] ?? id];
};

const byAlternative = new Map<string, Set<string>>();
for (const { mappings, replacements } of manifests) {
  for (const [name, mapping] of Object.entries(mappings)) {
    const [first] = mapping.replacements.flatMap((id) => nameOf(name, replacements[id] as Replacement));
    // All of `lodash.…` go by `lodash`.
    if (first === undefined || name.startsWith('lodash.')) continue;
    byAlternative.set(first, (byAlternative.get(first) ?? new Set()).add(name));
  }
}

const lines = [...byAlternative].sort().map(([alternative, names]) => `${alternative}: ${[...names].sort().join(' ')}`);
const licence = (await read('LICENSE'))
  .trim()
  .replaceAll(/^(?=.)/gm, ' * ')
  .replaceAll(/^$/gm, ' *');
const target = join(import.meta.dirname, '../src/checks/bundle/explain/alternatives.ts');
await writeFile(
  target,
  `/*!
 * By what the packages of a line can be replaced; it stands before the colon.
 * Written by scripts/write-alternatives.ts from module-replacements ${version}, which is under this licence:
 *
${licence}
 */
export const ALTERNATIVES = \`
${lines.join('\n')}
\`;
`,
);
