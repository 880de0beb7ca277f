import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type PostgresServer, startPostgres } from '../../scripts/postgres/server.ts';
import { lostIndexes, noIndex } from '../../src/inspect/access.ts';
import { openTaps } from '../../src/inspect/database.ts';
import type { DatabaseTaps } from '../../src/inspect/database-taps.ts';
import { accessSeenSchema, connectionsSeenSchema, plansSeenSchema, requestSeenSchema } from '../../src/inspect/seen.ts';
import { eventually, temporaryFolder } from '../support/folders/temporary.ts';
import { type Client, connectTo, extended, simple } from '../support/postgres/client.ts';

let postgres: PostgresServer;
let admin: Client;
const SETTINGS = { variables: null, slowMs: 500, pool: null };
const TABLES = `create table resumes (id serial primary key, title text);
create table sections (id serial primary key, resume_id int, title text);
insert into resumes (title) select 'r' || i from generate_series(1, 40) i;
insert into sections (resume_id, title) select i % 40 + 1, 's' || i from generate_series(1, 200) i;
create index sections_resume_id_idx on sections (resume_id)`;

beforeAll(async () => {
  postgres = await startPostgres();
  admin = await connectTo(postgres.env.DATABASE_URL ?? '');
  await admin.query(TABLES);
  await admin.query(`create role plain login password 'secret'; grant select on all tables in schema public to plain`);
});
afterAll(async () => {
  await admin[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

async function tapped(address = postgres.env.DATABASE_URL ?? ''): Promise<{ taps: DatabaseTaps; address: string }> {
  const signal = new AbortController().signal;
  const taps = await openTaps({ DATABASE_URL: address }, SETTINGS, { signal, keepSecret: () => {} });
  onTestFinished(() => taps.close());
  return { taps, address: taps.environment.DATABASE_URL ?? '' };
}

async function client(address: string): Promise<Client> {
  const one = await connectTo(address);
  onTestFinished(() => one[Symbol.asyncDispose]());
  return one;
}

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const PARENT = 'select id, title from resumes order by id limit $1';
const CHILD = 'select title from sections where resume_id = $1';

/** One query, and one for each of its rows, over several connections at once. */
async function manyQueries(clients: readonly Client[]): Promise<void> {
  const { rows } = (await clients[0]?.run(PARENT, 40)) ?? { rows: [] };
  await Promise.all(rows.toReversed().map(([id], at) => clients[at % clients.length]?.run(CHILD, id ?? '')));
}

it('an N+1 is counted, and named with its parent, over several connections and pipelined', async () => {
  const { taps, address } = await tapped();
  const clients = [await client(address), await client(address)];
  expect(taps.anyQuery()).toBe(false);
  const { seen } = await taps.watch('list', () => manyQueries(clients));
  expect(requestSeenSchema.parse(seen)).toMatchObject({
    queries: 41,
    housekeeping: 0,
    repeated: 39,
    rows: 240,
    connects: 0,
    roundTrips: 41,
    openTransaction: null,
    repeats: [
      {
        shape: 'select title from sections where resume_id = ?',
        tables: ['sections'],
        times: 40,
        distinct: 40,
        level: 3,
        parent: { shape: 'select id, title from resumes order by id limit ?', rows: 40, column: 'id' },
      },
    ],
  });
  expect(taps.anyQuery()).toBe(true);
});

it('neither parameters nor rows are in what was seen', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  const { seen } = await taps.watch('', () => one.query("select title, 'gehe1m' from resumes where title = 'r17'"));
  expect(seen.queries).toBe(1);
  expect(JSON.stringify(seen)).not.toMatch(/gehe1m|r17/);
});

it('queries that fail are not counted, and neither are those that they keep from running', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  const { seen } = await taps.watch('', () =>
    Promise.all([
      one.run('select 1 / $1::int', 0),
      one.run('select nothing from nowhere'),
      one.query('select title from resumes; select 1 / 0; select title from sections'),
      one.run(CHILD, 1),
    ]),
  );
  expect(seen).toMatchObject({ queries: 2, repeated: 0 });
});

it('transactions and settings are housekeeping, and a transaction that stays open is told by its last statement', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  const { seen } = await taps.watch('', async () => {
    await one.query('begin');
    await one.query("set application_name = 'app'");
    await one.run(CHILD, 1);
  });
  expect(seen).toMatchObject({
    queries: 1,
    housekeeping: 2,
    openTransaction: 'select title from sections where resume_id = ?',
  });
});

