import { createHash } from 'node:crypto';

/** GitHub's own limit is not written down; this is far below those of file systems. */
const LONGEST = 100;

/**
 * The artifact that carries a report from the run that measured to the one that may post, a name of perf-budget each.
 */
export const artifactName = (name: string): string => nameOf('perf-budget-report', name);

/** The artifact that keeps what was measured of a commit, a name of perf-budget each. */
export const baselineArtifactName = (name: string): string => nameOf('perf-budget-baseline', name);

const nameOf = (kind: string, name: string): string => (name === 'default' ? kind : `${kind}-${safeName(name)}`);

/**
 * The name of a perf-budget in characters that artifacts, caches and paths may have; different ones stay different. It is
 * neither empty nor a folder with a meaning.
 * https://github.com/actions/toolkit/blob/main/packages/artifact/README.md has the characters that GitHub refuses.
 */
export function safeName(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll('*', '%2A').replace(/^\./, '%2E');
  return encoded.length <= LONGEST ? encoded : createHash('sha256').update(encoded).digest('hex');
}
