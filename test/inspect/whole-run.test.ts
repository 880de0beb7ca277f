import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../scripts/postgres/server.ts';
import type { Report } from '../../src/model/report.ts';
import { type CommandResult, perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { commit, createRepository, git } from '../support/git/repository.ts';
import { connectTo } from '../support/postgres/client.ts';

const client = join(import.meta.dirname, '../support/postgres/client.ts');

/** What each endpoint asks, on base and on head, is written here. `find` serves one section by its index. */
const server = (side: 'base' | 'head') => `
import { createServer } from 'node:http';
import { connectTo } from ${JSON.stringify(client)};
const db = await connectTo(process.env.DATABASE_URL);
const list = () => db.run('select id, title from resumes order by id limit $1', 6);
const sections = (id) => db.run('select title from sections where resume_id = $1', id);
const isHead = ${side === 'head'};
let requests = 0;
const endpoints = {
  '/list': async () => {
    const { rows } = await list();
    if (isHead) await Promise.all(rows.map(([id]) => sections(id)));
    else await db.run("select title from sections where resume_id = any(string_to_array($1, ',')::int[])", rows.map(([id]) => id).join());
  },
  '/honest': async () => {
    await list();
    if (isHead) for (const column of ['min', 'max', 'count', 'sum', 'avg']) await db.run('select ' + column + '(id) from resumes');
  },
  '/four': async () => { for (let id = 1; id <= (isHead ? 5 : 1); id++) await db.run('select title from resumes where id = $1', 3 * id); },
  '/search': () => sections(7),
  '/lottery': async () => { await list(); if (requests++ % 3 === 0) await db.run('select max(id) from sections'); },
  '/slow': () => db.run('select pg_sleep($1::float)', isHead ? 0.3 : 0),
  ...(isHead && {
    '/fresh': () => db.run('select id from sections where resume_id = $1', 7),
    '/new': async () => {
      await db.run('begin');
      const { rows } = await list();
      for (const [id] of rows) await sections(id);
      await using another = await connectTo(process.env.DATABASE_URL);
      await another.run('select max(id) from resumes');
      await db.run('rollback and chain');
    },
  }),
};
setInterval(() => db.query('select count(*) from jobs'), 100);
setInterval(() => db.query('select min(id) from jobs'), 3000);
createServer(async ({ url }, response) => {
  if (url === '/healthz') return void response.end();
  const endpoint = endpoints[url];
  if (endpoint === undefined) return void response.writeHead(404).end();
  await endpoint();
  response.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
`;

const migration = (side: 'base' | 'head') => `
import { connectTo } from ${JSON.stringify(client)};
const admin = await connectTo(process.env.DATABASE_URL.replace(/[^/]*$/, 'postgres'));
const name = process.env.DATABASE_URL.split('/').pop();
await admin.query('drop database if exists ' + name + ' with (force)');
await admin.query('create database ' + name);
await admin[Symbol.asyncDispose]();
const db = await connectTo(process.env.DATABASE_URL);
await db.query("create table jobs (id int); create table resumes (id serial primary key, title text);" +
  "create table sections (id serial primary key, resume_id int, title text);" +
  "insert into resumes (title) select 'r' || i from generate_series(1, 40) i;" +
  "insert into sections (resume_id, title) select i % 40 + 1, 's' || i from generate_series(1, 40) i;" +
  "${side === 'base' ? 'create index sections_resume_id_idx on sections (resume_id);' : ''} analyze");
await db[Symbol.asyncDispose]();
`;

const ENDPOINTS = ['list', 'honest', 'four', 'search', 'lottery', 'slow', 'fresh', 'new'];
const config = (address: string) => `
servers:
  api:
    prepare: ${process.execPath} migrate.ts
    start: ${process.execPath} server.ts
    ready: /healthz
    database: { slow: 130 ms }
    env: { DATABASE_URL: "${address}/inspected_\${side}" }
api:
${ENDPOINTS.map((name) => `  ${name}: { server: api, request: GET /${name}, connections: 2 }`).join('\n')}
measure: { rounds: { api: 1 }, time: 10 s }
`;

describe('a pull request that changes what a server asks of its database', () => {
  let postgres: PostgresServer;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let directory: string;
  let run: CommandResult;
  let report: Report;

  beforeAll(async () => {
    postgres = await startPostgres();
    folder = await temporaryFolder();
    const address = (postgres.env.DATABASE_URL ?? '').replace(/\/[^/]*$/, '');
    const files = (side: 'base' | 'head') => ({
      'server.ts': server(side),
      'migrate.ts': migration(side),
      'package.json': '{ "type": "module" }',
      'perf-budget.yml': config(address),
    });
    directory = join(folder.path, 'app');
    await createRepository(directory, files('base'));
    await git(directory, 'switch', '-c', 'change');
    await commit(directory, files('head'), 'head');
    run = await perfBudget({ directory, temporary: join(folder.path, 'tmp') }, 'run', '--base', 'main');
    report = await readReport(join(directory, '.perf-budget'));
  }, 600_000);
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const resultOf = (subject: string, metric: string) =>
    report.results.find((one) => one.subject === subject && one.metric === metric);
  const findingOf = (subject: string, code: string) =>
    report.findings.find((one) => one.subject === subject && one.code === code);

  it('counts the queries of each endpoint exactly, without those of pollers, quick or slow', () => {
    const counts = ENDPOINTS.map((name) => [name, resultOf(name, 'queries')?.base, resultOf(name, 'queries')?.head]);
    expect(counts).toEqual([
      ['list', 2, 7],
      ['honest', 1, 6],
      ['four', 1, 5],
      ['search', 1, 1],
      ['lottery', expect.any(Number), expect.any(Number)],
      ['slow', 1, 1],
      ['fresh', null, 1],
      ['new', null, 8],
    ]);
  });

  it('fails by five more repeated queries, and passes four more, and five honest ones', () => {
    expect(run.code).toBe(1);
    expect(report.verdict).toBe('fail');
    expect(resultOf('list', 'repeated-queries')).toMatchObject({ verdict: 'fail', base: 0, head: 5 });
    expect(resultOf('four', 'repeated-queries')).toMatchObject({ verdict: 'pass', base: 0, head: 4 });
    expect(resultOf('honest', 'repeated-queries')).toMatchObject({ verdict: 'pass', base: 0, head: 0 });
  });

  it('shows a count that differs from request to request as a range, and never fails by it', () => {
    expect(resultOf('lottery', 'queries')).toMatchObject({ kind: 'sampled', verdict: 'pass' });
  });

  it('calls a query for each row an N+1, with its parent', () => {
    expect(findingOf('list', 'database.repeated-query')).toMatchObject({
      impact: 'critical',
      evidence: {
        level: 3,
        times: 6,
        timesBefore: 0,
        place: expect.stringMatching(/^server\.ts:\d+$/),
        parent: { shape: 'select id, title from resumes order by id limit ?', rows: 6 },
      },
    });
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      'N+1: select title from sections where resume_id = ? once for each of the 6 rows',
    );
  });

  it('names an index that head lost, on a table of 40 rows', () => {
    expect(findingOf('search', 'database.lost-index'), report.notes.join('\n')).toMatchObject({
      location: 'sections',
      warns: true,
      evidence: { index: 'sections_resume_id_idx', columns: ['resume_id'], state: 'gone' },
    });
  });

  it('is over the budget of slow queries by one that takes 0.3 s', () => {
    expect(resultOf('slow', 'slow-queries')).toMatchObject({ base: 0, head: 1, verdict: 'fail' });
    expect(findingOf('slow', 'database.slow-query')).toMatchObject({
      evidence: { shape: 'select pg_sleep(?)' },
    });
  });

  it('warns of what is wrong in a new endpoint', () => {
    expect(findingOf('new', 'database.repeated-query')).toMatchObject({ warns: true, evidence: { timesBefore: null } });
    expect(findingOf('new', 'database.open-transaction')).toMatchObject({ warns: true });
    expect(findingOf('new', 'database.no-pool')).toMatchObject({ warns: true, evidence: { connects: 1 } });
  });

  it('tells a new endpoint of the index that head lost, and not to create one', () => {
    expect(findingOf('fresh', 'database.lost-index')).toMatchObject({
      evidence: { index: 'sections_resume_id_idx', isNewQuery: true },
      suggestion: { code: 'restore-index' },
    });
    expect(findingOf('fresh', 'database.no-index')).toBeUndefined();
  });

  it('leaves no parameter in the report, and no connection behind', async () => {
    expect(JSON.stringify(report)).not.toContain('pg_sleep(0.3');
    await using admin = await connectTo(postgres.env.DATABASE_URL ?? '');
    const { rows } = await admin.query(`select count(*) from pg_stat_activity where datname like 'inspected%'`);
    expect(rows).toEqual([['0']]);
  });
});
