import type { Store } from '../../baseline/store.ts';
import type { Client } from '../api/client.ts';
import type { Environment } from '../environment.ts';
import { openArtifactStore } from './artifact-store.ts';
import { openBranchStore } from './branch-store.ts';
import { openCacheStore } from './cache-store.ts';

export interface StoresRequest {
  /** That tells several perf-budgets of one repository apart. */
  readonly name: string;
  /** Null: baselines are kept on no branch. */
  readonly branch: string | null;
  readonly environment: Environment;
  /** The runner's: they say where its cache and its artifacts are. */
  readonly variables: NodeJS.ProcessEnv;
  /** Null: there is no token. */
  readonly client: Client | null;
  /** A folder for temporary files. */
  readonly temporary: string;
}

/** The stores that there are here, in the order in which they are asked: what needs no permission first. */
export function openStores({ name, branch, environment, variables, client, temporary }: StoresRequest): Store[] {
  const { owner, repo, isEnterpriseServer } = environment;
  const cache = openCacheStore({ name, environment, variables });
  // An Enterprise Server has no artifacts of the kind that is uploaded here.
  const artifacts = isEnterpriseServer ? null : openArtifactStore({ name, environment, variables, client, temporary });
  const kept = branch === null ? null : openBranchStore({ branch, name, client, owner, repo });
  return [cache, artifacts, kept].filter((store) => store !== null);
}
