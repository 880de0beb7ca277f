import { LARGEST, LONGEST, LONGEST_IN_RECORD, LONGEST_TEXT, RECORDS, SMALLEST } from './limits.ts';

/**
 * The place of the first text or number beyond the limits, in a value with the shape of a report; null if there is
 * none. The schema can't hold these limits: it also reads a run's own reports, and does not look into records. Removes,
 * in place, keys with which careless code would change an object's prototype.
 */
export function beyondLimits(value: unknown, path: string, longest = LONGEST_TEXT): string | null {
  if (typeof value === 'string') {
    return value.length <= longest ? null : `${path} has more than ${longest} characters`;
  }
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return size === 0 || (size >= SMALLEST && size <= LARGEST) ? null : `${path} has a number that can't be measured`;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      const found = beyondLimits(one, `${path}.${index}`, longest);
      if (found !== null) return found;
    }
    return null;
  }
  return ofObject(value, path);
}

function ofObject(object: object, path: string): string | null {
  for (const [key, value] of Object.entries(object)) {
    const below = path === '' ? key : `${path}.${key}`;
    const found = RECORDS.has(key)
      ? beyondInRecord(value, below)
      : beyondLimits(value, below, Object.hasOwn(LONGEST, key) ? LONGEST[key] : LONGEST_TEXT);
    if (found !== null) return found;
  }
  return null;
}

/** The same, but never names a key. */
function beyondInRecord(value: unknown, path: string): string | null {
  if (typeof value !== 'object' || value === null) return beyondLimits(value, path, LONGEST_IN_RECORD);
  Reflect.deleteProperty(value, '__proto__');
  for (const [key, one] of Object.entries(value)) {
    if (key.length > LONGEST_TEXT) return `${path} has a key of more than ${LONGEST_TEXT} characters`;
    const found = beyondInRecord(one, path);
    if (found !== null) return found;
  }
  return null;
}
