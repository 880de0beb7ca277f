/** The full hash of a commit, SHA-1 or SHA-256, as git prints it. */
export const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export const isSha = (text: string): boolean => SHA.test(text);
