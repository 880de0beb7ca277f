import { api } from './api/index.ts';
import { bundle } from './bundle/index.ts';
import type { Check } from './check.ts';
import { vitals } from './vitals/index.ts';

/** Every check, in the order in which they are measured and reported. A new one is a folder here and a line below. */
export const checks = [bundle, vitals, api] as readonly Check[];

/** The check with this id; throws for an id that no check has. */
export function checkOf(id: string): Check {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`there is no check ${id}`);
  return check;
}
