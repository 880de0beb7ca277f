import { z } from 'zod';
import { clean } from '../../text/sanitize.ts';
import {
  addressOf,
  ask,
  type CacheAccess,
  type CacheService,
  expectSuccess,
  isTaken,
  readAnswer,
} from './cache-service.ts';
import { exchange } from './exchange.ts';

// https://github.com/actions/toolkit/blob/main/packages/cache/src/generated/results/api/v1/cache.ts. Twirp omits
// false and empty values: https://twitchtv.github.io/twirp/docs/spec_v7.html
const found = z.object({
  ok: z.boolean().default(false),
  signed_download_url: z.string().default(''),
  matched_key: z.string().default(''),
});
const created = z.object({
  ok: z.boolean().default(false),
  signed_upload_url: z.string().default(''),
  message: z.string().default(''),
});
const finalized = z.object({ ok: z.boolean().default(false), message: z.string().default('') });

/** The cache of github.com. `version` keeps entries of another format apart. */
export function cacheV2(access: CacheAccess, version: string): CacheService {
  const call = (method: string, body: object, signal: AbortSignal) =>
    ask(
      {
        method: 'POST',
        url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, access.url),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      access,
      signal,
    );

  return {
    async find(key, signal) {
      const answer = await call('GetCacheEntryDownloadURL', { key, restore_keys: [], version }, signal);
      const entry = readAnswer(answer, found);
      // The service also matches keys by their beginning.
      return entry.ok && entry.matched_key === key ? addressOf(entry.signed_download_url) : null;
    },

    async add(key, content, signal) {
      const reserved = await call('CreateCacheEntry', { key, version }, signal);
      if (isTaken(reserved)) return 'there';
      const entry = readAnswer(reserved, created);
      if (!entry.ok) {
        if (/already exists/i.test(entry.message)) return 'there';
        throw denied(entry.message);
      }
      const uploaded = await exchange(
        {
          method: 'PUT',
          url: addressOf(entry.signed_upload_url),
          // https://learn.microsoft.com/rest/api/storageservices/put-blob
          headers: { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' },
          body: content,
          token: null,
          mostBytes: 100_000,
        },
        access.limits,
        signal,
      );
      expectSuccess(uploaded);
      const size = { key, version, size_bytes: String(content.length) };
      const end = readAnswer(await call('FinalizeCacheEntryUpload', size, signal), finalized);
      if (!end.ok) throw denied(end.message);
      return 'added';
    },
  };
}

const denied = (message: string) =>
  new Error(message === '' ? 'it refuses the entry without a reason' : clean(message, 200));
