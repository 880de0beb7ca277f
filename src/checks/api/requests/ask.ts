import { type IncomingHttpHeaders, validateHeaderName, validateHeaderValue } from 'node:http';
import { send } from '../../../workspace/servers/send.ts';
import type { RunningServer } from '../../../workspace/servers/server.ts';
import { textOf } from '../answer-kind.ts';
import type { ApiRequest } from './api-request.ts';

export interface FullAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A longer answer is not read to its end. */
const MOST_BYTES = 16_000_000;

/** The name of the first header that HTTP can't send; null if there is none. */
export function unsendableHeader(headers: ApiRequest['headers']): string | null {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      return name;
    }
  }
  return null;
}

/**
 * Sends one request and reads its answer. Redirects are not followed.
 *
 * @throws Error if there is no whole answer in time, or if it is longer than 16 MB.
 */
export function ask(
  { origin, ip }: Pick<RunningServer, 'origin' | 'ip'>,
  { method, path, headers, body }: ApiRequest,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<FullAnswer> {
  const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = { ip: ip ?? null, method, path, headers: { ...headers, ...length }, signal };
  return new Promise((resolve, reject) => {
    const sent = send(new URL(origin), options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) chunks.push(chunk);
        else sent.destroy(new Error(`no end of the answer within ${MOST_BYTES / 1_000_000} MB`));
      });
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        const body = Buffer.concat(chunks);
        // Some servers compress though nobody asked.
        const text = textOf({ body, encoding: headers['content-encoding']?.trim().toLowerCase() ?? '' });
        resolve({ status, headers, body: text ?? body.toString() });
      });
    });
    const limit = setTimeout(() => sent.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)), timeoutMs);
    sent.on('error', reject);
    sent.on('close', () => clearTimeout(limit));
    sent.end(body ?? undefined);
  });
}
