import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Where editors find schema.json. */
const SCHEMA_ADDRESS = 'https://raw.githubusercontent.com/perf-budget/perf-budget/v1/schema.json';

/**
 * perf-budget.yml as JSON Schema, for editors: draft 7, since that is what they all know. What a pattern can't say
 * (that a server is declared, that a duration is long enough) only perf-budget itself finds.
 */
export function configJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // They are given as they are after parsing: 10000, where a user writes 10 s. The descriptions name them.
      delete jsonSchema.default;
      // No format of JSON Schema; the pattern beside it says the same.
      if ((jsonSchema.format as string | undefined) === 'starts_with') delete jsonSchema.format;
    },
  });
  return {
    $schema,
    $id: SCHEMA_ADDRESS,
    title: 'perf-budget.yml',
    description: 'What perf-budget builds, serves and measures, and the limits that hold.',
    ...schema,
  };
}

/** The text of schema.json. */
export const schemaText = (): string => `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
