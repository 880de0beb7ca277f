import { z } from 'zod';
import { checkOf, checks } from '../checks/index.ts';
import { limitsOf } from '../settings/limits.ts';
import { configSchema } from './schema.ts';
import { server } from './server-schema.ts';

/** Keys of a subject that set its limits. All other keys set how it is measured. */
export const LIMITS: readonly string[] = ['budgets', 'thresholds', 'ratchet'];

const OTHERS: readonly string[] = ['$schema', 'servers', 'thresholds', 'measure', ...checks.map(({ id }) => id)];

/** Whether a key of the config applies to all subjects, such as `build`. */
export const isShared = (key: string): boolean => Object.hasOwn(configSchema.shape, key) && !OTHERS.includes(key);

export const subjectSchema = (check: string): z.ZodType => {
  const { settings, metrics } = checkOf(check);
  return settings.schema(limitsOf(metrics));
};

/**
 * The known setting that `key` begins with; null if there is none. Anybody may have written a `loosened` entry of a
 * report.
 */
export const settingKey = (check: string, key: string): string | null =>
  namesOf(check).find((name) => key === name || key.startsWith(`${name}.`)) ?? null;

function namesOf(check: string): string[] {
  switch (check) {
    case 'config':
      return ['file', ...Object.keys(configSchema.shape).filter(isShared)];
    case 'servers':
      return keysOf(server);
    case 'measure':
      return ['time', 'confidence', ...checks.map(({ id }) => `rounds.${id}`)];
    default:
      return keysOf(subjectSchema(check));
  }
}

const keysOf = (schema: unknown): string[] =>
  schema instanceof z.ZodPipe ? keysOf(schema.in) : schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
