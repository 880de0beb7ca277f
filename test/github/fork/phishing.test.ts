import { expect, it } from 'vitest';
import { z } from 'zod';
import { reportSchema } from '../../../src/model/report.ts';
import { full } from '../../support/reports/phishing.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const ofType = (type: string, schema: Schema): Schema[] =>
  [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    (one): one is Schema => (one as Schema).type === type,
  );

/** Places that a schema has and none of these values, which are all of one place. */
function emptyPlaces(schema: Schema, values: readonly unknown[], path: string): string[] {
  const there = values.filter((value) => value !== undefined && value !== null);
  if (there.length === 0) return [path];
  const inObjects = ofType('object', schema).flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, below]) =>
      emptyPlaces(
        below as Schema,
        there.map((value) => (value as Record<string, unknown>)[key]),
        `${path}.${key}`,
      ),
    ),
  );
  const inLists = ofType('array', schema).flatMap(({ items }) =>
    emptyPlaces(items as Schema, there.flat(), `${path}[]`),
  );
  return [...inObjects, ...inLists];
}

it('the report in which every text is phishing has something at each place of the schema', () => {
  expect(emptyPlaces(z.toJSONSchema(reportSchema), [full()], '')).toEqual([
    // Only versions before this one write it.
    '.plan.subjects[].metrics[].metric.ofForms',
  ]);
});
