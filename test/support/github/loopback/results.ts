import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Cache, emptyCache, handleCache, type ServiceCall } from './cache.ts';
import { type Fault, sendFault } from './faults.ts';
import type { Answer } from './github.ts';

/** The service that keeps artifacts and caches, on 127.0.0.1, and the store behind it. */
export interface ResultsService extends AsyncDisposable {
  readonly url: string;
  /** What of a runner's environment leads there. */
  readonly variables: Readonly<Record<string, string>>;
  /** Archives by the name of their artifact. */
  readonly stored: Map<string, Buffer>;
  readonly cache: Cache;
  /** Every request, in order. */
  readonly calls: readonly ServiceCall[];
  /** Where a stored archive can be had. */
  address(name: string): string;
  /** What goes wrong from now on; `index` is a request's place among those since. Or answers in its place. */
  fail(plan: ServicePlan): void;
}

export type ServicePlan = (call: ServiceCall, index: number) => Fault | ((response: ServerResponse) => void) | null;

const TAKEN = { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' };

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

export async function startResults(): Promise<ResultsService> {
  const stored = new Map<string, Buffer>();
  const cache = emptyCache();
  /** Names of artifacts that are there: a run has each once, and so have its re-runs. */
  const finalized = new Set<string>();
  const calls: ServiceCall[] = [];
  let plan: ServicePlan = () => null;
  let planned = 0;
  // Account, container, blob: as Azure names them by a number for a host.
  const address = (name: string) => `${url}/account/artifacts/${encodeURIComponent(name)}`;

  function handleArtifact({ method, path, headers, body }: ServiceCall): Answer {
    const name = decodeURIComponent(path.split('/').at(-1) ?? '');
    if (method === 'GET') return { status: 200, raw: stored.get(name) ?? Buffer.alloc(0) };
    if (method === 'PUT') {
      if (headers['x-ms-blob-type'] !== 'BlockBlob' || headers.authorization !== undefined) return { status: 400 };
      stored.set(name, body);
      return { status: 201 };
    }
    const asked = JSON.parse(body.toString());
    if (asked.workflow_run_backend_id !== 'run' || asked.workflow_job_run_backend_id !== 'job') {
      return { status: 403, body: { code: 'permission_denied', msg: 'the token is not for this run and job' } };
    }
    if (path === `${SERVICE}CreateArtifact`) {
      if (finalized.has(asked.name)) return { status: 409, body: TAKEN };
      return { status: 200, body: { ok: true, signed_upload_url: address(asked.name) } };
    }
    const content = stored.get(asked.name) ?? Buffer.alloc(0);
    const digest = createHash('sha256').update(content).digest('hex');
    const isWhole = asked.size === String(content.length) && asked.hash === `sha256:${digest}`;
    if (isWhole) finalized.add(asked.name);
    return { status: 200, body: isWhole ? { ok: true, artifact_id: '1' } : {} };
  }

  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', url);
    const { method = 'GET', headers } = request;
    const call = { method, path, query, headers, body: await buffer(request) };
    calls.push(call);
    const fault = plan(call, planned++);
    if (typeof fault === 'function') return fault(response);
    if (fault !== null && !fault.carriedOut) return sendFault(response, fault, { status: 204 });
    const right = handleCache(cache, call, url) ?? handleArtifact(call);
    if (fault !== null) return sendFault(response, fault, right);
    const type = right.raw === undefined ? { 'content-type': 'application/json' } : {};
    response.writeHead(right.status, { ...type, ...right.headers });
    response.end(right.raw ?? (right.body === undefined ? undefined : JSON.stringify(right.body)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url');
  return {
    url,
    stored,
    cache,
    calls,
    address,
    fail(wanted) {
      [plan, planned] = [wanted, 0];
    },
    variables: {
      ACTIONS_RESULTS_URL: url,
      ACTIONS_CACHE_URL: `${url}/`,
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RUNTIME_TOKEN: `e30.${claims}.x`,
      GITHUB_SERVER_URL: 'https://github.com',
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
