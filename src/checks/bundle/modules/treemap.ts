import type { Attribution, FileModules } from '../evidence.ts';

/** More than any module has; a report that says otherwise is not worth the memory. */
const MOST_BYTES = 100_000_000;
const MOST_CHARACTERS = 300;

/**
 * The page of rollup-plugin-visualizer's treemap, in memory: what each file is made of.
 *
 * Names come from what a build wrote, and the page has them inside of a script, unescaped. So they hold no `<` there.
 */
export async function treemap(attribution: Attribution, title: string): Promise<string> {
  const { treemapPage } = await import('./visualizer.ts');
  const files = new Map<string, Map<string, number>>();
  for (const file of attribution.files) {
    const modules = drawn(file);
    if (modules.size > 0) files.set(uniqueName(harmless(file.path), files), modules);
  }
  return treemapPage(harmless(title), files);
}

/** A module's id, always below a folder: so it is no name that every object has. */
function drawn({ modules, unmapped }: FileModules): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { id, bytes } of [...modules, { id: '[unmapped]', bytes: unmapped }]) {
    if (!(bytes > 0)) continue;
    const name = `/${harmless(id).replace(/^\/+/, '') || '?'}`;
    sizes.set(name, Math.min(MOST_BYTES, (sizes.get(name) ?? 0) + Math.round(bytes)));
  }
  return sizes;
}

/** Without what ends a script or begins a comment in one, and not so long or deep that the page can't draw it. */
const harmless = (text: string): string =>
  text.slice(-MOST_CHARACTERS).toWellFormed().replaceAll('<', '‹').replaceAll('>', '›');

function uniqueName(name: string, taken: ReadonlyMap<string, unknown>): string {
  const free = name in {} ? `./${name}` : name;
  return taken.has(free) ? uniqueName(`${name}'`, taken) : free;
}
