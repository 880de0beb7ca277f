import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../scripts/postgres/server.ts';
import { background } from '../../src/inspect/background.ts';
import { inspectLaunch } from '../../src/measure/inspect-launch.ts';
import { inspectedServers, sharesDatabase } from '../../src/measure/inspected-servers.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const SIDE = '$' + '{side}';
const client = join(import.meta.dirname, '../support/postgres/client.ts');

/** Both sides make the same tables anew in one database, and only base makes the index. */
const PREPARE = `
import { connectTo } from ${JSON.stringify(client)};
const db = await connectTo(process.env.DATABASE_URL);
const index = process.env.PERF_BUDGET_SIDE === 'base' ? 'create index on notes (author);' : '';
await db.query('drop table if exists notes; create table notes (id serial primary key, author int);' + index);
await db[Symbol.asyncDispose]();
`;
/** The first endpoint asks nothing, and the server connects for the second one alone. */
const SERVER = `
import { createServer } from 'node:http';
import { connectTo } from ${JSON.stringify(client)};
let db;
createServer(async ({ url }, response) => {
  if (url === '/notes') await (await (db ??= connectTo(process.env.DATABASE_URL))).run('select id from notes where author = $1', 7);
  response.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
`;

let postgres: PostgresServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

it('sides that prepare one database are each looked at on what their own prepare has made of it', async () => {
  await writeFiles(folder.path, { 'server.ts': SERVER, 'prepare.ts': PREPARE, 'package.json': '{ "type": "module" }' });
  const node = `'${process.execPath}'`;
  const plan = await planOf(`
servers:
  site: { prepare: "${node} prepare.ts", start: "${node} server.ts", env: { DATABASE_URL: "${postgres.env.DATABASE_URL}" } }
api:
  hello: { server: site, request: GET /, connections: 1 }
  notes: { server: site, request: GET /notes, connections: 1 }
`);
  const plans = { base: plan, head: plan };
  const [unit] = inspectedServers(plan);
  if (unit === undefined) throw new Error('no server is inspected');
  const isApart = sharesDatabase('site', plans);
  expect(isApart).toBe(true);
  const sides = { base: folder.path, head: folder.path, startedAt: 0 };
  const seen = await inspectLaunch({
    ...{ plans, unit, isApart, order: ['base', 'head'], launch: 0, isLast: false, places: false },
    sides: sides as unknown as Parameters<typeof inspectLaunch>[0]['sides'],
    backgrounds: { base: background(), head: background() },
    during: { seed: '5eed', clock: () => 0, progress: () => {}, signal: new AbortController().signal },
  });
  const indexesOf = (side: 'base' | 'head') => {
    const one = seen.get(side);
    expect(one?.notes()).toEqual([]);
    expect(one?.silent()).toBeNull();
    const { samples = [], evidence = [] } = one?.read() ?? {};
    expect(samples.filter(({ metric, round }) => metric === 'queries' && round === 0)).toMatchObject([
      { subject: 'hello', value: 0 },
      { subject: 'notes', value: 1 },
    ]);
    return evidence.find(({ subject }) => subject === 'notes')?.data;
  };
  const served = (index: string | null) => ({ access: { shapes: [{ relations: [{ table: 'notes', index }] }] } });
  expect(indexesOf('base')).toMatchObject(served('notes_author_idx'));
  expect(indexesOf('head')).toMatchObject(served(null));
});

it('sides whose addresses differ, or that name their databases by another variable, are looked at together', async () => {
  const shares = async (env: string) => {
    const plan = await planOf(`
servers: { site: { start: node server.js, env: { ${env} } } }
api: { hello: { server: site, request: GET / } }
`);
    return sharesDatabase('site', { base: plan, head: plan });
  };
  expect(await shares('DATABASE_URL: "postgres://localhost/shop"')).toBe(true);
  expect(await shares(`DATABASE_URL: "postgres://localhost/shop", CACHE: "/tmp/${SIDE}"`)).toBe(true);
  expect(await shares(`DATABASE_URL: "postgres://localhost/shop_${SIDE}"`)).toBe(false);
  expect(await shares(`DATABASE_URL: "postgres://localhost/shop?schema=${SIDE}"`)).toBe(false);
  expect(await shares('PGHOST: localhost, PGDATABASE: shop')).toBe(true);
  expect(await shares(`PGHOST: localhost, PGDATABASE: "shop_${SIDE}"`)).toBe(false);
  expect(await shares('NAME: shop')).toBe(false);
});
