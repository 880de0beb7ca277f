import { createHash } from 'node:crypto';
import type { Files } from '../git/pull-request.ts';

/** Text that compression hardly makes smaller, the same at every call. */
export function noise(bytes: number): string {
  const lines = Array.from({ length: Math.ceil(bytes / 64) }, (_, line) =>
    createHash('sha256').update(String(line)).digest('hex'),
  );
  return lines.join('\n').slice(0, bytes);
}

const script = (bytes: number) => `export const catalogue = ${JSON.stringify(noise(bytes))};\n`;

/** Copies what it finds in src/, and names the script after its content, as bundlers do. */
const build = `import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/assets', { recursive: true });
const read = (name) => readFileSync(\`src/\${name}\`, 'utf8');
const script = read('catalogue.js').replace('export ', '') + read('main.js');
const hash = createHash('sha256').update(script).digest('hex').slice(0, 8);
writeFileSync(\`dist/assets/main-\${hash}.js\`, script);
writeFileSync('dist/assets/style.css', read('style.css'));
writeFileSync('dist/index.html', read('index.html').replace('main.js', \`assets/main-\${hash}.js\`));
console.log('built for', process.env.PERF_BUDGET_SIDE);
`;

/** The database of a side is a file. The server will not start on that of the other side. */
const migrate = `import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

mkdirSync(dirname(process.env.DATABASE), { recursive: true });
const rows = Array.from({ length: 20 }, (_, id) => ({ id, name: \`Product \${id}\` }));
writeFileSync(process.env.DATABASE, JSON.stringify({ side: process.env.PERF_BUDGET_SIDE, rows }));
`;

const server = `import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { routes } from './routes.js';

const { side, rows } = JSON.parse(readFileSync(process.env.DATABASE, 'utf8'));
if (side !== process.env.PERF_BUDGET_SIDE) throw new Error(\`\${process.env.DATABASE} is not the database of this side\`);
createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  const route = routes[request.url];
  if (route === undefined) return response.writeHead(404).end();
  const answer = await route(rows);
  const isPage = typeof answer === 'string';
  response.writeHead(200, { 'content-type': isPage ? 'text/html' : 'application/json' });
  response.end(isPage ? answer : JSON.stringify(answer));
}).listen(process.env.PORT, '127.0.0.1', () => console.log('the API listens'));
`;

/** Routes of the API, by path: how long they sleep before they answer with all rows, in milliseconds. */
export const routes = (sleeps: Readonly<Record<string, number>>) =>
  `import { setTimeout as sleep } from 'node:timers/promises';

export const routes = {
${Object.entries(sleeps)
  .map(([path, ms]) => `  '${path}': (rows) => sleep(${ms}, rows),`)
  .join('\n')}
};
`;

/** The page's largest text comes from the script, after a task that keeps the browser busy for this long. */
const main = (busyMs: number) => `const until = performance.now() + ${busyMs};
while (performance.now() < until);
const heading = document.createElement('h1');
heading.textContent = \`Every product that we have, \${catalogue.length} characters of them\`;
document.body.append(heading);
`;

/** An endpoint that takes its time: what is asked of it gently, a busy machine can measure, too. */
export const slowly = { 'routes.js': routes({ '/api/products': 10 }) };

interface ConfigOptions {
  readonly checks?: readonly ('bundle' | 'vitals' | 'api')[];
  /** Pairs of visits, at most. */
  readonly rounds?: { readonly vitals: number; readonly api: number };
  /** Whether the endpoint gets few connections. */
  readonly gently?: boolean;
}

const CHECKS = {
  bundle: '  app:\n    path: dist\n    thresholds: { javascript: 10% }\n',
  vitals: '  home:\n    server: site\n    path: /\n    budgets: { lcp: 1.5 s }\n',
  api: '  list products:\n    server: api\n    request: GET /api/products\n',
};
const GENTLY = '    connections: 4\n';

/** As few rounds as can show that a page is over its budget; an endpoint gets launches of one pair, and needs nine. */
export function config({
  checks = ['bundle', 'vitals', 'api'],
  rounds = { vitals: 5, api: 20 },
  gently = false,
}: ConfigOptions = {}) {
  return `servers:
  site: { static: dist }
  api:
    start: node server.js
    prepare: node migrate.js
    env: { DATABASE: "data/\${side}.json" }
    ready: /healthz
    inspect: off
${checks.includes('api') ? '    thresholds: { memory: off }\n' : ''}${checks.map((check) => `${check}:\n${CHECKS[check]}${gently && check === 'api' ? GENTLY : ''}`).join('')}# Time enough where others disturb rounds, so that they are made again.
measure:
  time: 10 min
  rounds: { vitals: ${rounds.vitals}, api: ${rounds.api} }
`;
}

/** A shop without dependencies: a page, and an API. */
export const shop: Files = {
  'package.json': JSON.stringify({
    name: 'shop',
    private: true,
    type: 'module',
    scripts: { build: 'node build.js', start: 'node server.js' },
  }),
  '.gitignore': 'dist\ndata\n',
  'perf-budget.yml': config(),
  'build.js': build,
  'migrate.js': migrate,
  'server.js': server,
  'routes.js': routes({ '/api/products': 2 }),
  'src/index.html':
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="stylesheet" href="/assets/style.css"></head><body><p>Shop</p><script type="module" src="/main.js"></script></body></html>\n',
  'src/style.css': 'h1 { font: 700 40px sans-serif; }\n',
  'src/main.js': main(0),
  'src/catalogue.js': script(20_000),
};

/** A change that makes each check worse: more JavaScript, a page that keeps the browser busy, an endpoint that waits. */
export const worse: Files = {
  'routes.js': routes({ '/api/products': 15 }),
  // So far past the budget that luck can't explain it, however few the rounds.
  'src/main.js': main(1_900),
  'src/catalogue.js': script(40_000),
};
