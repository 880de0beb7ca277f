import { execFileSync, spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../scripts/postgres/server.ts';
import { openTaps } from '../../src/inspect/database.ts';
import type { DatabaseTaps } from '../../src/inspect/database-taps.ts';
import { eventually, temporaryFolder } from '../support/folders/temporary.ts';
import { type Client, connectTo } from '../support/postgres/client.ts';

/** How often each way of asking asks, and its answer if that is not the number of all sections. */
interface Way {
  readonly queries: number;
  readonly answer?: number;
  /** Asks for each row of what it asked before. */
  readonly isRepeated?: true;
}

const EACH_ROW = { queries: 41, isRepeated: true } as const;
const OF_EACH = { lazy: EACH_ROW, together: EACH_ROW, eager: { queries: 1 }, batch: { queries: 2 } };
const TRANSACTION = { queries: 2, answer: 1 };

/** The apps in `orms/`. Their sources say the numbers, and the server's own statistics have to agree. */
const APPS: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  'pg.js': {
    ...OF_EACH,
    prepared: EACH_ROW,
    simple: EACH_ROW,
    transaction: TRANSACTION,
    several: { queries: 2, answer: 4 },
  },
  'postgres.js': {
    ...OF_EACH,
    simple: EACH_ROW,
    cursor: { queries: 1 },
    transaction: TRANSACTION,
    pipelined: { queries: 2, answer: 2 },
    fails: { queries: 3, answer: 3 },
  },
  'prisma.js': {
    ...OF_EACH,
    eager: { queries: 2 },
    batch: { queries: 3 },
    uniques: EACH_ROW,
    transaction: TRANSACTION,
    pipelined: { queries: 2, answer: 2 },
  },
  'drizzle.js': { ...OF_EACH, prepared: EACH_ROW, transaction: TRANSACTION },
  'knex.js': { ...OF_EACH, transaction: TRANSACTION },
  'sequelize.js': { ...OF_EACH, transaction: TRANSACTION },
  // It asks whether there is what is to be removed.
  'typeorm.js': { ...OF_EACH, transaction: { queries: 3, answer: 1 } },
  'python.py': {
    ...OF_EACH,
    many: { queries: 10, answer: 10 },
    copied: { queries: 1 },
    transaction: TRANSACTION,
  },
};

const SECTIONS = 200;
const TABLES = `create table resumes (id serial primary key, title text);
create table sections (id serial primary key, resume_id int references resumes, title text);
insert into resumes (title) select 'r' || i from generate_series(1, 40) i;
insert into sections (resume_id, title) select i % 40 + 1, 's' || i from generate_series(1, ${SECTIONS}) i;
create extension pg_stat_statements;
create role app superuser login password 'secret'`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: PostgresServer;
let admin: Client;
/** Why there is no psycopg here; null if there is. */
let noPython: string | null = null;

const call = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  execFileSync(command, args, { cwd: folder.path, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(async () => {
  folder = await temporaryFolder();
  await cp(join(import.meta.dirname, 'orms'), folder.path, { recursive: true });
  call('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  // Prisma would download an engine that a client for a driver needs not.
  const prisma = join('node_modules', 'prisma', 'build', 'index.js');
  call(process.execPath, [prisma, 'generate', '--schema', 'schema.prisma'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  });
  try {
    call('python3', ['-m', 'pip', 'install', '--quiet', '--target', 'python', 'psycopg[binary]==3.3.6']);
  } catch (error) {
    noPython = (error as Error).message;
  }
  postgres = await startPostgres({
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track_utility': 'on',
  });
  admin = await connectTo(postgres.env.DATABASE_URL ?? '');
  expect((await admin.query(TABLES)).error).toBeNull();
});
afterAll(async () => {
  await admin?.[Symbol.asyncDispose]();
  await postgres?.[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

interface App extends AsyncDisposable {
  readonly taps: DatabaseTaps;
  ask(way: string): Promise<unknown>;
}

async function startApp(file: string): Promise<App> {
  const address = (postgres.env.DATABASE_URL ?? '').replace(/\/\/[^@]*@/, '//app:secret@');
  const settings = { variables: null, slowMs: 500, pool: null };
  const taps = await openTaps({ DATABASE_URL: address }, settings, {
    signal: new AbortController().signal,
    keepSecret: () => {},
  });
  const child = spawn(file.endsWith('.py') ? 'python3' : process.execPath, [file], {
    cwd: folder.path,
    env: { ...process.env, ...taps.environment, PYTHONPATH: 'python' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [, port] = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`${file} ended`);
    return /port (\d+)/.exec(output);
  });
  return {
    taps,
    async ask(way) {
      const response = await fetch(`http://127.0.0.1:${port}/${way}`);
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return JSON.parse(text);
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await taps.close();
    },
  };
}

const HOUSEKEEPING = /^(?:begin|start transaction|commit|rollback|savepoint|release|set|deallocate|discard)\b/i;

/** What the server itself counted since the last reset. */
async function counted(): Promise<{ queries: number; housekeeping: number }> {
  const { rows } = await admin.query("select query, calls from pg_stat_statements where userid = 'app'::regrole");
  const sum = (isHousekeeping: boolean) =>
    rows
      .filter(([query]) => HOUSEKEEPING.test(query ?? '') === isHousekeeping)
      .reduce((total, [, calls]) => total + Number(calls), 0);
  return { queries: sum(false), housekeeping: sum(true) };
}

describe.each(Object.entries(APPS))('What %s asks', (file, ways) => {
  let app: App;
  beforeAll(async () => {
    if (file.endsWith('.py') && noPython !== null) return;
    app = await startApp(file);
    await app.taps.rest(200);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  test.for(Object.entries(ways))('is counted as the server counts it: %s', async ([way, truth], { skip }) => {
    if (app === undefined) skip(`psycopg could not be installed: ${noPython}`);
    // All connections are open, and what clients ask of a new one was asked.
    for (let time = 0; time < 3; time += 1) await app.taps.watch(way, () => app.ask(way));
    await admin.query('select pg_stat_statements_reset()');
    const { answer, seen } = await app.taps.watch(way, () => app.ask(way));
    expect(answer).toBe(truth.answer ?? SECTIONS);
    const { queries, housekeeping, repeats, openTransaction } = seen;
    const byServer = await counted();
    expect({ queries, openTransaction }, JSON.stringify(seen.shapes)).toEqual({
      queries: byServer.queries,
      openTransaction: null,
    });
    expect(queries, JSON.stringify(seen.shapes)).toBe(truth.queries);
    // The server's statistics leave out a COMMIT that was prepared once and runs again.
    expect(housekeeping).toBeGreaterThanOrEqual(byServer.housekeeping);
    if (truth.isRepeated !== true) return;
    const [repeat] = repeats;
    expect(repeat).toMatchObject({ times: 40, distinct: 40, parent: { rows: 40 } });
    expect(repeat?.level).toBeGreaterThanOrEqual(2);
  });
});
