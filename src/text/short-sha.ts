/** A commit's hash as git abbreviates it. */
export const shortSha = (sha: string): string => sha.slice(0, 7);
