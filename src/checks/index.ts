import type { ReportFinding } from '../model/report.ts';
import { api } from './api/index.ts';
import { bench } from './bench/index.ts';
import { bundle } from './bundle/index.ts';
import type { Check } from './check.ts';
import type { Fix } from './gain.ts';
import { vitals } from './vitals/index.ts';

/** Every check, in the order in which they are measured and reported. To add one, add its folder and a line here. */
export const checks = [bundle, vitals, api, bench] as readonly Check[];

/** @throws Error if no check has this id. */
export function checkOf(id: string): Check {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`there is no check ${id}`);
  return check;
}

/** What its check suggests for a finding; undefined without a suggestion, or with one that this version does not know. */
export function fixOf({ check, suggestion }: ReportFinding): Fix | undefined {
  const fixes = checks.find(({ id }) => id === check)?.explain.words.fixes ?? {};
  return suggestion !== null && Object.hasOwn(fixes, suggestion.code) ? fixes[suggestion.code] : undefined;
}
