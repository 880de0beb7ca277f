import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Where editors find schema.json. */
const SCHEMA_ADDRESS = 'https://raw.githubusercontent.com/perf-budget/perf-budget/v1/schema.json';

/**
 * perf-budget.yml as JSON Schema for editors: draft 7, which all of them support. Only perf-budget itself finds
 * mistakes beyond the reach of patterns, such as a server that is not declared.
 */
export function configJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // Defaults come as parsed values: 10000, where a user writes 10 s. The descriptions name them.
      delete jsonSchema.default;
      // JSON Schema has no such format; the pattern beside it says the same.
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
