/** Names of an `import` statement: all exports, or some, of which `default` may be one. */
export type ImportedNames = '*' | readonly string[];

/** One module and the names that are imported from it. */
export interface ImportedModule {
  /** A subpath of the package's own `exports`, a file relative to the working directory, or another package. */
  readonly from: string;
  readonly names: ImportedNames;
}

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
const ALL = `\\*(?:\\s*as\\s+${NAME})?`;
const ONE = `${NAME}(?:\\s+as\\s+${NAME})?`;
const SOME = `\\{\\s*(?:${ONE}\\s*(?:,\\s*${ONE}\\s*)*,?\\s*)?\\}`;

/** What stands between `import` and `from`: `{ a, b as c }`, `*`, `name`, `name, { a }`. At least one name. */
export const IMPORT = new RegExp(`^\\s*(?:${ALL}|(?!\\{\\s*\\})${SOME}|${NAME}(?:\\s*,\\s*${SOME})?)\\s*$`, 'u');

/**
 * The exports that a text imports, each once. A name that it gives them is its own.
 *
 * @param text matches `IMPORT`
 */
export function namesIn(text: string): ImportedNames {
  if (text.trim().startsWith('*')) return '*';
  const [before = '', inner = ''] = text.split(/[{}]/);
  const some = inner.split(',').map((one) => one.trim().split(/\s/)[0] ?? '');
  const isDefault = before.replace(',', '').trim() !== '';
  return [...new Set([...(isDefault ? ['default'] : []), ...some.filter((name) => name !== '')])];
}

/** A module to bundle that imports the modules and passes on what it imported, so that nothing of it can be dropped. */
export function entryText(modules: readonly { readonly specifier: string; readonly names: ImportedNames }[]): string {
  const [only, ...others] = modules;
  const lines = modules.map(({ specifier, names }, index) => {
    const from = `from ${JSON.stringify(specifier)};`;
    if (others.length === 0) return only?.names === '*' ? `export * ${from}` : `export { ${names.toString()} } ${from}`;
    // Two modules may have exports of one name.
    return names === '*'
      ? `export * as all${index} ${from}`
      : `export { ${names.map((name) => `${name} as ${name}${index}`).join(', ')} } ${from}`;
  });
  return `${lines.join('\n')}\n`;
}
