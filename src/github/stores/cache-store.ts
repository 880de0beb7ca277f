import { createHash } from 'node:crypto';
import { MOST_STORED_BYTES, type Store } from '../../baseline/store.ts';
import { safeName } from '../../text/safe-name.ts';
import type { Environment } from '../environment.ts';
import { type CacheAccess, expectSuccess } from '../services/cache-service.ts';
import { exchange, SERVICE_LIMITS, type ServiceLimits } from '../services/exchange.ts';
import { cacheV1 } from './cache-v1.ts';
import { cacheV2 } from './cache-v2.ts';

interface CacheRequest {
  /** The input `name`, which keeps several perf-budgets in one repository apart. */
  readonly name: string;
  readonly environment: Pick<Environment, 'isEnterpriseServer'>;
  /** The runner's environment: it has the address and the token of the cache. */
  readonly variables: NodeJS.ProcessEnv;
  readonly limits?: ServiceLimits;
}

/** Identifies the format of our entries: a baseline without an archive around it. */
const VERSION = createHash('sha256').update('perf-budget: a baseline, without an archive').digest('hex');

/**
 * The Actions cache. It needs no permission, and pull requests from forks can read it. @actions/cache is not used, because
 * it unpacks entries with `tar -P`, which writes wherever the archive says, and any branch's workflow may have written the
 * entry. This client keeps an entry's bytes in memory.
 *
 * Null if the runner has no cache.
 */
export function openCacheStore({ name, environment, variables, limits = SERVICE_LIMITS }: CacheRequest): Store | null {
  const access = accessTo(variables, environment, limits);
  if (access === null) return null;
  const service = access.isV2 ? cacheV2(access, VERSION) : cacheV1(access, VERSION);
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcache-mode
  const mode = (variables.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
  const keyOf = (sha: string) => `perf-budget-v1-${safeName(name)}-${sha}`;

  return {
    name: 'the Actions cache',
    async read(sha, signal) {
      if (mode === 'none' || mode === 'write-only') throw new Error(`the job has \`cache-mode: ${mode}\``);
      const url = await service.find(keyOf(sha), signal);
      if (url === null) return null;
      const entry = await exchange(
        { method: 'GET', url, headers: {}, body: null, token: null, mostBytes: MOST_STORED_BYTES },
        limits,
        signal,
      );
      // It was evicted meanwhile.
      if (entry.status === 404) return null;
      expectSuccess(entry);
      return entry.body;
    },
    async save(sha, content, signal) {
      if (mode === 'none' || mode === 'read') throw new Error(`the job has \`cache-mode: ${mode}\``);
      const outcome = await service.add(keyOf(sha), content, signal).catch(explainDenial);
      // A look-up counts as a use: GitHub evicts entries after a week without one.
      if (outcome === 'there') await service.find(keyOf(sha), signal).catch(() => null);
    },
  };
}

/** Since June 2026, events that anyone can trigger may only read the cache. */
function explainDenial(error: Error): never {
  if (!error.message.includes('write denied')) throw error;
  throw new Error(`${error.message}; events such as push and schedule may write it`);
}

/** By the rules of @actions/cache. */
function accessTo(
  variables: NodeJS.ProcessEnv,
  { isEnterpriseServer }: CacheRequest['environment'],
  limits: ServiceLimits,
): (CacheAccess & { readonly isV2: boolean }) | null {
  const isV2 = Boolean(variables.ACTIONS_CACHE_SERVICE_V2) && !isEnterpriseServer;
  const results = variables.ACTIONS_RESULTS_URL;
  const url = isV2 ? results : variables.ACTIONS_CACHE_URL || results;
  const token = variables.ACTIONS_RUNTIME_TOKEN;
  return url && URL.canParse(url) && token ? { isV2, url, token, limits } : null;
}