it('a transaction that an earlier request left open is none of the next one’s', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  await one.query('begin');
  const { seen } = await taps.watch('', () => one.run(CHILD, 1));
  expect(seen.openTransaction).toBeNull();
  const again = await taps.watch('', () => one.query('begin; select title from sections'));
  expect(again.seen.openTransaction).toBe('select title from sections');
});

it('a backslash escapes where the session says so, and nothing of a value is left', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  await one.query('set standard_conforming_strings = off');
  const { seen } = await taps.watch('', () => one.query("select title from resumes where title = 'it\\'s secret'"));
  expect(seen.shapes.map(({ shape }) => shape)).toEqual(['select title from resumes where title = ?']);
});

it('the databases that requests write to are known', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  await one.query('create temp table written (id int)');
  await taps.watch('', () => one.query('select id from resumes for update'));
  expect(taps.written()).toEqual([]);
  await taps.watch('', () => one.query('with w as (insert into written values (1) returning id) select id from w'));
  expect(taps.written()).toHaveLength(1);
});

it('what comes after the answer belongs to the request, and what the server asks by itself does not', async () => {
  const { taps, address } = await tapped();
  const [one, poller] = [await client(address), await client(address)];
  const polls = setInterval(() => void poller.query('select count(*) from resumes'), 20);
  onTestFinished(() => clearInterval(polls));
  await taps.rest(300);
  for (let visit = 0; visit < 4; visit += 1) {
    const { seen } = await taps.watch('', async () => void one.run(CHILD, 1));
    expect(seen).toMatchObject({ queries: 1, repeated: 0 });
  }
});

it('what one visit alone asks is waited for, and is none of the request’s once it has come by itself', async () => {
  const { taps, address } = await tapped();
  const [one, poller] = [await client(address), await client(address)];
  const poll = () => poller.query('select count(*) from resumes');
  const visits: { readonly seen: { readonly queries: number } }[] = [];
  for (let visit = 0; visit < 4; visit += 1)
    visits.push(await taps.watch('', async () => [visit === 2 && (await poll()), await one.run(CHILD, 1)]));
  expect(visits.map(({ seen }) => seen.queries)).toEqual([1, 1, 2, 1]);
  setTimeout(() => void poll(), 500);
  await taps.restInDoubt(60_000);
  expect(visits.map(({ seen }) => seen.queries)).toEqual([1, 1, 1, 1]);
});

it('rows that are copied in and out pass untouched, and a large row too', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  await one.query('create temp table copied (line text)');
  const { seen } = await taps.watch('', async () => {
    const copied = one.query('copy copied from stdin');
    await new Promise((resolve) => setTimeout(resolve, 50));
    one.write(Buffer.concat([message('d', 'a\nb\n'), message('c', '')]));
    await copied;
    const { rows } = await one.query("select count(*), repeat('x', 3000000) from copied");
    expect(rows[0]?.[0]).toBe('2');
    expect(rows[0]?.[1]?.length).toBe(3_000_000);
  });
  expect(seen.queries).toBe(2);
});

const message = (type: string, body: string): Buffer => {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
};

it('plans of what ran are seen by a superuser, and the client gets none of them', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  let received = '';
  one.socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
  });
  const { plans } = await taps.watchPlans('', async () => {
    await manyQueries([one]);
    // As a pool does between two users of a connection.
    await one.query('discard all');
    await one.query('select title from sections');
    // Within a transaction, a plan comes once the next statement is bound, or with the commit.
    await one.query('begin');
    await one.run('select max(id) from sections');
    await one.run('select min(id) from sections');
    await one.query('commit');
  });
  expect(plans?.shapes.map(({ shape }) => shape)).toEqual(
    expect.arrayContaining(['select max(id) from sections', 'select min(id) from sections']),
  );
  expect(plansSeenSchema.parse(plans).shapes).toContainEqual(
    expect.objectContaining({ shape: 'select title from sections where resume_id = ?', times: 40, rows: 5 }),
  );
  expect(plans?.shapes).toContainEqual(
    expect.objectContaining({ shape: 'select title from sections', times: 1, rowsRead: 200 }),
  );
  expect(received).not.toContain('auto_explain');
  expect(received).not.toContain('Query Text');
  expect(taps.notes()).toEqual([]);
});

