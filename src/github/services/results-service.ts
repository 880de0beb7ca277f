import { addressOf, ask, type CacheAccess, expectSuccess } from './cache-service.ts';
import { exchange, type ServiceAnswer } from './exchange.ts';

/** GitHub's services for caches and artifacts have one protocol: Twirp, and blobs of Azure at signed addresses. */

type Call = (method: string, body: object, signal: AbortSignal) => Promise<ServiceAnswer>;

/** Calls one of the services. Twirp leaves out false and empty values: https://twitchtv.github.io/twirp/docs/spec_v7.html */
export const resultsService =
  (name: 'CacheService' | 'ArtifactService', access: CacheAccess): Call =>
  (method, body, signal) =>
    ask(
      {
        method: 'POST',
        url: new URL(`/twirp/github.actions.results.api.v1.${name}/${method}`, access.url),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      access,
      signal,
    );

/**
 * Puts the content at a signed address: https://learn.microsoft.com/rest/api/storageservices/put-blob
 *
 * @throws Error if it is refused
 */
export async function putBlob(
  address: string,
  { content, mediaType }: { readonly content: Buffer; readonly mediaType: string },
  { limits }: CacheAccess,
  signal: AbortSignal,
): Promise<void> {
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': mediaType, 'content-type': mediaType };
  const url = addressOf(address);
  const request = { method: 'PUT', url, headers, body: content, token: null, mostBytes: 100_000 } as const;
  expectSuccess(await exchange(request, limits, signal));
}
