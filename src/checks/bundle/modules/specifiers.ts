/**
 * Finds the packages that a module's source imports. By patterns, as no parser reads TypeScript, JSX, Vue and CSS alike.
 */

/** Names of packages by the id of the module that imports them. */
export type Mentions = ReadonlyMap<string, ReadonlySet<string>>;

const FROM = /\bfrom\s*(['"])([^'"\n]{1,500})\1/g;
/** The clause before `from` begins with the last of these. `import type` leaves nothing in a bundle. */
const KEYWORD = /\b(?:import|export)\b/g;
const CLAUSE = /^(?!\s+type\s+(?!,|$))[^'"`;()=:.+]*$/;
const LONGEST_CLAUSE = 5_000;
const SIDE_EFFECT = /(?<![@\w$.])import\s*(['"])([^'"\n]{1,500})\1/g;
const CALL = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]{0,500}\*\/\s*){0,5}(['"`])([^'"`\n]{1,500})\1/g;
const STYLE = /@(?:import|use|forward|plugin|reference)\s+(?:url\(\s*)?['"]?~?([^'"()\s;]{1,500})/g;

const HAS_STYLES = /\.(?:css|scss|sass|less|styl|vue|svelte|astro)$/;

/** Names of packages that the source of module `id` imports: `lodash`, `@scope/name`. Comments are left out. */
export function packagesNamedIn(source: string, id: string): Set<string> {
  const names = new Set<string>();
  const add = (at: number, specifier: string | undefined): void => {
    const name = /^(?:@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier ?? '')?.[0];
    if (name !== undefined && !name.startsWith('.') && !inComment(source, at)) names.add(name);
  };
  let end = 0;
  for (const { index, 0: whole, 2: specifier } of source.matchAll(FROM)) {
    const start = Math.max(end, index - LONGEST_CLAUSE);
    const clause = lastClause(source.slice(start, index));
    if (clause !== null) add(start + clause, specifier);
    end = index + whole.length;
  }
  for (const match of source.matchAll(SIDE_EFFECT)) add(match.index, match[2]);
  for (const match of source.matchAll(CALL)) add(match.index, match[2]);
  if (HAS_STYLES.test(id)) for (const match of source.matchAll(STYLE)) add(match.index, match[1]);
  return names;
}

/** Where the `import` or `export` clause at the end of a text begins; null if there is none. */
function lastClause(text: string): number | null {
  const keyword = [...text.matchAll(KEYWORD)].at(-1);
  return keyword && CLAUSE.test(text.slice(keyword.index + keyword[0].length)) ? keyword.index : null;
}

/** Whether the line up to `at` begins like a comment. */
function inComment(source: string, at: number): boolean {
  const line = source.slice(Math.max(source.lastIndexOf('\n', at - 1) + 1, at - 500), at);
  return /^\s*(?:\/\/|\*|\/\*(?!.*\*\/))/.test(line);
}
