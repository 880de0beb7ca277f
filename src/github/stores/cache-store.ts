import { createHash } from 'node:crypto';
import { MOST_STORED_BYTES, type Store } from '../../baseline/store.ts';
import { safeName } from '../artifacts/name.ts';
import type { Environment } from '../environment.ts';
import { type CacheAccess, expectSuccess } from './cache-service.ts';
import { cacheV1 } from './cache-v1.ts';
import { cacheV2 } from './cache-v2.ts';
import { exchange, SERVICE_LIMITS, type ServiceLimits } from './exchange.ts';

export interface CacheRequest {
  /** That tells several perf-budgets of one repository apart. */
  readonly name: string;
  readonly environment: Pick<Environment, 'isEnterpriseServer'>;
  /** The runner's: they say where the cache is, and let us in. */
  readonly variables: NodeJS.ProcessEnv;
  readonly limits?: ServiceLimits;
}

/** What our entries contain: a baseline as it is, in no archive. */
const VERSION = createHash('sha256').update('perf-budget: a baseline, without an archive').digest('hex');

/**
 * The Actions cache. It needs no permission, and pull requests from forks can read it. It is asked by a client of our own:
 * the one of @actions/cache unpacks what it finds with `tar -P`, which writes wherever the archive says, and every branch's
 * workflow may have put it there. Here an entry is a baseline's bytes, and stays in memory.
 *
 * Null: the runner has no cache.
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
      // Evicted since.
      if (entry.status === 404) return null;
      expectSuccess(entry);
      return entry.body;
    },
    async save(sha, content, signal) {
      if (mode === 'none' || mode === 'read') throw new Error(`the job has \`cache-mode: ${mode}\``);
      const outcome = await service.add(keyOf(sha), content, signal).catch(explainDenial);
      // To be looked for counts as a use: GitHub forgets what nobody has used for a week, though no commit followed.
      if (outcome === 'there') await service.find(keyOf(sha), signal).catch(() => null);
    },
  };
}

/** Since June 2026 events that anybody can cause may only read it. */
function explainDenial(error: Error): never {
  if (!error.message.includes('write denied')) throw error;
  throw new Error(`${error.message}; events such as push and schedule may write it`);
}

/** As @actions/cache finds it. */
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
