/** Which packages a module's source names in its imports. Also of TypeScript, JSX, Vue, CSS: no parser reads them all. */

/** `import type` leaves nothing in a bundle. */
const FROM =
  /\b(?:import|export)\b(?!\s+type\s+(?!from\b|,))([^'"`;()=:.+]{0,5000}?)\bfrom\s*(['"])([^'"\n]{1,500})\2/g;
const SIDE_EFFECT = /(?<![@\w$.])import\s*(['"])([^'"\n]{1,500})\1/g;
const CALL = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]{0,500}\*\/\s*){0,5}(['"`])([^'"`\n]{1,500})\1/g;
const STYLE = /@(?:import|use|forward|plugin|reference)\s+(?:url\(\s*)?['"]?~?([^'"()\s;]{1,500})/g;

const HAS_STYLES = /\.(?:css|scss|sass|less|styl|vue|svelte|astro)$/;

/** Names of packages that the source of module `id` imports: `lodash`, `@scope/name`. What it says in comments is left out. */
export function packagesNamedIn(source: string, id: string): Set<string> {
  const names = new Set<string>();
  const add = (at: number, specifier: string | undefined): void => {
    const name = /^(?:@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier ?? '')?.[0];
    if (name !== undefined && !name.startsWith('.') && !inComment(source, at)) names.add(name);
  };
  for (const match of source.matchAll(FROM)) add(match.index, match[3]);
  for (const match of source.matchAll(SIDE_EFFECT)) add(match.index, match[2]);
  for (const match of source.matchAll(CALL)) add(match.index, match[2]);
  if (HAS_STYLES.test(id)) for (const match of source.matchAll(STYLE)) add(match.index, match[1]);
  return names;
}

/** Whether the line up to `at` begins as one of a comment does. */
function inComment(source: string, at: number): boolean {
  const line = source.slice(Math.max(source.lastIndexOf('\n', at - 1) + 1, at - 500), at);
  return /^\s*(?:\/\/|\*|\/\*(?!.*\*\/))/.test(line);
}
