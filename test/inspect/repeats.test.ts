import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { statementsOf } from '../../src/inspect/postgres/sql/statement.ts';
import type { Execution } from '../../src/inspect/postgres/wire/execution.ts';
import { repeatsOf } from '../../src/inspect/repeats.ts';

const PARENT = 'select id, name from parents';
const CHILD = 'select * from children where parent_id = $1';

function ran(sql: string, parameters: readonly string[], startedMs: number, column: readonly string[] = []): Execution {
  const [statement] = statementsOf(sql);
  if (statement === undefined) throw new Error(sql);
  const columns = column.length === 0 ? [] : [{ name: 'id', values: new Set(column) }];
  const rows = column.length;
  const values = parameters.map((one) => [one]);
  return { statement, parameters: values, startedMs, sentAt: 0, durationMs: 1, rows, bytes: 0, failed: false, columns };
}

const ids = Array.from({ length: 10 }, (_, at) => String(100 + at));
const parent = ran(PARENT, [], 0, ids);

test.each<[string, readonly Execution[], object]>([
  [
    'a value of each row of an earlier statement',
    ids.map((id) => ran(CHILD, [id], 1)),
    { level: 3, parent: { rows: 10, column: 'id' } },
  ],
  ['the values of some rows of it', ids.slice(0, 6).map((id) => ran(CHILD, [id], 1)), { level: 3, times: 6 }],
  ['a tenant beside a value of each row', ids.map((id) => ran(`${CHILD} and tenant = $2`, [id, '5'], 1)), { level: 3 }],
  [
    'as often as it has rows, with other values',
    ids.map((id) => ran(CHILD, [`x${id}`], 1)),
    { level: 2, parent: { rows: 10, column: null } },
  ],
  ['always with the same values', ids.map(() => ran(CHILD, ['100'], 1)), { level: 1, distinct: 1, parent: null }],
  ['with values of its own', ids.slice(0, 5).map((id) => ran(CHILD, [`x${id}`], 1)), { level: 0, parent: null }],
  ['before it', ids.map((id) => ran(CHILD, [id], -1)), { level: 0, parent: null }],
])('a statement that is asked again %s', (_, children, expected) => {
  expect(repeatsOf([parent, ...children])).toMatchObject([expected]);
});

it('the order in which statements end does not matter', () => {
  const all = [parent, ...ids.map((id, at) => ran(CHILD, [id], 1 + at))];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(repeatsOf(shuffled)).toEqual(repeatsOf(all));
    }),
  );
});

it('rows of rows are found, too', () => {
  const children = ids.map((id, at) => ran(CHILD, [id], 1, [`c${at}`, `d${at}`]));
  const grandchildren = ids.flatMap((_, at) =>
    [`c${at}`, `d${at}`].map((id) => ran('select * from toys where child_id = $1', [id], 9)),
  );
  expect(repeatsOf([parent, ...children, ...grandchildren])).toMatchObject([
    {
      tables: ['toys'],
      times: 20,
      level: 3,
      parent: { shape: 'select * from children where parent_id = ?', rows: 20 },
    },
    { tables: ['children'], times: 10, level: 3 },
  ]);
});
