import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_STORED_BYTES, type Store } from '../../../src/baseline/store.ts';
import { openCacheStore } from '../../../src/github/stores/cache-store.ts';
import type { FaultKind } from '../../support/github/loopback/faults.ts';
import { type ResultsService, startResults } from '../../support/github/loopback/results.ts';

const SHA = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const CONTENT = gzipSync('{"version":1}');
const signal = new AbortController().signal;
const LIMITS = { attemptMs: 2_000, pauseMs: 1 };

let service: ResultsService;
beforeEach(async () => {
  service = await startResults();
});
afterEach(() => service[Symbol.asyncDispose]());

function open({ name = 'default', isEnterpriseServer = false, more = {}, limits = LIMITS } = {}): Store {
  const variables = { ...service.variables, ...more };
  const store = openCacheStore({ name, environment: { isEnterpriseServer }, variables, limits });
  if (store === null) throw new Error('there is no cache');
  return store;
}

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', String);

describe.each([
  ['github.com', false],
  ['an Enterprise Server', true],
])('the cache of %s', (_, isEnterpriseServer) => {
  const openHere = (of: object = {}) => open({ ...of, isEnterpriseServer });

  it('gives back what was saved, for that commit and that name alone', async () => {
    await openHere().save(SHA, CONTENT, signal);
    expect(await openHere().read(SHA, signal)).toEqual(CONTENT);
    expect(await openHere().read(OTHER, signal)).toBeNull();
    expect(await openHere({ name: 'web' }).read(SHA, signal)).toBeNull();
    await openHere({ name: 'a/b, c' }).save(SHA, Buffer.from('of a/b, c'), signal);
    expect(String(await openHere({ name: 'a/b, c' }).read(SHA, signal))).toBe('of a/b, c');
    expect(service.cache.entries.map(({ key }) => key)).toEqual([
      `perf-budget-v1-default-${SHA}`,
      `perf-budget-v1-a%2Fb%2C%20c-${SHA}`,
    ]);
  });

  it('takes no key that only begins like the right one', async () => {
    await openHere().save(SHA + OTHER.slice(0, 24), CONTENT, signal);
    expect(await openHere().read(SHA, signal)).toBeNull();
  });

  it('reads what the base branch saved, but its own first; what it saves stays its own', async () => {
    await openHere().save(SHA, CONTENT, signal);
    service.cache.scopes = ['refs/pull/1/merge', 'refs/heads/main'];
    expect(await openHere().read(SHA, signal)).toEqual(CONTENT);
    await openHere().save(SHA, Buffer.from('own'), signal);
    expect(String(await openHere().read(SHA, signal))).toBe('own');
    service.cache.scopes = ['refs/heads/main'];
    expect(await openHere().read(SHA, signal)).toEqual(CONTENT);
  });

  it('leaves what is there already, and calls it saved', async () => {
    await openHere().save(SHA, CONTENT, signal);
    const before = service.calls.length;
    await openHere().save(SHA, Buffer.from('later'), signal);
    // The second is a use, without which GitHub would forget it.
    expect(service.calls).toHaveLength(before + 2);
    expect(await openHere().read(SHA, signal)).toEqual(CONTENT);
  });

  it('says so where the run may not write', async () => {
    service.cache.access = 'read';
    const told = await refusal(openHere().save(SHA, CONTENT, signal));
    expect(told).toContain('cache write denied: token has no writable scopes; events such as push and schedule may');
    expect(await openHere().read(SHA, signal)).toBeNull();
  });

  it('shows the token to the service, and to no address that the service gives', async () => {
    await openHere().save(SHA, CONTENT, signal);
    await openHere().read(SHA, signal);
    const [asked, blobs] = [true, false].map((own) =>
      service.calls.filter(({ path }) => path.startsWith('/account/blobs/') !== own),
    );
    expect(blobs?.length).toBeGreaterThan(0);
    for (const { headers } of asked ?? []) {
      expect(headers.authorization).toBe(`Bearer ${service.variables.ACTIONS_RUNTIME_TOKEN}`);
    }
    for (const { headers } of blobs ?? []) expect(headers.authorization).toBeUndefined();
  });

  it('takes the token along no redirect', async () => {
    await using other = await startResults();
    service.fail(() => (response) => response.writeHead(307, { location: `${other.url}/elsewhere` }).end());
    expect(await refusal(openHere().read(SHA, signal))).toContain('it answered 307');
    expect(await refusal(openHere().save(SHA, CONTENT, signal))).toContain('it answered 307');
    expect(other.calls).toEqual([]);
  });

  it('tries once more what broke or was too much, and then gives up', async () => {
    await openHere().save(SHA, CONTENT, signal);
    for (const once of [{ kind: 'status', status: 503 }, { kind: 'reset' }, { kind: 'status', status: 429 }] as const) {
      service.fail((_, index) => (index === 0 ? { ...once, carriedOut: false } : null));
      expect(await openHere().read(SHA, signal)).toEqual(CONTENT);
    }
  });

  it.each<[string, FaultKind, string, number]>([
    ['answers 500', { kind: 'status', status: 500 }, 'it answered 500: Fault 500', 2],
    ['breaks the connection', { kind: 'reset' }, 'the connection failed', 2],
    ['breaks it in the middle', { kind: 'cut' }, 'the connection failed', 2],
    ['never answers', { kind: 'hang' }, 'it did not answer within 2 s', 1],
    ['never ends its answer', { kind: 'no-body' }, 'it did not answer within 2 s', 1],
    ['answers half', { kind: 'truncated' }, 'its answer has the wrong format', 1],
    ['answers something else', { kind: 'text', text: '[1]', type: 'application/json' }, 'has the wrong format', 1],
    ['answers a page', { kind: 'text', text: '<html>', type: 'text/html' }, 'its answer has the wrong format', 1],
    ['wants a long pause', { kind: 'status', status: 429, headers: { 'retry-after': '60' } }, 'it answered 429', 1],
  ])('says so where the service %s', async (_, fault, told, tries) => {
    // What is cut is the right answer.
    await openHere().save(SHA, CONTENT, signal);
    service.fail(() => ({ ...fault, carriedOut: fault.kind === 'cut' || fault.kind === 'truncated' }));
    const before = service.calls.length;
    expect(await refusal(openHere().read(SHA, signal))).toContain(told);
    expect(service.calls.length - before).toBe(tries);
    expect(await refusal(openHere().save(OTHER, CONTENT, signal))).toContain(told);
  });

  it('does not call saved what its own lost try left without content', async () => {
    service.fail((_, index) => (index === 0 ? { kind: 'reset', carriedOut: true } : null));
    expect(await refusal(openHere().save(SHA, CONTENT, signal))).toContain('its first answer was lost');
  });

  it('leaves an entry at the limit, whatever it claims to be', async () => {
    await openHere().save(SHA, CONTENT, signal);
    const isBlob = ({ path }: { path: string }) => path.startsWith('/account/blobs/');
    let sent = 0;
    const endless = (response: ServerResponse) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1_000_000))) sent += 1;
      };
      response.on('drain', more);
      more();
    };
    service.fail((call) => (isBlob(call) ? endless : null));
    const limits = { attemptMs: 10_000, pauseMs: 1 };
    expect(await refusal(openHere({ limits }).read(SHA, signal))).toContain('its answer is larger than 10 MB');
    expect(sent).toBeLessThan(100);

    const bomb = gzipSync(Buffer.alloc(MOST_STORED_BYTES + 1));
    const squeezed = { 'content-encoding': 'gzip', 'content-length': bomb.length };
    service.fail((call) => (isBlob(call) ? (response) => response.writeHead(200, squeezed).end(bomb) : null));
    expect(await refusal(openHere({ limits }).read(SHA, signal))).toContain('its answer is larger than 10 MB');
  });

  it('has nothing where the entry was evicted meanwhile', async () => {
    await openHere().save(SHA, CONTENT, signal);
    const isBlob = ({ path }: { path: string }) => path.startsWith('/account/blobs/');
    service.fail((call) => (isBlob(call) ? { kind: 'status', status: 404, carriedOut: false } : null));
    expect(await openHere().read(SHA, signal)).toBeNull();
  });

  it('ends on abort', async () => {
    service.fail(() => ({ kind: 'hang', carriedOut: false }));
    const limits = { attemptMs: 60_000, pauseMs: 1 };
    const reason = new Error('Cancelled');
    const soon = AbortSignal.any([AbortSignal.timeout(50)]);
    expect(await refusal(openHere({ limits }).read(SHA, soon))).toContain('TimeoutError');
    expect(await refusal(openHere({ limits }).save(SHA, CONTENT, AbortSignal.abort(reason)))).toContain('Cancelled');
  });
});

