import { checkOf } from '../checks/index.ts';
import { type Plan, runsElsewhere } from '../model/plan.ts';
import { named } from './only.ts';

/**
 * Whether head must be built before its plan can be measured. Where all servers run elsewhere, only a file that the config
 * names and the folder lacks may still be the build's to write.
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
