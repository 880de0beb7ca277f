import { posix } from 'node:path';
import type { Agent } from 'package-manager-detector';
import { commandOf } from '../../../workspace/build/package-manager.ts';

/** What is known of a package before it is built. */
export interface ProjectFiles {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly agent: Agent;
  /** Names in the package's folder. */
  readonly names: readonly string[];
  /** The text of its tools' configs, by name. */
  readonly configs: Readonly<Record<string, string>>;
}

export type Project =
  /** A page that any host can serve. `output`: where the build writes it, relative to the package. */
  | { readonly kind: 'page'; readonly tool: string; readonly output: string }
  /** An app whose pages a server renders. `output`: what of its build browsers load. */
  | { readonly kind: 'rendered'; readonly tool: string; readonly output: string; readonly start: string }
  | { readonly kind: 'api'; readonly tool: string; readonly start: string }
  | { readonly kind: 'library' }
  | { readonly kind: 'workspace' }
  | { readonly kind: 'unknown' };

/** A package's facts in the form that rules ask for. */
interface Facts {
  readonly uses: (name: string) => boolean;
  readonly has: (name: string) => boolean;
  /** The text of the config with this name and any ending: `next.config`. Empty if there is none. */
  readonly config: (name: string) => string;
  readonly build: string;
  /** The package's name; empty without one. */
  readonly name: string;
  /** The call of a program of the project's packages: `npx next start`. */
  readonly call: (command: string) => string;
  /** The project's own script that starts a server with Node.js on any port; null if it has none. */
  readonly ownStart: string | null;
  /** The server that it is written with: `Express`. Null if there is none. */
  readonly server: string | null;
}

type Rule = (facts: Facts) => Project | null;

const page = (tool: string, output: string): Project => ({ kind: 'page', tool, output });
const rendered = (tool: string, output: string, start: string): Project => ({ kind: 'rendered', tool, output, start });

