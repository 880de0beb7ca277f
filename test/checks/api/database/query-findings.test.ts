import { expect, test } from 'vitest';
import type { Inside } from '../../../../src/checks/api/database/launches.ts';
import { queryFindings } from '../../../../src/checks/api/database/query-findings.ts';
import type { RequestSeen } from '../../../../src/inspect/seen.ts';

const shape = 'select name from users where id = ?';
const request = (times: number): RequestSeen => ({
  ...{ queries: times, housekeeping: 0, repeated: Math.max(0, times - 1), slow: 0, queryMs: 1, rows: times, bytes: 9 },
  ...{ connects: 0, roundTrips: times, openTransaction: null, background: [] },
  shapes: [{ shape, tables: ['users'], times, failed: 0, rows: times, ms: 1, longestMs: 1 }],
  repeats: times < 2 ? [] : [{ shape, tables: ['users'], times, distinct: times, level: 0, parent: null }],
});
const launch = (...times: number[]): Inside => ({
  requests: times.map(request),
  ...{ plans: null, access: null, connections: null },
});
const codes = (base: Inside[], head: Inside[]) =>
  queryFindings(
    { base, head },
    () => false,
    () => false,
  ).map(({ code }) => code);

test('a query is repeated more only if each request of head repeats it more than any of base', () => {
  expect(codes([launch(1, 1), launch(1, 1)], [launch(9, 9), launch(9, 9)])).toEqual(['database.repeated-query']);
  expect(codes([launch(1, 1), launch(1, 1)], [launch(1, 1), launch(1, 9)])).toEqual([]);
  expect(codes([launch(1, 9), launch(1, 1)], [launch(9, 9), launch(9, 9)])).toEqual([]);
});
