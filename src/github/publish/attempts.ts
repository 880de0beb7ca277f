import type { Client } from '../api/client.ts';
import { type Refusal, refusal } from '../api/refusal.ts';

/** Attempts to post. What fails is kept as a refusal, and fails nothing else. */
export interface Attempts {
  /** Those so far. */
  readonly refusals: readonly Refusal[];
  /** Null if it was not posted; `refusals` then has the reason. `permission` is the one that it needs, if any. */
  make<T>(what: string, permission: string | null, post: () => Promise<T>): Promise<T | null>;
  /** The same with the client. Without a token there is none, which is a refusal, too. */
  makeAsClient<T>(what: string, permission: string, post: (client: Client) => Promise<T>): Promise<T | null>;
}

/** @param before refusals of what was read before */
export function attemptsOf({
  client,
  refusals: before,
}: {
  readonly client: Client | null;
  readonly refusals: readonly Refusal[];
}): Attempts {
  const refusals = [...before];
  const make: Attempts['make'] = async (what, permission, post) => {
    try {
      return await post();
    } catch (error) {
      refusals.push(refusal('post', what, permission, error));
      return null;
    }
  };
  return {
    refusals,
    make,
    async makeAsClient(what, permission, post) {
      if (client !== null) return make(what, permission, () => post(client));
      refusals.push({ task: 'post', what, why: { kind: 'no-token' } });
      return null;
    },
  };
}
