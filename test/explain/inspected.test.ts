import { expect, test } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import type { RequestSeen } from '../../src/inspect/seen.ts';
import { type Failure, type Measurements, nothingMeasured } from '../../src/model/measurements.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const KEY = { check: 'api', subject: 'list', variant: null, part: null } as const;
const CHILD = 'select title from sections where resume_id = ?';
const seen: RequestSeen = {
  ...{
    queries: 11,
    housekeeping: 0,
    repeated: 9,
    slow: 0,
    queryMs: 1,
    rows: 20,
    bytes: 0,
    connects: 0,
    roundTrips: 11,
  },
  openTransaction: null,
  shapes: [{ shape: CHILD, tables: ['sections'], times: 10, failed: 0, rows: 10, ms: 1, longestMs: 1 }],
  repeats: [
    {
      ...{ shape: CHILD, tables: ['sections'], times: 10, distinct: 10, level: 3 },
      parent: { shape: 'select id from resumes', rows: 10, column: 'id' },
    },
  ],
  background: [],
};
const data = { requests: [seen], plans: null, access: null, connections: null };

async function codesOf(measured: Partial<Measurements>): Promise<string[]> {
  const plan = await planOf('servers: { a: { start: node a.js } }\napi: { list: { server: a, request: GET / } }');
  return explain(plan, { ...nothingMeasured([], null), ...measured }, []).findings.map(({ code }) => code);
}

const ofHead = { samples: [], evidence: [{ ...KEY, side: 'head', round: 0, data }] } as const;
const absent: Failure = {
  ...{ ...KEY, side: 'base', round: 0, attempt: 0, retried: false, code: 'absent', message: 'base answers 404' },
};

test('A query for each row warns in an endpoint that base lacks', async () => {
  expect(await codesOf({ inspected: ofHead, failures: [absent] })).toEqual(['database.repeated-query']);
});

test('It is not blamed on head where base has the endpoint, and its inspection failed', async () => {
  expect(await codesOf({ inspected: ofHead })).toEqual([]);
});
