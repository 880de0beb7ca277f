import { describe, expect, it, test } from 'vitest';
import { databasesOf, variablesOf } from '../../../../src/inspect/postgres/addresses/databases.ts';

const SETTINGS = { variables: null, slowMs: 500, pool: null };
const found = (environment: Record<string, string>, settings: object = {}) => {
  const { addresses, notes, passwords } = databasesOf(environment, { ...SETTINGS, ...settings });
  return {
    upstreams: addresses.map(({ upstream }) => upstream),
    redirected: Object.assign({}, ...addresses.map((one) => one.redirected(6000))) as Record<string, string>,
    notes: notes.map(({ variable, code }) => [variable, code]),
    passwords,
  };
};

test.each<[string, object, string]>([
  [
    'postgres://ada:pw@localhost:5433/shop?a=1',
    { host: 'localhost', port: 5433 },
    'postgres://ada:pw@127.0.0.1:6000/shop?a=1',
  ],
  ['postgresql+asyncpg://ada@db/shop', { host: 'db', port: 5432 }, 'postgresql+asyncpg://ada@127.0.0.1:6000/shop'],
  [
    'jdbc:postgresql://[::1]:5433/shop?user=ada',
    { host: '::1', port: 5433 },
    'jdbc:postgresql://127.0.0.1:6000/shop?user=ada',
  ],
  ['postgres://ada:p@ss@127.0.0.1/shop', { host: '127.0.0.1', port: 5432 }, 'postgres://ada:p@ss@127.0.0.1:6000/shop'],
  [
    'postgresql:///shop?host=/run/pg&port=5433',
    { path: '/run/pg/.s.PGSQL.5433' },
    'postgresql://127.0.0.1:6000/shop?host=127.0.0.1&port=6000',
  ],
  ['postgres://ada@%2Frun%2Fpg/shop', { path: '/run/pg/.s.PGSQL.5432' }, 'postgres://ada@127.0.0.1:6000/shop'],
  ['host=db user=ada dbname=shop', { host: 'db', port: 5432 }, 'port=6000 host=127.0.0.1 user=ada dbname=shop'],
  [
    'Host=db;Port=5433;Database=shop;Password=a b',
    { host: 'db', port: 5433 },
    'Host=127.0.0.1;Port=6000;Database=shop;Password=a b',
  ],
])('%s', (value, upstream, redirected) => {
  expect(found({ URL: value })).toMatchObject({ upstreams: [upstream], redirected: { URL: redirected }, notes: [] });
});

describe('an address is left as it is, and it is said why', () => {
  test.each<[string, string]>([
    ['postgres://ada@db/shop?sslmode=require', 'tls'],
    ['postgres://ada@db/shop?sslnegotiation=direct', 'tls'],
    ['postgres://ada@db.example.com/shop', 'remote'],
    ['postgres://ada@one,two/shop', 'several-hosts'],
  ])('%s', (value, code) => {
    expect(found({ URL: value })).toMatchObject({ upstreams: [], redirected: {}, notes: [['URL', code]] });
  });
});

it('an address elsewhere is watched where its variable is named', () => {
  const value = 'postgres://ada@db.example.com/shop';
  expect(found({ URL: value, OTHER: value }, { variables: ['URL'] }).redirected).toEqual({
    URL: 'postgres://ada@127.0.0.1:6000/shop',
  });
});

it('the variables of libpq are found, and so are those that the config names', () => {
  expect(found({ PGHOST: 'db', PGPORT: '5433', PGPASSWORD: 'secret' })).toEqual({
    upstreams: [{ host: 'db', port: 5433 }],
    redirected: { PGHOST: '127.0.0.1', PGPORT: '6000' },
    notes: [],
    passwords: ['secret'],
  });
  const named = found({ DB_HOST: 'db' }, { variables: [], host: 'DB_HOST', port: 'DB_PORT' });
  expect(named.redirected).toEqual({ DB_HOST: '127.0.0.1', DB_PORT: '6000' });
  expect(found({}, { variables: ['DATABASE_URL'] }).notes).toEqual([['DATABASE_URL', 'unset']]);
});

it('what is no address of PostgreSQL is left alone', () => {
  const environment = {
    A: 'mysql://ada@db/shop',
    B: 'https://db/shop',
    C: 'host=db',
    D: '',
    E: 'a=b c=d',
    PATH: '/bin',
  };
  expect(found(environment)).toEqual({ upstreams: [], redirected: {}, notes: [], passwords: [] });
});

it('passwords are known in each form that they are written in', () => {
  expect(found({ URL: 'postgres://ada:p%40ss@localhost/shop' }).passwords).toEqual(
    expect.arrayContaining(['p%40ss', 'p@ss']),
  );
  expect(found({ URL: 'Host=db;Database=shop;Password=geheim' }).passwords).toContain('geheim');
});

test('the job’s variables are not told beside one of the server’s own that leads to the same place', () => {
  const variables = (environment: Record<string, string>, ...own: string[]) =>
    variablesOf(databasesOf(environment, SETTINGS).addresses, own);
  const DATABASE_URL = 'postgres://127.0.0.1:5432/shop';
  expect(variables({ DATABASE_URL, PGHOST: 'localhost' })).toEqual(['DATABASE_URL']);
  expect(variables({ DATABASE_URL, PGHOST: 'localhost', PGPORT: '5433' })).toEqual(['DATABASE_URL', 'PGHOST']);
  expect(variables({ DATABASE_URL, ADMIN_URL: DATABASE_URL }, 'DATABASE_URL')).toEqual(['DATABASE_URL']);
  expect(variables({ DATABASE_URL, ADMIN_URL: DATABASE_URL })).toEqual(['ADMIN_URL', 'DATABASE_URL']);
});