/** `outDir: 'build'` in a config, unless it is put together there. */
const folderIn = (config: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*:\\s*(['"\`])\\.?/?([\\w.-]+(?:/[\\w.-]+)*)/?\\1`).exec(config)?.[2];

/** Frameworks before the bundlers that they use. A script or a config says whether a server renders their pages. */
const RULES: readonly Rule[] = [
  ({ uses, config, call, ownStart }) => {
    if (!uses('next')) return null;
    const text = config('next.config');
    const folder = folderIn(text, 'distDir');
    return /\boutput\s*:\s*['"]export['"]/.test(text)
      ? page('Next.js, exported', folder ?? 'out')
      : rendered('Next.js', `${folder ?? '.next'}/static`, ownStart ?? call('next start'));
  },
  ({ uses, build, config }) => {
    if (!uses('nuxt')) return null;
    return /\bgenerate\b|--prerender\b/.test(build) ||
      /\bpreset\s*:\s*['"](?:static|[\w-]+[-_]static|github[-_]pages)['"]/.test(config('nuxt.config'))
      ? page('Nuxt, generated', '.output/public')
      : rendered('Nuxt', '.output/public', 'node .output/server/index.mjs');
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
      ? rendered('SvelteKit', `${folder}/client`, `node ${folder}`)
      : rendered('SvelteKit', '.svelte-kit/output/client', call('vite preview --port $PORT --strictPort'));
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
    return rendered('Astro', `${folder}/client`, start ?? ownStart ?? call('astro preview --port $PORT'));
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

const SERVERS: readonly (readonly [name: string, tool: string])[] = [
  ['@nestjs/core', 'NestJS'],
  ['@adonisjs/core', 'AdonisJS'],
  ['fastify', 'Fastify'],
  ['express', 'Express'],
  ['koa', 'Koa'],
  ['@tinyhttp/app', 'tinyhttp'],
  ['hono', 'Hono'],
  ['@hapi/hapi', 'hapi'],
  ['restify', 'Restify'],
  ['polka', 'Polka'],
];

/** With one of these beside it, a server renders pages, or serves an app of its own. */
const VIEWS = ['react-dom', 'vue', 'svelte', 'solid-js', 'preact', '@angular/core'];

/** What an app has beside its packages' folders, where a workspace's root has only these. */
const OF_AN_APP = ['index.html', 'src', 'app', 'pages', 'public'];

/** The kind of project that a package is, by what its files say before anything is built. */
export function projectKind({ manifest, agent, names, configs }: ProjectFiles): Project {
  const dependencies = keysOf(manifest.dependencies);
  const all = [...dependencies, ...keysOf(manifest.devDependencies)];
  const scripts = recordOf(manifest.scripts);
  const has = (name: string): boolean => names.includes(name);
  const run = (script: string): string => commandOf(agent, 'run', [script]).replace(/ run start$/, ' start');
  const server = SERVERS.find(([name]) => dependencies.includes(name));
  const own = startScripts(scripts).find((name) => /(?:^|[\s;&])(?:node|bun)\s/.test(String(scripts[name])));
  const facts: Facts = {
    uses: (name) => all.includes(name),
    has,
    config: (name) => configs[Object.keys(configs).find((file) => file.startsWith(`${name}.`)) ?? ''] ?? '',
    build: String(scripts.build ?? ''),
    name: String(manifest.name ?? ''),
    call: (command) => commandOf(agent, 'execute-local', command.split(' ')),
    ownStart: own === undefined ? null : run(own),
    server: server?.[1] ?? null,
  };
  const isWorkspace = 'workspaces' in manifest || /^packages:/m.test(facts.config('pnpm-workspace'));
  if (isWorkspace && !OF_AN_APP.some(has)) return { kind: 'workspace' };
  const isPublished = ['exports', 'module', 'types', 'typings', 'peerDependencies'].some((key) => key in manifest);
  // A plug-in or a component has its framework as a peer, and one of its own to be tried on.
  if (manifest.private !== true && 'peerDependencies' in manifest && isPublished) return { kind: 'library' };
  for (const rule of RULES) {
    const project = rule(facts);
    if (project !== null) return project;
  }
  const [start] = startScripts(scripts);
  const isLibrary = isPublished && start === undefined;
  if (server !== undefined && !isLibrary && !VIEWS.some(facts.uses)) {
    const command = start === undefined ? startWithout(manifest, facts) : run(start);
    return { kind: 'api', tool: server[1], start: command };
  }
  if (has('index.html')) return { kind: 'unknown' };
  if (isWorkspace) return { kind: 'workspace' };
  return { kind: isPublished || (BUILDS_LIBRARY.some(facts.uses) && 'main' in manifest) ? 'library' : 'unknown' };
}

const BUILDS_LIBRARY = ['tsup', 'tsdown', 'unbuild', 'microbundle', 'rollup', 'pkgroll'];

/** Scripts that start a server, the likeliest first. One that watches or reloads is for developers. */
const startScripts = (scripts: Readonly<Record<string, unknown>>): string[] =>
  ['start:prod', 'start', 'serve', 'preview'].filter((name) => {
    const script = scripts[name];
    return typeof script === 'string' && !/\b(?:nodemon|ts-node-dev|watch|dev|inspect)\b/.test(script);
  });

/** How a server without a script of its own is started. */
function startWithout({ main, bin }: ProjectFiles['manifest'], { uses, has, call }: Facts): string {
  if (uses('wrangler')) return call('wrangler dev --port $PORT');
  if (uses('@nestjs/core')) return 'node dist/main.js';
  const file = ['server.js', 'index.js', 'app.js', 'main.js', 'server.mjs', 'index.mjs'].find(has);
  const own = [main, bin, Object.values(recordOf(bin))[0]].find((one) => typeof one === 'string');
  return `node ${own ?? file ?? 'dist/index.js'}`;
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const keysOf = (value: unknown): string[] => Object.keys(recordOf(value));

/** Lines for a config that measure a server, as YAML. */
export function serverSnippet(project: Extract<Project, { readonly kind: 'rendered' | 'api' }>): string {
  const start = JSON.stringify(project.start) === `"${project.start}"` && !/[#:{}[\],&*]/.test(project.start);
  const command = start ? project.start : JSON.stringify(project.start);
  return project.kind === 'rendered'
    ? `servers: { web: { start: ${command} } }\nvitals: { home: { server: web } }`
    : `servers: { api: { start: ${command} } }\napi: { home: { server: api, request: GET / } }`;
}
