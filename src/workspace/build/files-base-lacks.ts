import { firstOf } from '../../text/first-of.ts';

/** Names that a sentence has room for. */
const MOST_NAMED = 5;

/** Inputs of a build that no commit holds. */
interface Uncommitted {
  /** Ignored files that only head's folder has. */
  readonly lackedByBase: readonly string[];
  /** Whether base got the newest packages that package.json allows, and head's were installed before. */
  readonly arePackagesUnlocked: boolean;
  /** Tracked files that an earlier step changed in head's folder. */
  readonly changed?: readonly string[];
}

/** Lists other possible reasons than the commits for different builds, one sentence each. */
export function uncommittedNotes({ lackedByBase, arePackagesUnlocked, changed = [] }: Uncommitted): string[] {
  return [
    ...(arePackagesUnlocked ? [`The commit has no lockfile: ${PACKAGES}. ${COMMIT_IT}`] : []),
    ...(lackedByBase.length > 0
      ? [`Head has what git ignores and base's checkout lacks: ${firstOf(lackedByBase, MOST_NAMED)}. ${CARRY_IT}`]
      : []),
    ...(changed.length > 0
      ? [`Earlier steps changed what is committed, in head alone: ${firstOf(changed, MOST_NAMED)}. ${BUILD_IT}`]
      : []),
  ];
}

/**
 * Why base's build may differ from head's although both hold the same files; null if they do not, or for no known
 * reason.
 *
 * @param isDirty whether head has changes that are not committed.
 */
export function otherBuild(
  { lackedByBase, arePackagesUnlocked, areFilesEqual }: Uncommitted & { readonly areFilesEqual: boolean },
  isDirty: boolean,
): { readonly message: string; readonly hint: string } | null {
  if (!areFilesEqual || isDirty) return null;
  const differs = `base's build differs from head's, though both commits hold the same files`;
  if (arePackagesUnlocked) return { message: `${differs}, and no lockfile: ${PACKAGES}`, hint: COMMIT_IT };
  if (lackedByBase.length === 0) return null;
  const names = firstOf(lackedByBase, MOST_NAMED);
  return { message: `${differs}; git ignores what only head has: ${names}`, hint: CARRY_IT };
}

const BUILD_IT = 'Let the build do it, so that base gets it too, or undo it before this step.';
const CARRY_IT = 'If the build reads it, name it in carry of perf-budget.yml.';
const PACKAGES = 'base got the newest packages that package.json allows, and those of head were installed before';
const COMMIT_IT = 'Commit the lockfile, or name it in carry of perf-budget.yml.';
