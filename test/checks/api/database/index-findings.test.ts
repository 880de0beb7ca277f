import { expect, test } from 'vitest';
import { indexFindings } from '../../../../src/checks/api/database/index-findings.ts';
import type { Inside } from '../../../../src/checks/api/database/launches.ts';
import type { AccessSeen } from '../../../../src/inspect/seen.ts';

const INDEX = { table: 'sections', index: 'sections_resume_id_idx', columns: ['resume_id'], isValid: true };
const NOTHING: Inside = { requests: [], plans: null, access: null, connections: null };

/** An endpoint that reads `sections` by `resume_id`, with these indexes. */
function reads(shape: string, indexes: AccessSeen['indexes']): Inside {
  const relation = { table: 'sections', index: indexes[0]?.index ?? null, columns: ['resume_id'] };
  const tables = [{ table: 'sections', rows: 12_000 }];
  return { ...NOTHING, access: { indexes, tables, shapes: [{ shape, relations: [relation] }] } };
}

const found = (launches: Parameters<typeof indexFindings>[0]) =>
  indexFindings(
    launches,
    () => false,
    () => false,
  ).map(({ code, suggestion, warns }) => [code, suggestion?.code, warns]);

test('a new endpoint is told to restore the index that another endpoint had on base, and without one to create it', () => {
  const head = [reads('select body from sections where resume_id = ?', [])];
  const beside = [reads('select title from sections where resume_id = ?', [INDEX])];
  expect(found({ base: [], head, beside })).toEqual([['database.lost-index', 'restore-index', true]]);
  expect(found({ base: [], head, beside: [] })).toEqual([['database.no-index', 'create-index', true]]);
});
