import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The service that keeps artifacts, on 127.0.0.1: the part of it that uploads, and the store behind it. */
export interface ResultsService extends AsyncDisposable {
  readonly url: string;
  /** What of a runner's environment leads there. */
  readonly variables: Readonly<Record<string, string>>;
  /** Archives by the name of their artifact. */
  readonly stored: Map<string, Buffer>;
  /** Where a stored archive can be had. */
  address(name: string): string;
}

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

export async function startResults(): Promise<ResultsService> {
  const stored = new Map<string, Buffer>();
  const blocks = new Map<string, Buffer[]>();
  // Account, container, blob: as Azure names them by a number for a host.
  const address = (name: string) => `${url}/account/artifacts/${encodeURIComponent(name)}`;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const body = await buffer(request);
    const name = decodeURIComponent(pathname.split('/').at(-1) ?? '');
    const json = (value: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === `${SERVICE}CreateArtifact`) {
      return json({ ok: true, signed_upload_url: address(JSON.parse(body.toString()).name) });
    }
    if (pathname === `${SERVICE}FinalizeArtifact`) return json({ ok: true, artifact_id: '1' });
    if (request.method === 'GET') return response.writeHead(200).end(stored.get(name));
    if (searchParams.get('comp') === 'block') blocks.set(name, [...(blocks.get(name) ?? []), body]);
    else stored.set(name, Buffer.concat(searchParams.has('comp') ? (blocks.get(name) ?? []) : [body]));
    return response.writeHead(201).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url');
  return {
    url,
    stored,
    address,
    variables: {
      ACTIONS_RESULTS_URL: url,
      ACTIONS_RUNTIME_TOKEN: `e30.${claims}.x`,
      GITHUB_SERVER_URL: 'https://github.com',
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
