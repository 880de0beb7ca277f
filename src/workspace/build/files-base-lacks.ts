import { firstOf } from '../../text/first-of.ts';

/** Names that a sentence has room for. */
const MOST_NAMED = 5;

/** Says what head has and base lacks; null if that is nothing. */
export function lackedNote(lacked: readonly string[]): string | null {
  return lacked.length === 0
    ? null
    : `Head has what git ignores and base's checkout lacks: ${firstOf(lacked, MOST_NAMED)}. ${ADVICE}`;
}

/** Why base's build is another one than head's, though both commits hold the same files. */
export const otherBuild = (lacked: readonly string[]): { readonly message: string; readonly hint: string } => ({
  message: `base's build differs from head's, though both commits hold the same files; git ignores what only head has: ${firstOf(lacked, MOST_NAMED)}`,
  hint: ADVICE,
});

const ADVICE = 'If the build reads it, name it in carry of perf-budget.yml.';
