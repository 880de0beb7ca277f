/** What is known of a package before it is built. */
export interface ProjectFiles {
  readonly manifest: Readonly<Record<string, unknown>>;
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
}

type Rule = (facts: Facts) => Project | null;

const page = (tool: string, output: string): Project => ({ kind: 'page', tool, output });
const rendered = (tool: string, output: string, start: string): Project => ({ kind: 'rendered', tool, output, start });

/** `outDir: 'build'` in a config, unless it is put together there. */
const folderIn = (config: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*:\\s*(['"\`])\\.?/?([\\w.-]+(?:/[\\w.-]+)*)/?\\1`).exec(config)?.[2];

/** Frameworks before the bundlers that they use. A script or a config says whether a server renders their pages. */
const RULES: readonly Rule[] = [
  ({ uses, config }) => {
    if (!uses('next')) return null;
    const text = config('next.config');
    const folder = folderIn(text, 'distDir');
    return /\boutput\s*:\s*['"]export['"]/.test(text)
      ? page('Next.js, exported', folder ?? 'out')
      : rendered('Next.js', `${folder ?? '.next'}/static`, 'npx next start');
  },
  ({ uses, build }) => {
    if (!uses('nuxt')) return null;
    return /\bgenerate\b/.test(build)
      ? page('Nuxt, generated', '.output/public')
      : rendered('Nuxt', '.output/public', 'node .output/server/index.mjs');
  },
  ({ uses }) => {
    if (!uses('@sveltejs/kit')) return null;
    if (uses('@sveltejs/adapter-static')) return page('SvelteKit', 'build');
    return uses('@sveltejs/adapter-node')
      ? rendered('SvelteKit', 'build/client', 'node build')
      : rendered('SvelteKit', '.svelte-kit/output/client', 'npx vite preview --port $PORT --strictPort');
  },
  ({ uses, config }) => {
    if (!uses('@react-router/dev')) return null;
    return /\bssr\s*:\s*false\b/.test(config('react-router.config'))
      ? page('React Router', 'build/client')
      : rendered('React Router', 'build/client', 'npx react-router-serve build/server/index.js');
  },
  ({ uses, config }) => {
    if (!uses('@remix-run/dev')) return null;
    return /\bssr\s*:\s*false\b/.test(config('vite.config'))
      ? page('Remix', 'build/client')
      : rendered('Remix', 'build/client', 'npx remix-serve build/server/index.js');
  },
  ({ uses, config }) => {
    if (!uses('astro')) return null;
    const text = config('astro.config');
    const folder = folderIn(text, 'outDir') ?? 'dist';
    if (!/\boutput\s*:\s*['"](?:server|hybrid)['"]/.test(text)) return page('Astro', folder);
    return rendered(
      'Astro',
      `${folder}/client`,
      uses('@astrojs/node') ? `node ${folder}/server/entry.mjs` : 'npx astro preview --port $PORT',
    );
  },
  ({ uses }) =>
    uses('@tanstack/react-start') || uses('@tanstack/solid-start')
      ? rendered('TanStack Start', '.output/public', 'node .output/server/index.mjs')
      : null,
  ({ uses, has }) => (uses('@angular/cli') || has('angular.json') ? page('Angular', 'dist') : null),
  ({ uses }) => (uses('react-scripts') ? page('Create React App', 'build') : null),
  ({ uses }) => (uses('@docusaurus/core') ? page('Docusaurus', 'build') : null),
  ({ uses }) => (uses('gatsby') ? page('Gatsby', 'public') : null),
  ({ uses }) => (uses('@11ty/eleventy') ? page('Eleventy', '_site') : null),
  ({ uses }) => (uses('@vue/cli-service') ? page('Vue CLI', 'dist') : null),
  // Many libraries on Vite have a page to try them on.
  ({ uses, has, config }) => {
    const text = config('vite.config');
    return uses('vite') && has('index.html') && !/\blib\s*:\s*[{[]/.test(text)
      ? page('Vite', folderIn(text, 'outDir') ?? 'dist')
      : null;
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
  ['hono', 'Hono'],
  ['@hapi/hapi', 'hapi'],
  ['restify', 'Restify'],
  ['polka', 'Polka'],
];

/** With one of these beside it, a server renders pages, or serves an app of its own. */
const VIEWS = ['react-dom', 'vue', 'svelte', 'solid-js', 'preact', '@angular/core'];

/** The kind of project that a package is, by what its files say before anything is built. */
export function projectKind({ manifest, names, configs }: ProjectFiles): Project {
  const dependencies = keysOf(manifest.dependencies);
  const all = [...dependencies, ...keysOf(manifest.devDependencies)];
  const scripts = recordOf(manifest.scripts);
  const facts: Facts = {
    uses: (name) => all.includes(name),
    has: (name) => names.includes(name),
    config: (name) => configs[Object.keys(configs).find((file) => file.startsWith(`${name}.`)) ?? ''] ?? '',
    build: String(scripts.build ?? ''),
  };
  for (const rule of RULES) {
    const project = rule(facts);
    if (project !== null) return project;
  }
  const isPublished = ['exports', 'module', 'types', 'typings', 'peerDependencies'].some((key) => key in manifest);
  const server = SERVERS.find(([name]) => dependencies.includes(name));
  // A plug-in of a server has that as a peer.
  if (server !== undefined && !('peerDependencies' in manifest) && !VIEWS.some(facts.uses)) {
    return { kind: 'api', tool: server[1], start: startOf(scripts, manifest.main) };
  }
  if (facts.has('index.html')) return { kind: 'unknown' };
  if ('workspaces' in manifest || facts.has('pnpm-workspace.yaml')) return { kind: 'workspace' };
  return { kind: isPublished || (BUILDS_LIBRARY.some(facts.uses) && 'main' in manifest) ? 'library' : 'unknown' };
}

const BUILDS_LIBRARY = ['tsup', 'tsdown', 'unbuild', 'microbundle', 'rollup', 'pkgroll'];

/** A script that watches or reloads is for developers. */
function startOf(scripts: Readonly<Record<string, unknown>>, main: unknown): string {
  const [script] = ['start:prod', 'start', 'serve'].filter((name) => typeof scripts[name] === 'string');
  if (script !== undefined) return script === 'start' ? 'npm start' : `npm run ${script}`;
  return `node ${typeof main === 'string' ? main : 'dist/index.js'}`;
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
