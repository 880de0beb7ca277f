import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ProjectFiles, projectKind, serverSnippet } from '../../../../src/checks/bundle/detect/project-kind.ts';

const kind = ({ manifest = {}, names = [], configs = {} }: Partial<ProjectFiles>) =>
  projectKind({ manifest, names: [...names, ...Object.keys(configs)], configs });
const uses = (...names: readonly string[]) => ({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });

test.each<[string, Partial<ProjectFiles>, object]>([
  ['Vite with a page', { manifest: uses('vite', 'react'), names: ['index.html'] }, { kind: 'page', output: 'dist' }],
  [
    'Vite with a folder of its own',
    { manifest: uses('vite'), names: ['index.html'], configs: { 'vite.config.ts': "build: { outDir: './web-out/' }" } },
    { kind: 'page', output: 'web-out' },
  ],
  ['Astro', { manifest: uses('astro', 'vite') }, { kind: 'page', tool: 'Astro', output: 'dist' }],
  [
    'Astro with a server',
    { manifest: uses('astro', '@astrojs/node'), configs: { 'astro.config.mjs': "output: 'server'" } },
    { kind: 'rendered', start: 'node dist/server/entry.mjs' },
  ],
  ['Next.js', { manifest: uses('next') }, { kind: 'rendered', output: '.next/static', start: 'npx next start' }],
  [
    'Next.js, exported',
    { manifest: uses('next'), configs: { 'next.config.mjs': "export default { output: 'export' }" } },
    { kind: 'page', output: 'out' },
  ],
  ['SvelteKit for Node.js', { manifest: uses('@sveltejs/kit', '@sveltejs/adapter-node') }, { start: 'node build' }],
  ['Nuxt', { manifest: uses('nuxt') }, { kind: 'rendered', start: 'node .output/server/index.mjs' }],
  ['Remix', { manifest: uses('@remix-run/dev', 'vite') }, { kind: 'rendered', output: 'build/client' }],
  [
    'Express, built by tsup and tested by Vitest',
    {
      manifest: {
        ...uses('express'),
        devDependencies: { tsup: '8', vite: '7' },
        scripts: { start: 'node dist/index.js' },
      },
      configs: { 'vitest.config.mts': '' },
    },
    { kind: 'api', tool: 'Express', start: 'npm start' },
  ],
  [
    'NestJS',
    { manifest: { ...uses('@nestjs/core'), scripts: { start: 'nest start', 'start:prod': 'node dist/main' } } },
    { kind: 'api', tool: 'NestJS', start: 'npm run start:prod' },
  ],
  [
    'Hono without a script',
    { manifest: { ...uses('hono'), main: 'out/a.js' } },
    { kind: 'api', start: 'node out/a.js' },
  ],
  ['a library', { manifest: { exports: {}, devDependencies: { rollup: '4' } } }, { kind: 'library' }],
  ['a library of components', { manifest: { peerDependencies: { react: '19' } } }, { kind: 'library' }],
  [
    'a library with a page to try it on',
    { manifest: { types: 'a.d.ts', ...uses('vite') }, configs: { 'vite.config.ts': "lib: { entry: 'a.ts' }" } },
    { kind: 'library' },
  ],
  [
    'a plug-in of a server',
    { manifest: { ...uses('fastify'), exports: {}, peerDependencies: {} } },
    { kind: 'library' },
  ],
  ['the root of a workspace', { manifest: { workspaces: ['apps/*'] } }, { kind: 'workspace' }],
  ['scripts alone', { manifest: { scripts: { build: 'node build.js' } } }, { kind: 'unknown' }],
  ['a folder without package.json', {}, { kind: 'unknown' }],
])('the kind of project is known: %s', (_, files, expected) => expect(kind(files)).toMatchObject(expected));

test('a snippet is a config, whatever the start command holds', () => {
  const start = 'node "a: b" # {c}';
  expect(parse(serverSnippet({ kind: 'api', tool: 'Koa', start }))).toEqual({
    servers: { api: { start } },
    api: { home: { server: 'api', request: 'GET /' } },
  });
  expect(parse(serverSnippet({ kind: 'rendered', tool: 'Next.js', output: '', start: 'npx next start' }))).toEqual({
    servers: { web: { start: 'npx next start' } },
    vitals: { home: { server: 'web' } },
  });
});