it('a plain role has no plans, which is said, and is still asked what could serve', async () => {
  const { taps, address } = await tapped((postgres.env.DATABASE_URL ?? '').replace(/\/\/[^@]*@/, '//plain:secret@'));
  const plain = await client(address);
  const { seen } = await taps.watch('', () => plain.run(CHILD, 1));
  expect((await taps.watchPlans('', () => plain.run(CHILD, 1))).plans).toBeNull();
  expect(taps.notes()).toMatchObject([{ variable: 'DATABASE_URL', code: 'no-superuser' }]);
  expect(await taps.ask(seen.shapes.map(({ shape }) => shape))).toMatchObject({
    shapes: [{ relations: [{ table: 'sections', index: 'sections_resume_id_idx' }] }],
  });
});

it('an index that only base has is lost, on tables of a few rows, and the app gets its connection back as it was', async () => {
  await admin.query('create database head');
  const headAddress = (postgres.env.DATABASE_URL ?? '').replace(/postgres$/, 'head');
  const migration = await client(headAddress);
  await migration.query(`${TABLES}; drop index sections_resume_id_idx`);
  const sideOf = async (database: string) => {
    const { taps, address } = await tapped(database);
    const one = await client(address);
    const request = async () => {
      await manyQueries([one]);
      await one.query("select * from resumes where title = ';' or id = 3");
      await one.query('select count(*) from resumes');
    };
    const { seen } = await taps.watch('', request);
    const { plans } = await taps.watchPlans('', request);
    const access = await taps.ask(seen.shapes.map(({ shape }) => shape));
    expect(await one.query('show transaction_read_only')).toEqual({ rows: [['off']], error: null });
    expect((await one.query('select count(*) from pg_prepared_statements')).rows).toEqual([['0']]);
    return { access: accessSeenSchema.parse(access), plans };
  };
  const [base, head] = [await sideOf(postgres.env.DATABASE_URL ?? ''), await sideOf(headAddress)];
  expect(lostIndexes(base, head)).toEqual([
    {
      table: 'sections',
      index: 'sections_resume_id_idx',
      columns: ['resume_id'],
      shape: 'select title from sections where resume_id = ?',
      state: 'gone',
      rowsRead: 200,
      rows: 5,
      rowsReadBefore: expect.any(Number),
      times: 40,
    },
  ]);
  expect(lostIndexes(base, base)).toEqual([]);
  expect(noIndex(head, base)).toEqual([]);
  expect(noIndex(head, null)).toMatchObject([
    { table: 'sections', tableRows: 200, columns: ['resume_id'], isLarge: false },
  ]);
});

it('an index that only base has is lost on a table of 50,000 rows, which are all read for want of it', async () => {
  const sideOf = async (name: string, index: string) => {
    await admin.query(`create database ${name}`);
    const { taps, address } = await tapped((postgres.env.DATABASE_URL ?? '').replace(/postgres$/, name));
    const one = await client(address);
    await one.query(`create table sections (id serial primary key, resume_id int, title text);
insert into sections (resume_id, title) select i % 5000, 's' || i from generate_series(1, 50000) i; ${index}; analyze`);
    const request = () => one.run(CHILD, 7);
    const { seen } = await taps.watch('', request);
    const { plans } = await taps.watchPlans('', request);
    return { access: await taps.ask(seen.shapes.map(({ shape }) => shape)), plans };
  };
  const base = await sideOf('large_base', 'create index on sections (resume_id)');
  const head = await sideOf('large_head', '');
  expect(lostIndexes(base, head)).toMatchObject([
    { index: 'sections_resume_id_idx', state: 'gone', rowsRead: 50_000, rowsReadBefore: 10, rows: 10 },
  ]);
  expect(noIndex(head, null)).toMatchObject([{ table: 'sections', tableRows: 50_000, isLarge: true }]);
});

it('a statement that takes longer than half a second is slow', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  const { seen } = await taps.watch('', () => one.run('select pg_sleep($1::float)', 0.6));
  expect(seen).toMatchObject({ queries: 1, slow: 1 });
});

it('a server that connects for each request is asked on a connection that it has left', async () => {
  const { taps, address } = await tapped();
  const { seen } = await taps.watch('', async () => {
    await using one = await connectTo(address);
    await one.run(CHILD, 1);
  });
  expect(seen).toMatchObject({ queries: 1, connects: 1 });
  expect(await taps.ask(seen.shapes.map(({ shape }) => shape))).toMatchObject({
    shapes: [{ relations: [{ index: 'sections_resume_id_idx' }] }],
  });
});

