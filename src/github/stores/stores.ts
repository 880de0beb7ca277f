import type { Store } from '../../baseline/store.ts';
import type { Client } from '../api/client.ts';
import type { Environment } from '../environment.ts';
import { openBranchStore } from './branch-store.ts';
import { openCacheStore } from './cache-store.ts';

interface StoresRequest {
  /** The input `name`, which keeps several perf-budgets in one repository apart. */
  readonly name: string;
  /** Null if no branch keeps baselines. */
  readonly branch: string | null;
  readonly environment: Environment;
  /** The runner's environment: it has the address of its cache. */
  readonly variables: NodeJS.ProcessEnv;
  /** Null if there is no token. */
  readonly client: Client | null;
}

/** The available stores in the order in which they are asked: the cache first, since it needs no permission. */
export function openStores({ name, branch, environment, variables, client }: StoresRequest): Store[] {
  const { owner, repo } = environment;
  const cache = openCacheStore({ name, environment, variables });
  const kept = branch === null ? null : openBranchStore({ branch, name, client, owner, repo });
  return [cache, kept].filter((store) => store !== null);
}
