import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ProjectFiles, serverSnippet } from '../../../../src/checks/bundle/detect/project.ts';
import { projectKind } from '../../../../src/checks/bundle/detect/project-kind.ts';

const kind = ({ manifest = {}, agent = 'npm', names = [], configs = {} }: Partial<ProjectFiles>) =>
  projectKind({ manifest, agent, names: [...names, ...Object.keys(configs)], configs });
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
  [
    'Next.js, standalone',
    { manifest: uses('next'), configs: { 'next.config.ts': "export default { output: 'standalone' }" } },
    { kind: 'rendered', start: 'npx next start' },
  ],
  [
    'Next.js behind a server of its own',
    { manifest: { ...uses('next', 'express'), scripts: { start: 'NODE_ENV=production node server.js' } } },
    { kind: 'rendered', start: 'npm start' },
  ],
  [
    'Next.js with a base path',
    { manifest: uses('next'), configs: { 'next.config.mjs': "export default { basePath: '/shop' };" } },
    { kind: 'rendered', path: '/shop' },
  ],
  ['Next.js, installed by pnpm', { manifest: uses('next'), agent: 'pnpm' }, { start: 'pnpm exec next start' }],
  [
    'SvelteKit, static, of several adapters',
    {
      manifest: uses('@sveltejs/kit', '@sveltejs/adapter-node', '@sveltejs/adapter-static'),
      configs: { 'svelte.config.js': "import a from '@sveltejs/adapter-static'; a({ pages: 'docs' })" },
    },
    { kind: 'page', output: 'docs' },
  ],
  [
    'SvelteKit for Node.js, with a folder of its own',
    {
      manifest: uses('@sveltejs/kit', '@sveltejs/adapter-node'),
      configs: { 'svelte.config.js': "import a from '@sveltejs/adapter-node'; a({ out: 'dist' })" },
    },
    { kind: 'rendered', output: 'dist/client', start: 'node dist' },
  ],
  [
    'SvelteKit for a host, installed by bun',
    { manifest: uses('@sveltejs/kit', '@sveltejs/adapter-vercel'), agent: 'bun' },
    { kind: 'rendered', start: 'bun x vite preview --port $PORT --strictPort' },
  ],
  [
    'Astro with pages that a server renders one by one',
    { manifest: uses('astro', '@astrojs/node'), configs: { 'astro.config.mjs': "import n from '@astrojs/node'" } },
    { kind: 'rendered', start: 'node dist/server/entry.mjs' },
  ],
  [
    'Astro inside a server of its own',
    {
      manifest: { ...uses('astro', '@astrojs/node', 'express'), scripts: { start: 'node server.mjs' } },
      configs: { 'astro.config.mjs': "adapter: '@astrojs/node'({ mode: 'middleware' }), output: 'server'" },
    },
    { kind: 'rendered', start: 'npm start' },
  ],
  [
    'Nuxt for a static host',
    { manifest: uses('nuxt'), configs: { 'nuxt.config.ts': "nitro: { preset: 'github-pages' }" } },
    { kind: 'page', output: '.output/public' },
  ],
  [
    'React Router',
    {
      manifest: {
        ...uses('@react-router/dev', 'vite'),
        scripts: { start: 'react-router-serve ./build/server/index.js' },
      },
    },
    { kind: 'rendered', start: 'npx react-router-serve build/server/index.js' },
  ],
  [
    'React Router without a server',
    { manifest: uses('@react-router/dev'), configs: { 'react-router.config.ts': 'ssr: false' } },
    { kind: 'page', output: 'build/client' },
  ],
  [
    'Remix with its first compiler',
    { manifest: uses('@remix-run/dev') },
    { kind: 'rendered', output: 'public/build', start: 'npx remix-serve build/index.js' },
  ],
  ['Angular', { manifest: uses('@angular/cli') }, { kind: 'page', output: 'dist' }],
  [
    'Angular with a server',
    {
      manifest: { name: 'shop', ...uses('@angular/cli', '@angular/ssr', 'express') },
      configs: { 'angular.json': '{"projects": {"store": {}}}' },
    },
    { kind: 'rendered', output: 'dist/store/browser', start: 'node dist/store/server/server.mjs' },
  ],
  [
    'Angular, every page written by the build',
    { manifest: uses('@angular/ssr'), configs: { 'angular.json': '{"projects": {"a": {"outputMode": "static"}}}' } },
    { kind: 'page' },
  ],
  [
    'Vite, rendered by Express',
    {
      manifest: { ...uses('vite', 'react-dom', 'express'), scripts: { start: 'node server', preview: 'vite preview' } },
      names: ['index.html'],
    },
    { kind: 'rendered', tool: 'Vite with Express', start: 'npm start' },
  ],
  [
    'Vite in a folder beside a server',
    {
      manifest: { ...uses('vite', 'vue', 'fastify'), scripts: { start: 'NODE_ENV=production node dist/index.js' } },
      agent: 'yarn',
    },
    { kind: 'rendered', tool: 'Vite with Fastify', start: 'yarn start' },
  ],
  [
    'Vite whose start script is for developers',
    { manifest: { ...uses('vite', 'react-dom'), scripts: { start: 'vite' } }, names: ['index.html'] },
    { kind: 'page', tool: 'Vite' },
  ],
  [
    'VitePress beside the code that it documents',
    { manifest: { ...uses('vitepress', 'vue'), scripts: { build: 'vitepress build docs' } } },
    { kind: 'page', output: 'docs/.vitepress/dist' },
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
  [
    'a server that is a program',
    { manifest: { ...uses('@tinyhttp/app'), bin: { serve: 'lib/bin.js' } } },
    { kind: 'api', tool: 'tinyhttp', start: 'node lib/bin.js' },
  ],
  [
    'Express that only a watcher starts',
    { manifest: { ...uses('express'), scripts: { start: 'nodemon app.js' } }, names: ['app.js'] },
    { kind: 'api', start: 'node app.js' },
  ],
  [
    'Hono for workers',
    { manifest: { ...uses('hono', 'wrangler') }, agent: 'pnpm' },
    { kind: 'api', start: 'pnpm exec wrangler dev --port $PORT' },
  ],
  ['NestJS without a script', { manifest: uses('@nestjs/core') }, { kind: 'api', start: 'node dist/main.js' }],
  [
    'Fastify by its own program',
    { manifest: { ...uses('fastify'), scripts: { start: 'fastify start app.js' } } },
    { kind: 'api' },
  ],
  ['a library of a server', { manifest: { ...uses('express'), exports: {} } }, { kind: 'library' }],
  [
    'a library that is tried in a framework',
    { manifest: { exports: {}, peerDependencies: { next: '>=14' }, devDependencies: { next: '15' } } },
    { kind: 'library' },
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
  [
    'the root of a workspace that holds a tool for all its packages',
    { manifest: uses('next', 'turbo'), configs: { 'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n" } },
    { kind: 'workspace' },
  ],
  [
    'a package with settings for pnpm',
    { manifest: uses('astro'), configs: { 'pnpm-workspace.yaml': 'onlyBuiltDependencies: [esbuild]\n' } },
    { kind: 'page', tool: 'Astro' },
  ],
  ['scripts alone', { manifest: { scripts: { build: 'node build.js' } } }, { kind: 'unknown' }],
  ['a folder without package.json', {}, { kind: 'unknown' }],
])('the kind of project is known: %s', (_, files, expected) => expect(kind(files)).toMatchObject(expected));

test('a snippet is a config, whatever the start command holds', () => {
  const start = 'node "a: b" # {c}';
  expect(parse(serverSnippet({ kind: 'api', tool: 'Koa', start }))).toEqual({
    servers: { api: { start } },
    api: { home: { server: 'api', request: 'GET /' } },
  });
  const next = { kind: 'rendered', tool: 'Next.js', output: '', start: 'npx next start' } as const;
  expect(parse(serverSnippet({ ...next, path: '/shop' }))).toMatchObject({
    vitals: { home: { server: 'web', path: '/shop' } },
  });
  expect(parse(serverSnippet(next))).toEqual({
    servers: { web: { start: 'npx next start' } },
    vitals: { home: { server: 'web' } },
  });
});
