import { refusal } from '../api/refusal.ts';

export const NO_TOKEN = 'the input `token` is empty';

/** Why a request to GitHub's API failed, as the end of a sentence. `permission` is the one that the request needs. */
export function reason(error: unknown, permission: string): string {
  const { why } = refusal('read', '', permission, error);
  switch (why.kind) {
    case 'permission':
      return `the token lacks a permission; add \`${why.permission}\` to the \`permissions:\` of the job`;
    case 'no-answer':
      return `GitHub did not answer as it should: ${why.reason}`;
    case 'no-token':
      return NO_TOKEN;
    case 'other':
      return why.reason;
  }
}
