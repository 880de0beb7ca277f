import { posix } from 'node:path';
import type { Project } from './project.ts';
import { type ProjectFacts, VIEWS } from './project-facts.ts';

type Rule = (facts: ProjectFacts) => Project | null;

const page = (tool: string, output: string): Project => ({ kind: 'page', tool, output });
const rendered = (tool: string, output: string, start: string, path?: string): Project => ({
  ...{ kind: 'rendered', tool, output, start },
  ...(path !== undefined && { path }),
});

/** `outDir: 'build'` in a config, unless it is put together there. */
const folderIn = (config: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*:\\s*(['"\`])\\.?/?([\\w.-]+(?:/[\\w.-]+)*)/?\\1`).exec(config)?.[2];

/** `basePath: '/shop'` in a config. */
const pathIn = (config: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*:\\s*(['"\`])(/[\\w.-]+(?:/[\\w.-]+)*)/?\\1`).exec(config)?.[2];

/**
 * The kind of project that each framework and bundler makes of a package. A framework stands before the bundlers it
 * uses. A script or a config shows whether a server renders the pages.
 */
export const FRAMEWORKS: readonly Rule[] = [
  ({ uses, config, call, ownStart }) => {
    if (!uses('next')) return null;
    const text = config('next.config');
    const folder = folderIn(text, 'distDir');
    return /\boutput\s*:\s*['"]export['"]/.test(text)
      ? page('Next.js, exported', folder ?? 'out')
      : rendered('Next.js', `${folder ?? '.next'}/static`, ownStart ?? call('next start'), pathIn(text, 'basePath'));
  },
  ({ uses, build, config }) => {
    if (!uses('nuxt')) return null;
    return /\bgenerate\b|--prerender\b/.test(build) ||
      /\bpreset\s*:\s*['"](?:static|[\w-]+[-_]static|github[-_]pages)['"]/.test(config('nuxt.config'))
      ? page('Nuxt, generated', '.output/public')
      : rendered('Nuxt', '.output/public', 'node .output/server/index.mjs', pathIn(config('nuxt.config'), 'baseURL'));
  },
  ({ uses, config, call }) => {
    if (!uses('@sveltejs/kit')) return null;
    const text = config('svelte.config');
    const imported = /@sveltejs\/adapter-([\w-]+)/.exec(text)?.[1];
    const hasAdapter = (name: string) =>
      imported === undefined ? uses(`@sveltejs/adapter-${name}`) : imported === name;
    if (hasAdapter('static')) return page('SvelteKit', folderIn(text, 'pages') ?? 'build');
    const folder = folderIn(text, 'out') ?? 'build';
    return hasAdapter('node')
      ? rendered('SvelteKit', `${folder}/client`, `node ${folder}`, pathIn(text, 'base'))
      : rendered(
          'SvelteKit',
          '.svelte-kit/output/client',
          call('vite preview --port $PORT --strictPort'),
          pathIn(text, 'base'),
        );
  },
  ({ uses, config, call, ownStart }) => {
    if (!uses('@react-router/dev')) return null;
    const text = config('react-router.config');
    const folder = folderIn(text, 'buildDirectory') ?? 'build';
    return /\bssr\s*:\s*false\b/.test(text)
      ? page('React Router', `${folder}/client`)
      : rendered('React Router', `${folder}/client`, ownStart ?? call(`react-router-serve ${folder}/server/index.js`));
  },
  ({ uses, config, call, ownStart }) => {
    if (!uses('@remix-run/dev')) return null;
    if (/\bssr\s*:\s*false\b/.test(config('vite.config'))) return page('Remix', 'build/client');
    return uses('vite')
      ? rendered('Remix', 'build/client', ownStart ?? call('remix-serve build/server/index.js'))
      : rendered('Remix', 'public/build', ownStart ?? call('remix-serve build/index.js'));
  },
  ({ uses, config, call, ownStart }) => {
    if (!uses('astro')) return null;
    const text = config('astro.config');
    const folder = folderIn(text, 'outDir') ?? 'dist';
    const hasNode = uses('@astrojs/node');
    // With an adapter, pages of a static site may be rendered one by one. The other adapters serve static files, too.
    if (!hasNode && !/\boutput\s*:\s*['"](?:server|hybrid)['"]/.test(text)) return page('Astro', folder);
    const isMiddleware = /\bmode\s*:\s*['"]middleware['"]/.test(text);
    const start = hasNode && !isMiddleware ? `node ${folder}/server/entry.mjs` : null;
    return rendered(
      'Astro',
      `${folder}/client`,
      start ?? ownStart ?? call('astro preview --port $PORT'),
      pathIn(text, 'base'),
    );
  },
  ({ uses, ownStart }) =>
    uses('@tanstack/react-start') || uses('@tanstack/solid-start') || uses('@solidjs/start')
      ? rendered(
          uses('@solidjs/start') ? 'SolidStart' : 'TanStack Start',
          '.output/public',
          ownStart ?? 'node .output/server/index.mjs',
        )
      : null,
  ({ uses, has, config, name }) => {
    if (!uses('@angular/cli') && !has('angular.json')) return null;
    const text = config('angular');
    const folder = /"outputPath"\s*:\s*(?:\{\s*"base"\s*:\s*)?"([\w./-]+)"/.exec(text)?.[1];
    const app = /"projects"\s*:\s*\{\s*"([\w.-]+)"/.exec(text)?.[1] ?? name;
    const isRendered =
      (uses('@angular/ssr') || uses('@nguniversal/express-engine')) && !/"outputMode"\s*:\s*"static"/.test(text);
    if (!isRendered) return page('Angular', folder ?? 'dist');
    const output = folder ?? `dist/${app}`;
    return rendered(
      'Angular',
      `${output}/browser`,
      `node ${output}/server/${uses('@angular/ssr') ? 'server.mjs' : 'main.js'}`,
    );
  },
  ({ uses }) => (uses('react-scripts') ? page('Create React App', 'build') : null),
  ({ uses }) => (uses('@docusaurus/core') ? page('Docusaurus', 'build') : null),
  ({ uses }) => (uses('gatsby') ? page('Gatsby', 'public') : null),
  ({ uses }) => (uses('@11ty/eleventy') ? page('Eleventy', '_site') : null),
  ({ uses }) => (uses('@vue/cli-service') ? page('Vue CLI', 'dist') : null),
  ({ uses }) => (uses('ember-cli') ? page('Ember', 'dist') : null),
  ({ uses }) => (uses('@rsbuild/core') ? page('Rsbuild', 'dist') : null),
  ({ build }) => {
    const [isVitePress, , folder = '.'] = /\bvitepress build( ([\w./-]+))?/.exec(build) ?? [];
    return isVitePress === undefined ? null : page('VitePress', posix.join(folder, '.vitepress/dist'));
  },
  // Many libraries on Vite have a page to try them on.
  ({ uses, has, config, server, ownStart }) => {
    const text = config('vite.config');
    const isPage = has('index.html') && !/\blib\s*:\s*[{[]/.test(text);
    // The page may lie in a folder of its own beside the server's.
    if (!uses('vite') || !(isPage || VIEWS.some(uses))) return null;
    const folder = folderIn(text, 'outDir') ?? 'dist';
    if (server !== null && ownStart !== null) return rendered(`Vite with ${server}`, folder, ownStart);
    return isPage ? page('Vite', folder) : null;
  },
  ({ uses, has }) => (uses('parcel') && has('index.html') ? page('Parcel', 'dist') : null),
  ({ uses, has }) =>
    (uses('webpack') || uses('@rspack/core')) && (uses('html-webpack-plugin') || has('index.html'))
      ? page(uses('webpack') ? 'webpack' : 'Rspack', 'dist')
      : null,
];
