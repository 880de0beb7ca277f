/**
 * Folders that build tools write for browsers by default, the likeliest first. The table decides between several
 * folders that the build wrote. Before a build, and after one that wrote nothing, it is the only clue.
 */
export const DEFAULT_FOLDERS: readonly string[] = [
  '.output/public', // Nuxt, TanStack Start
  '.vercel/output/static', // adapters for Vercel
  'dist', // Vite, Astro, Angular, webpack, Rspack, Parcel, Rolldown
  'build', // SvelteKit, React Router, Create React App, Docusaurus
  'out', // Next.js, exported
  'www', // Ionic, Stencil
  '_site', // Eleventy, Jekyll
  '.vitepress/dist',
  '.svelte-kit/cloudflare',
  '.svelte-kit/output/client', // any other adapter of SvelteKit
  '.next/static',
  '.nuxt/dist/client',
  'public', // Gatsby, Hugo; elsewhere it holds sources, which git tracks
];

const baseName = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);

/** The index of a folder in the table, wherever the folder lies; the table's length if it is not in it. */
export function defaultIndex(folder: string): number {
  const index = DEFAULT_FOLDERS.findIndex((one) => folder === one || folder.endsWith(`/${one}`));
  return index === -1 ? DEFAULT_FOLDERS.length : index;
}

export const isDefault = (folder: string): boolean => defaultIndex(folder) < DEFAULT_FOLDERS.length;

/** Whether the folder is a `public`. If no build writes it, its content is copied into the output. */
export const isOftenCopied = (folder: string): boolean => defaultIndex(folder) === DEFAULT_FOLDERS.length - 1;

/** Folders that no build writes for visitors: installed packages, and reports of tests. */
export const isNeverOutput = (name: string): boolean =>
  /^(?:node_modules|bower_components|vendor|coverage|storybook-static|playwright-report|test-results|styled-system|(?:__)?generated(?:__)?)$/.test(
    name,
  );

/** Folders of sources: a build that writes there generates code, unless it is a page. */
export const holdsSources = (folder: string): boolean =>
  folder.split('/').some((name) => /^(?:src|sources?|tests?|__tests__|specs?|e2e|scripts)$/.test(name));

/** Folders whose page is about the project, not for its visitors. */
export const isAboutProject = (folder: string): boolean =>
  /^(?:api-?)?docs?$|report|stats|analy[sz]e/.test(baseName(folder));

export const isForServer = (folder: string): boolean => /^(?:server|ssr)$/.test(baseName(folder));
