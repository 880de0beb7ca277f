import { z } from 'zod';
import {
  addressOf,
  ask,
  type CacheAccess,
  type CacheService,
  expectSuccess,
  isTaken,
  readAnswer,
} from '../services/cache-service.ts';
import type { ServiceRequest } from '../services/exchange.ts';

// https://github.com/actions/toolkit/blob/main/packages/cache/src/internal/contracts.d.ts
const found = z.object({ cacheKey: z.string(), archiveLocation: z.string() });
const reserved = z.object({ cacheId: z.int() });

/** The cache of a GitHub Enterprise Server. `version` keeps entries of another format apart. */
export function cacheV1(access: CacheAccess, version: string): CacheService {
  const base = new URL('_apis/artifactcache/', access.url.replace(/\/*$/, '/'));
  const call = (
    method: ServiceRequest['method'],
    path: string,
    signal: AbortSignal,
    { body, type = 'application/json', range }: { body?: object; type?: string; range?: string } = {},
  ) => {
    const headers = {
      accept: 'application/json;api-version=6.0-preview.1',
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(range === undefined ? {} : { 'content-range': range }),
    };
    const sent = body === undefined ? null : Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return ask({ method, url: new URL(path, base), headers, body: sent }, access, signal);
  };

  return {
    async find(key, signal) {
      const answer = await call('GET', `cache?keys=${encodeURIComponent(key)}&version=${version}`, signal);
      if (answer.status === 204) return null;
      const entry = readAnswer(answer, found);
      // The service also matches keys by their beginning.
      return entry.cacheKey === key ? addressOf(entry.archiveLocation) : null;
    },

    async add(key, content, signal) {
      const answer = await call('POST', 'caches', signal, { body: { key, version, cacheSize: content.length } });
      if (isTaken(answer)) return 'there';
      const entry = `caches/${readAnswer(answer, reserved).cacheId}`;
      expectSuccess(
        await call('PATCH', entry, signal, {
          body: content,
          type: 'application/octet-stream',
          range: `bytes 0-${content.length - 1}/*`,
        }),
      );
      expectSuccess(await call('POST', entry, signal, { body: { size: content.length } }));
      return 'added';
    },
  };
}
