import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../../scripts/postgres/server.ts';
import { openRecipe, type RecipeRun } from '../support/recipes/recipe.ts';

/** Both sides were measured, and what failed on a busy machine was made again. */
function expectMeasured({ result, output }: RecipeRun, ...ids: readonly string[]): void {
  for (const id of ids) {
    expect(result(id), output).toMatchObject({ base: expect.any(Number), head: expect.any(Number) });
    expect(result(id).failures.filter(({ retried }) => !retried)).toEqual([]);
  }
}

/** Heads of apps with a page import lodash, where base does not: exact, however busy the machine is. */
function expectBundleGrew({ code, result, markdown, output }: RecipeRun, id: string): void {
  expect(code, output).toBe(1);
  expect(result(id).threshold?.status, output).toBe('regressed');
  expect(markdown).toContain('lodash');
}

test('the recipe for a Vite app with an API measures the page with the data of its API', async () => {
  await using recipe = await openRecipe('vite-api');
  const run = await recipe.run();
  expectBundleGrew(run, 'bundle/app/javascript');
  expectMeasured(run, 'vitals/home/mobile/lcp', 'api/list products/p95');
  // The html, its script, and the data that the script asks for.
  expect(run.result('vitals/home/mobile/requests')).toMatchObject({ base: 3, head: 3 });
  expect(run.result('api/list products/error-rate').head).toBe(0);
});

test('the recipe for Next.js measures bundle, rendered page and route handler', async () => {
  await using recipe = await openRecipe('nextjs');
  const run = await recipe.run();
  expectBundleGrew(run, 'bundle/app/javascript');
  expectMeasured(run, 'vitals/home/mobile/lcp', 'api/list products/p95');
  expect(run.result('api/list products/error-rate').head).toBe(0);
});

test('the recipe for Astro measures the bundle of the site and two of its pages', async () => {
  await using recipe = await openRecipe('astro');
  const run = await recipe.run();
  // Astro writes base's small script into the html, so its JavaScript is new.
  expectBundleGrew(run, 'bundle/site/total');
  expectMeasured(run, 'vitals/home/mobile/lcp', 'vitals/post/mobile/lcp');
});

test('the recipe for SvelteKit measures the bundle for browsers, the rendered page and the endpoint', async () => {
  await using recipe = await openRecipe('sveltekit');
  const run = await recipe.run();
  expectBundleGrew(run, 'bundle/app/javascript');
  expectMeasured(run, 'vitals/home/mobile/lcp', 'api/list products/p95');
  expect(run.result('api/list products/error-rate').head).toBe(0);
});

describe('the recipe for an API with PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  test.each(['express', 'fastify', 'nest'])('measures %s on both sides of a migration', async (framework) => {
    await using recipe = await openRecipe('api-postgres', `api-postgres/${framework}`);
    const run = await recipe.run(postgres.env);
    expectMeasured(run, 'api/list resumes/p95');
    // Head renames a column: in one database, one of the sides would answer with 500.
    const { base, head } = run.result('api/list resumes/error-rate');
    expect({ base, head }, run.output).toEqual({ base: 0, head: 0 });
  });
});

test('the recipe for pnpm and Turborepo builds the packages that the app needs, and names what made it larger', async () => {
  await using recipe = await openRecipe('pnpm-turbo');
  // The version that package.json names, as pnpm/action-setup installs it.
  const pnpm = join(recipe.path, '..', 'pnpm');
  const { packageManager } = JSON.parse(await readFile(join(recipe.path, 'package.json'), 'utf8'));
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--prefix', pnpm, packageManager]);
  const PATH = [join(pnpm, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const run = await recipe.run({ PATH, TURBO_TELEMETRY_DISABLED: '1' });
  expectBundleGrew(run, 'bundle/app/javascript');
  expectMeasured(run, 'vitals/home/mobile/lcp');
});

/** A deployed page. */
async function deployed(padding: number): Promise<AsyncDisposable & { url: string }> {
  const html = `<!doctype html><html lang="en"><title>Shop</title><h1>Every product</h1><p>${'x '.repeat(padding)}</p>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('the recipe for previews measures two deployments, and builds neither side', async () => {
  await using production = await deployed(1_000);
  await using preview = await deployed(50_000);
  await using recipe = await openRecipe('previews');
  const run = await recipe.run({ PREVIEW_URL: preview.url, PRODUCTION_URL: production.url });
  expectMeasured(run, 'vitals/home/mobile/lcp', 'vitals/home/mobile/bytes');
  const { base, head } = run.result('vitals/home/mobile/bytes');
  expect(head).toBeGreaterThan(base as number);
  // The build of this app fails.
  expect(run.output).not.toContain('npm run build');
});

test('the recipe for docker compose gives each side a project of its own, and takes it down', async () => {
  await using recipe = await openRecipe('compose');
  const state = join(recipe.path, '..', 'docker');
  const PATH = [join(import.meta.dirname, '../support/recipes/bin'), process.env.PATH].join(delimiter);
  const run = await recipe.run({ PATH, DOCKER_STATE: state });
  expectMeasured(run, 'api/list products/p95');
  expect(run.result('api/list products/error-rate')).toMatchObject({ base: 0, head: 0 });
  // The stand-in starts no project twice at a time, and base and head run at once.
  const calls = (await readFile(state, 'utf8')).trim().split('\n');
  const projects = [...new Set(calls.map((line) => line.split(' ')[0]))];
  expect(projects).toHaveLength(2);
  for (const project of projects) {
    const ofProject = calls.filter((line) => line.startsWith(`${project} `));
    expect(ofProject).toContain(`${project} compose up`);
    expect(ofProject.at(-1)).toBe(`${project} compose down --volumes`);
  }
});
