import { createHash, scryptSync } from 'node:crypto';
import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { isExact } from '../model/plan.ts';
import { version } from '../version.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A hash of everything that determines a subject's figures besides the commit, including config values from the
 * environment. Figures of runs with equal fingerprints differ only by their commits. Null if figures are never
 * comparable across runs: those of a sampled subject, or of a commit without a lockfile. Also null if the surroundings
 * are unknown.
 */
export function fingerprint(
  planned: PlannedSubject,
  { install, build, secrets }: Pick<Plan, 'install' | 'build' | 'secrets'>,
  surroundings: Surroundings | null,
): string | null {
  if (!isExact(planned) || surroundings === null || surroundings.locked === null) return null;
  const { folder, node, locked } = surroundings;
  const { check, subject } = planned;
  const measuredBy = checkOf(check).stored?.version;
  const own = [version, measuredBy, check, subject.name, subject.variant, subject.settings];
  const all = [...own, install, build, folder, node, locked, slowHash(secrets)];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** Reports show fingerprints. From a fast hash, a password that a person chose could be guessed. */
const slowHash = (secrets: readonly string[]): string =>
  secrets.length === 0 ? '' : scryptSync(JSON.stringify(secrets), 'perf-budget', 32).toString('hex');
