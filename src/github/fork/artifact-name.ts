import { createHash } from 'node:crypto';

const ARTIFACT = 'perf-budget-report';
/** GitHub's own limit is not written down; this is far below those of file systems. */
const LONGEST = 100;

/**
 * The artifact that carries a report from the run that measured to the one that may post, a name of perf-budget each.
 * https://github.com/actions/toolkit/blob/main/packages/artifact/README.md has the characters that GitHub refuses.
 */
export function artifactName(name: string): string {
  if (name === 'default') return ARTIFACT;
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll('*', '%2A');
  const short = encoded.length <= LONGEST ? encoded : createHash('sha256').update(encoded).digest('hex');
  return `${ARTIFACT}-${short}`;
}
