import { checkOf } from '../checks/index.ts';
import { type Plan, runsElsewhere } from '../model/plan.ts';
import { named } from './only.ts';

/**
 * Whether head must be built before its plan can be measured. If all servers run elsewhere, only a missing file that
 * the config names needs a build, which may write it.
 *
 * @param patterns of `--only`
 */
export async function needsBuild(
  { subjects, servers }: Plan,
  directory: string,
  patterns: readonly string[],
): Promise<boolean> {
  const chosen = named(subjects, patterns);
  if (!runsElsewhere({ subjects: chosen, servers })) return true;
  const missing = await Promise.all(
    chosen.map(({ check, subject }) => checkOf(check).settings.missing?.(subject, directory) ?? null),
  );
  return missing.some((one) => one !== null);
}