it('sends no address to the log, nor what it stands for', async () => {
  await open().save(SHA, CONTENT, signal);
  for (const fault of [{ kind: 'reset' }, { kind: 'hang' }, { kind: 'status', status: 403 }] as const) {
    service.fail(({ path }) => (path.startsWith('/account/blobs/') ? { ...fault, carriedOut: false } : null));
    const told = await refusal(open().read(SHA, signal));
    expect(told).not.toMatch(/none|sig|blobs|127\.0\.0\.1/);
  }
});

it.each(['file:///etc/passwd', 'data:,x', 'nothing', ''])(
  'reads nothing from an address such as %s',
  async (address) => {
    const body = JSON.stringify({
      ok: true,
      signed_download_url: address,
      matched_key: `perf-budget-v1-default-${SHA}`,
    });
    service.fail(() => ({ kind: 'text', text: body, type: 'application/json', carriedOut: false }));
    expect(await refusal(open().read(SHA, signal))).toContain('its answer has no valid address');
  },
);

it.each([
  ['none', true, true],
  ['read', false, true],
  ['write-only', true, false],
  ['write', false, false],
  ['', false, false],
])('keeps to `cache-mode: %s`', async (mode, noRead, noSave) => {
  const store = open({ more: { ACTIONS_CACHE_MODE: mode } });
  const told = `the job has \`cache-mode: ${mode}\``;
  expect((await refusal(store.save(SHA, CONTENT, signal))).includes(told)).toBe(noSave);
  expect((await refusal(store.read(SHA, signal))).includes(told)).toBe(noRead);
});

it('is not there where the runner has no cache', () => {
  for (const missing of ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL']) {
    const variables = { ...service.variables, [missing]: undefined };
    expect(openCacheStore({ name: 'default', environment: { isEnterpriseServer: false }, variables })).toBeNull();
  }
});
