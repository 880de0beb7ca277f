import { commandOf } from '../../../workspace/build/package-manager.ts';
import type { ProjectFiles } from './project.ts';

/** A package's facts in the form that rules ask for. */
export interface ProjectFacts {
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
  /** The command that starts it, by its own script or without one. */
  readonly start: string;
  /** Whether a script starts it. */
  readonly hasStart: boolean;
  /** The server that it is written with: `Express`. Null if there is none. */
  readonly server: string | null;
}

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
export const VIEWS = ['react-dom', 'vue', 'svelte', 'solid-js', 'preact', '@angular/core'];

export function projectFacts({ manifest, agent, names, configs }: ProjectFiles): ProjectFacts {
  const dependencies = keysOf(manifest.dependencies);
  const all = [...dependencies, ...keysOf(manifest.devDependencies)];
  const scripts = recordOf(manifest.scripts);
  const run = (script: string): string => commandOf(agent, 'run', [script]).replace(/ run start$/, ' start');
  const starting = startScripts(scripts);
  const [start] = starting;
  const own = starting.find((name) => /(?:^|[\s;&])(?:node|bun)\s/.test(String(scripts[name])));
  const facts = {
    uses: (name: string) => all.includes(name),
    has: (name: string) => names.includes(name),
    config: (name: string) => configs[Object.keys(configs).find((file) => file.startsWith(`${name}.`)) ?? ''] ?? '',
    build: String(scripts.build ?? ''),
    name: String(manifest.name ?? ''),
    call: (command: string) => commandOf(agent, 'execute-local', command.split(' ')),
    ownStart: own === undefined ? null : run(own),
    hasStart: start !== undefined,
    server: SERVERS.find(([name]) => dependencies.includes(name))?.[1] ?? null,
  };
  return { ...facts, start: start === undefined ? startWithout(manifest, facts) : run(start) };
}

/** Scripts that start a server, the likeliest first. One that watches or reloads is for developers. */
const startScripts = (scripts: Readonly<Record<string, unknown>>): string[] =>
  ['start:prod', 'start', 'serve', 'preview'].filter((name) => {
    const script = scripts[name];
    return typeof script === 'string' && !/\b(?:nodemon|ts-node-dev|watch|dev|inspect)\b/.test(script);
  });

/** How a server without a script of its own is started. */
function startWithout(
  { main, bin }: ProjectFiles['manifest'],
  { uses, has, call }: Pick<ProjectFacts, 'uses' | 'has' | 'call'>,
): string {
  if (uses('wrangler')) return call('wrangler dev --port $PORT');
  if (uses('@nestjs/core')) return 'node dist/main.js';
  const file = ['server.js', 'index.js', 'app.js', 'main.js', 'server.mjs', 'index.mjs'].find(has);
  const own = [main, bin, Object.values(recordOf(bin))[0]].find((one) => typeof one === 'string');
  return `node ${own ?? file ?? 'dist/index.js'}`;
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const keysOf = (value: unknown): string[] => Object.keys(recordOf(value));
