import { describe, expect, it, test } from 'vitest';
import { statementsOf } from '../../../../src/inspect/postgres/sql/statement.ts';

const only = (sql: string) => {
  const [statement, ...others] = statementsOf(sql);
  expect(others).toEqual([]);
  if (statement === undefined) throw new Error(`${sql} is no statement`);
  return statement;
};
const shape = (sql: string) => only(sql).shape;

describe('two statements have the same shape', () => {
  test.each([
    ['select * from t where id = 1', 'SELECT  *\nFROM t -- all\nWHERE id=$1'],
    ['select * from t where id = 1', 'select * from t where id = -1'],
    ["select 'it''s'", "select E'it\\'s'"],
    ['select $$a;b$$', 'select $x$a $$ b$x$'],
    ['select * from t where id in (1)', 'select * from t where id in ($1, $2, -3)'],
    ['insert into t (a, b) values (1, now())', "insert into t(a,b) values ('a', now()), ('b', now()), ('c', now())"],
    ['select "t"."id" from "t"', 'select t.id from t'],
    ["select * from t where at > '2020-01-01'::timestamp(3) with time zone", 'select * from t where at > $1'],
    ['select /* a /* nested */ one */ 1.5e-3 from t', 'select 2 from t'],
    ['update t set done = true where id = 1', 'update t set done = $1 where id = $2'],
    ['select * from t where tags = any(array[1, 2])', 'select * from t where tags = any(array[$1])'],
  ])('%s and %s', (one, other) => {
    expect(shape(one)).toBe(shape(other));
  });
});

describe('nothing of a value is left in a shape', () => {
  test.each([
    ["select E'a\\'secret' from t", true],
    ["select e'a\\\\' from t where b = 'secret'", true],
    ["select 'a\\' from t where b = 'secret'", true],
    ["select 'a\\'secret' from t", false],
    ["select N'a\\'secret' from t", false],
    ["select 'a''\\' secret' from t", false],
    ["select E'a'\n  'b\\'secret' from t", true],
    ["select 'a' \n 'secret' from t", true],
    ["select U&'d\\0061 secret' uescape '!' from t", true],
    ["select $$'$$, $a$ $$ $b$ secret $a$ from t", true],
    ['select $ä$secret$ä$, b from t', true],
    ["select /* ' /* secret */ ' */ 1 /* 'secret */ from t", true],
    ["select 1 -- it's secret\n from t", true],
    ["select 'secret from t", true],
    ['select "a" from t where "secret', true],
    ['select $x$ secret from t', true],
    ["select b'1', x'5ec4e7', n'secret' from t /* secret", true],
    ["select `, 'secret', ` from t", true],
    ["copy t from 'secret'; select 'secret'", true],
  ])('%s, with standard strings: %s', (sql, isStandard) => {
    const shapes = statementsOf(sql, isStandard).map((one) => one.shape);
    expect(shapes.join()).not.toMatch(/secret|5ec/i);
    expect(shapes.length).toBeGreaterThan(0);
  });
});

describe('two statements have different shapes', () => {
  test.each([
    ['select a from t', 'select b from t'],
    ['select "order" from t', 'select "Order" from t'],
    ['select * from t where a is null', 'select * from t where a is not null'],
    ['select * from t where a = $1', 'select * from t where a > $1'],
    ['select a - 1 from t', 'select a + 1 from t'],
    ['select * from t where a in ($1)', 'select * from t where a in (select 1)'],
    ["select data -> 'a' from t", "select data ->> 'a' from t"],
    ['insert into t values (1, now())', 'insert into t values (1, now()), (1, $1)'],
  ])('%s and %s', (one, other) => {
    expect(shape(one)).not.toBe(shape(other));
  });
});

test.each([
  `SELECT "public"."users"."id", "order" FROM "public"."users" WHERE ("a" IN ($1,$2) AND b = -1) LIMIT $3 OFFSET -4`,
  `with x as (select 1), y(b) as materialized (select 2) select extract(year from born) from x, y where data ? 'k'`,
  `insert into t (a) values (1), (2) on conflict (id) do update set a = excluded.a returning "id"`,
  `select a[1], b::int, 'x'::text[], - 3, a - -1, .5, 0x1F from f(1) g where x <> -2 and y=-1`,
])('the shape of a shape is itself: %s', (sql) => {
  expect(shape(shape(sql))).toBe(shape(sql));
});

it('the shape of a long statement has at most 2 kB, and is still its own', () => {
  const long = (last: string) => shape(`select ${'ä + a, '.repeat(600)} ${last} from t`);
  expect(Buffer.byteLength(long('a'))).toBeLessThanOrEqual(2_000);
  expect(long('a')).not.toBe(long('b'));
});

it('a text of several statements is split at semicolons outside of quotes', () => {
  const shapes = statementsOf(`begin; select ';' from "a;b"; -- ;\n;select $$;$$ /* ; */ from t`).map(
    (one) => one.shape,
  );
  expect(shapes).toEqual(['begin', 'select ? from "a;b"', 'select ? from t']);
});

test.each<[string, string[]]>([
  [
    'select * from a, b.c as d join only "Weird" w on w.id = a.id left join lateral (select 1 from e) q on true',
    ['a', 'b.c', 'Weird', 'e'],
  ],
  ['with x as (select * from a), y(b) as (select 1 from c) select * from x, y', ['a', 'c']],
  ['select extract(year from born), substring(name from 2) from people where a is distinct from b', ['people']],
  ['insert into public.t (a) select a from u on conflict do update set a = 1', ['t', 'u']],
  ['update t set a = 1 from u where t.id = u.id', ['t', 'u']],
  ['delete from t using u where t.id = u.id', ['t', 'u']],
  ['select * from (a join b on a.id = b.id), generate_series(1, 2) g for update', ['a', 'b']],
  ['select * from t where id in (select t_id from u) union all select * from v', ['t', 'u', 'v']],
  ['select now()', []],
])('the tables of %s', (sql, tables) => {
  expect(only(sql).tables).toEqual(tables);
});

test.each<[string, boolean]>([
  ['BEGIN ISOLATION LEVEL SERIALIZABLE', true],
  ['select 1', true],
  ['SELECT 1 AS ok', true],
  ['select version(), current_schema()', true],
  ["select set_config('a', 'b', false)", true],
  ['select typname from pg_catalog.pg_type where oid = 1', true],
  ['select pg_sleep(1)', false],
  ['select now()', false],
  ['select * from t', false],
  ['select charge($1)', false],
])('whether %s is what drivers do around queries: %s', (sql, expected) => {
  expect(only(sql).isHousekeeping).toBe(expected);
});

describe('a statement of megabytes is read in a time that grows with its length alone', () => {
  // Were each parenthesis to look at all that follow, the rows would take minutes on a busy machine.
  test.each([
    ['rows of an insert', `insert into t values ${"(1, (2), 'a'::varchar(9)), ".repeat(8_000)}(1, (2), 'a')`],
    ['a string', `insert into t values ('${'x'.repeat(20_000_000)}')`],
    ['a string with escapes', `insert into t values (E'${'x'.repeat(20_000_000)}')`],
  ])('%s', (_, sql) => {
    expect(only(sql).tables).toEqual(['t']);
  });
});
