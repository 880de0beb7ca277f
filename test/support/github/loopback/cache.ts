import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './github.ts';

/** The Actions cache, in both versions of its service, and the store behind it. */
export interface Cache {
  /** Of the run that asks: they are looked through in order, and the first is written to. */
  scopes: string[];
  /** What the run may do. */
  access: 'write' | 'read';
  readonly entries: Entry[];
}

export interface Entry {
  readonly id: number;
  readonly scope: string;
  readonly key: string;
  readonly version: string;
  content: Buffer;
  /** Whether the one who made it has finished: others can't be read. */
  isWhole: boolean;
}

export interface ServiceCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export const emptyCache = (): Cache => ({ scopes: ['refs/heads/main'], access: 'write', entries: [] });

const V1 = '/_apis/artifactcache/';
const V2 = '/twirp/github.actions.results.api.v1.CacheService/';
const DENIED = 'cache write denied: token has no writable scopes';

/** Null: it is nothing of the cache's. `url` is where the service is. */
export function handleCache(cache: Cache, call: ServiceCall, url: string): Answer | null {
  if (call.path.startsWith('/account/blobs/')) return blob(cache, call);
  if (!call.path.startsWith(V1) && !call.path.startsWith(V2)) return null;
  if (!call.headers.authorization?.startsWith('Bearer ')) return { status: 401, body: { message: 'Unauthorized' } };
  const address = ({ id }: Entry) => `${url}/account/blobs/${id}?sig=signature`;
  return call.path.startsWith(V2) ? twirp(cache, call, address) : v1(cache, call, address);
}

function twirp(cache: Cache, { path, body }: ServiceCall, address: (entry: Entry) => string): Answer {
  const sent: { key: string; version: string; size_bytes?: string } = JSON.parse(body.toString());
  switch (path.slice(V2.length)) {
    case 'GetCacheEntryDownloadURL': {
      const entry = find(cache, sent);
      if (entry === undefined) return { status: 200, body: { ok: false, signed_download_url: '', matched_key: '' } };
      return { status: 200, body: { ok: true, signed_download_url: address(entry), matched_key: entry.key } };
    }
    case 'CreateCacheEntry': {
      if (cache.access === 'read') return { status: 200, body: { ok: false, message: DENIED } };
      const entry = create(cache, sent);
      if (entry !== null) return { status: 200, body: { ok: true, signed_upload_url: address(entry) } };
      const msg = 'cache entry with the same key, version, and scope already exists';
      return { status: 409, body: { code: 'already_exists', msg } };
    }
    case 'FinalizeCacheEntryUpload': {
      const entry = cache.entries.find((one) => isOf(one, cache, sent));
      if (!finish(entry, Number(sent.size_bytes))) return { status: 200, body: { ok: false, message: 'wrong size' } };
      return { status: 200, body: { ok: true, entry_id: String(entry?.id) } };
    }
    default:
      return { status: 404, body: { code: 'bad_route', msg: 'no handler for path' } };
  }
}

function v1(
  cache: Cache,
  { method, path, query, headers, body }: ServiceCall,
  address: (entry: Entry) => string,
): Answer {
  const [resource, id] = path.slice(V1.length).split('/');
  const own = cache.entries.find((entry) => entry.id === Number(id));
  if (!headers.accept?.endsWith('api-version=6.0-preview.1')) return { status: 400, body: { message: 'api-version' } };
  if (method === 'GET' && resource === 'cache') {
    const [key = ''] = (query.get('keys') ?? '').split(',');
    const entry = find(cache, { key, version: query.get('version') ?? '' });
    if (entry === undefined) return { status: 204 };
    return { status: 200, body: { cacheKey: entry.key, scope: entry.scope, archiveLocation: address(entry) } };
  }
  if (method === 'PATCH' && own !== undefined) {
    if (headers['content-range'] !== `bytes 0-${body.length - 1}/*`) return { status: 400, body: { message: 'range' } };
    own.content = body;
    return { status: 204 };
  }
  const sent = JSON.parse(body.toString());
  if (own !== undefined) return { status: finish(own, sent.size) ? 204 : 400 };
  if (cache.access === 'read') return { status: 403, body: { message: DENIED } };
  const entry = create(cache, sent);
  return entry === null
    ? { status: 409, body: { message: `Cache already exists. Key: ${sent.key}` } }
    : { status: 201, body: { cacheId: entry.id } };
}

/** Azure's part. It refuses who brings two kinds of access. */
function blob(cache: Cache, { method, path, query, headers, body }: ServiceCall): Answer {
  const entry = cache.entries.find(({ id }) => id === Number(path.split('/').at(-1)));
  if (entry === undefined || query.get('sig') === null) return { status: 404 };
  if (headers.authorization !== undefined) return { status: 400 };
  if (method === 'GET') return { status: 200, raw: entry.content };
  if (headers['x-ms-blob-type'] !== 'BlockBlob') return { status: 400 };
  entry.content = body;
  return { status: 201 };
}

interface Wanted {
  readonly key: string;
  readonly version: string;
}

/** Whether it is what the run itself wrote by that key. */
const isOf = (entry: Entry, { scopes }: Cache, { key, version }: Wanted): boolean =>
  entry.scope === scopes[0] && entry.key === key && entry.version === version;

/** A key is taken for the beginning of one, after the exact one, the newest first, scope by scope. */
function find({ scopes, entries }: Cache, { key, version }: Wanted): Entry | undefined {
  return scopes
    .flatMap((scope) => {
      const of = entries.filter((entry) => entry.scope === scope && entry.version === version && entry.isWhole);
      const longer = of.filter((entry) => entry.key.startsWith(key)).toReversed();
      return [...of.filter((entry) => entry.key === key), ...longer];
    })
    .at(0);
}

function create(cache: Cache, { key, version }: Wanted) {
  const [scope = ''] = cache.scopes;
  if (cache.entries.some((one) => isOf(one, cache, { key, version }))) return null;
  const entry: Entry = { id: cache.entries.length + 1, scope, key, version, content: Buffer.alloc(0), isWhole: false };
  cache.entries.push(entry);
  return entry;
}

function finish(entry: Entry | undefined, bytes: number): boolean {
  if (entry?.content.length !== bytes) return false;
  entry.isWhole = true;
  return true;
}
