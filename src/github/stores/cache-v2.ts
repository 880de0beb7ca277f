import { z } from 'zod';
import { clean } from '../../text/sanitize.ts';
import { addressOf, type CacheAccess, type CacheService, isTaken, readAnswer } from '../services/cache-service.ts';
import { putBlob, resultsService } from '../services/results-service.ts';

// https://github.com/actions/toolkit/blob/main/packages/cache/src/generated/results/api/v1/cache.ts
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
  const call = resultsService('CacheService', access);
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
      await putBlob(entry.signed_upload_url, { content, mediaType: 'application/octet-stream' }, access, signal);
      const size = { key, version, size_bytes: String(content.length) };
      const end = readAnswer(await call('FinalizeCacheEntryUpload', size, signal), finalized);
      if (!end.ok) throw denied(end.message);
      return 'added';
    },
  };
}

const denied = (message: string) =>
  new Error(message === '' ? 'it refuses the entry without a reason' : clean(message, 200));
