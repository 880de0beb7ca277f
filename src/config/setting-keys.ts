import { z } from 'zod';
import { checkOf, checks } from '../checks/index.ts';
import { limitsOf } from '../settings/limits.ts';
import { configSchema } from './schema.ts';
import { server } from './server-schema.ts';

/** Keys of a subject that set limits, not how it is measured. */
export const LIMITS: readonly string[] = ['budgets', 'thresholds', 'ratchet'];

const OTHERS: readonly string[] = ['$schema', 'servers', 'thresholds', 'measure', ...checks.map(({ id }) => id)];

/** Whether a key of the config is one for all subjects, such as `build`. */
export const isShared = (key: string): boolean => Object.hasOwn(configSchema.shape, key) && !OTHERS.includes(key);

export const subjectSchema = (check: string): z.ZodType => {
  const { settings, metrics } = checkOf(check);
  return settings.schema(limitsOf(metrics));
};

/** The name of a setting, for a `loosened` that anybody may have written: its first key. Null if there is none of this name. */
export function settingKey(check: string, key: string): string | null {
  const [first = '', second] = key.split('.');
  switch (check) {
    case 'config':
      return first === 'file' || isShared(first) ? first : null;
    case 'servers':
      return keysOf(server).includes(first) ? first : null;
    case 'measure':
      if (first === 'rounds') return checks.some(({ id }) => id === second) ? `rounds.${second}` : null;
      return first === 'time' || first === 'confidence' ? first : null;
    default:
      return keysOf(subjectSchema(check)).includes(first) ? first : null;
  }
}

const keysOf = (schema: unknown): string[] =>
  schema instanceof z.ZodPipe ? keysOf(schema.in) : schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
