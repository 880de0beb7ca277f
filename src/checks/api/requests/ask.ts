import { request as askHttp, type IncomingHttpHeaders } from 'node:http';
import { request as askHttps } from 'node:https';
import type { RunningServer } from '../../../workspace/servers/server.ts';
import type { ApiRequest } from '../request.ts';

export interface FullAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request and reads its answer. As under load, redirects are not followed and certificates are not checked.
 *
 * @throws Error if there is no whole answer in time.
 */
export function ask(
  { origin, ip }: Pick<RunningServer, 'origin' | 'ip'>,
  { method, path, headers, body }: ApiRequest,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<FullAnswer> {
  const { protocol, hostname, host, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const name = hostname.replace(/^\[|\]$/g, '');
  const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = {
    ...{ method, path, signal },
    ...{ hostname: ip ?? name, port: port === '' ? (isSecure ? 443 : 80) : port },
    headers: { host, ...headers, ...length },
    ...(isSecure && { rejectUnauthorized: false, ...(ip !== undefined && { servername: name }) }),
  };
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)), timeoutMs);
    const sent = (isSecure ? askHttps : askHttp)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.on('close', () => clearTimeout(limit));
    sent.end(body ?? undefined);
  });
}