it('connections are watched during a load', async () => {
  const { taps, address } = await tapped();
  const clients = [await client(address), await client(address), await client(address)];
  await taps.watch('', () => manyQueries(clients));
  const { connections } = await taps.watchLoad(() =>
    Promise.all(clients.slice(1).map((one) => one.query('select pg_sleep(.2)'))),
  );
  expect(connectionsSeenSchema.parse(connections)).toMatchObject({
    open: 3,
    busy: 2,
    opened: 0,
    poolUse: null,
    allowed: 100,
  });
  expect(connections.meanBusy).toBeGreaterThan(0.1);
});

it('nothing is left when it is closed: no listener, no connection, nothing that runs', async () => {
  const { taps, address } = await tapped();
  const one = await connectTo(address);
  const sleeping = one.query("select pg_sleep(300), 'left behind'");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await taps.close();
  expect((await sleeping).error).not.toBeNull();
  await expect(connectTo(address)).rejects.toThrow();
  const left = "select pid from pg_stat_activity where query like '%left behind%' and pid <> pg_backend_pid()";
  await eventually(async () => ((await admin.query(left)).rows.length === 0 ? true : null));
});

it('a database that refuses is said in its own words, until a connection works', async () => {
  const { taps, address } = await tapped((postgres.env.DATABASE_URL ?? '').replace(/postgres$/, 'nowhere'));
  await expect(connectTo(address)).rejects.toThrow();
  expect(taps.notes()).toMatchObject([
    { variable: 'DATABASE_URL', code: 'refused', message: 'the database refuses: database "nowhere" does not exist' },
  ]);
  await client(address.replace(/nowhere$/, 'postgres'));
  expect(taps.notes()).toEqual([]);
});

it('a database that nobody answers for is said', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as { port: number };
  closed.close();
  await once(closed, 'close');
  const { taps, address } = await tapped(`postgres://ada@127.0.0.1:${port}/shop`);
  await expect(connectTo(address)).rejects.toThrow();
  expect(taps.notes()).toMatchObject([{ variable: 'DATABASE_URL', code: 'unreachable' }]);
});

it('a client that insists on TLS is said, and the next one speaks to the database itself', async () => {
  const { taps, address } = await tapped();
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(SSL_REQUEST);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toBe('N');
  socket.destroy();
  await eventually(() => taps.notes().find(({ code }) => code === 'tls'));
  const unread = await client(address);
  expect((await unread.run(CHILD, 1)).error).toBeNull();
  expect(taps.anyQuery()).toBe(false);
});

it('a database that takes no connection without TLS is said, and TLS reaches it from then on', async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const [key, certificate] = [join(folder.path, 'key'), join(folder.path, 'certificate')];
  const wanted = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...wanted, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const settings = `select current_setting('data_directory'), current_setting('hba_file'), pg_read_file(current_setting('hba_file'))`;
  const [data, rulesFile, rules] = (await admin.query(settings)).rows[0] ?? [];
  const write = (path: string, text: string) =>
    admin.query(
      `copy (select unnest(string_to_array($$${text}$$, chr(10)))) to program $$umask 077 && cat > '${path}'$$`,
    );
  await write(`${data}/server.key`, readFileSync(key, 'utf8').trimEnd());
  await write(`${data}/server.crt`, readFileSync(certificate, 'utf8').trimEnd());
  await write(rulesFile ?? '', `hostssl guarded all all trust\nhostnossl guarded all all reject\n${rules}`);
  await admin.query('create database guarded');
  await admin.query('alter system set ssl = on');
  await admin.query('select pg_reload_conf()');
  await eventually(async () => ((await admin.query('show ssl')).rows[0]?.[0] === 'on' ? true : null));

  const { taps, address } = await tapped((postgres.env.DATABASE_URL ?? '').replace(/postgres$/, 'guarded'));
  await eventually(() =>
    connectTo(address).then(
      () => null,
      (error) => /no encryption/.test(String(error)) || null,
    ),
  );
  expect(taps.notes()).toMatchObject([
    { variable: 'DATABASE_URL', code: 'tls', message: 'the database insists on TLS' },
  ]);
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(SSL_REQUEST);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toBe('S');
});

it('what clients sent in one piece is seen as if they had sent it in turn', async () => {
  const { taps, address } = await tapped();
  const one = await client(address);
  const { seen } = await taps.watch('', async () => {
    const last = one.run(CHILD, 3);
    one.write(Buffer.concat([simple('select title from resumes'), extended(CHILD, [1])]));
    await last;
  });
  expect(seen).toMatchObject({ queries: 3, repeated: 1 });
});
