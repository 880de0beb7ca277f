import type { Attribution, FileModules } from '../evidence.ts';

/** More than any module has. A report may claim more, and drawing it would take that much memory. */
const MOST_BYTES = 100_000_000;
const MOST_CHARACTERS = 300;

/**
 * Draws the modules of each file as a page with a treemap, in memory.
 *
 * The page holds names inside a script, unescaped. They come from a build, so every `<` in them is replaced.
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

/** Bytes by module id, always below a folder, so that none is a name that every object has. */
function drawn({ modules, unmapped }: FileModules): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { id, bytes } of [...modules, { id: '[unmapped]', bytes: unmapped }]) {
    if (!(bytes > 0)) continue;
    const name = `/${harmless(id).replace(/^\/+/, '') || '?'}`;
    sizes.set(name, Math.min(MOST_BYTES, (sizes.get(name) ?? 0) + Math.round(bytes)));
  }
  return sizes;
}

/** Replaces what ends a script or begins a comment in one, and cuts names that are too long or deep to draw. */
const harmless = (text: string): string =>
  (text.length <= MOST_CHARACTERS ? text : `…${text.slice(1 - MOST_CHARACTERS)}`)
    .toWellFormed()
    .replaceAll('<', '‹')
    .replaceAll('>', '›');

function uniqueName(name: string, taken: ReadonlyMap<string, unknown>): string {
  const free = name in {} ? `./${name}` : name;
  return taken.has(free) ? uniqueName(`${name}'`, taken) : free;
}
