import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isLoopback, lookupAs } from './loopback.ts';

interface SendOptions {
  /** The IP to connect to; null: resolve the name. */
  readonly ip: string | null;
  readonly method?: string;
  /** By default that of the URL. */
  readonly path?: string;
  readonly headers: OutgoingHttpHeaders;
  readonly signal?: AbortSignal;
}

/**
 * Opens a request on a connection of its own: a kept connection would delay the server's end, and the server may close
 * it meanwhile. The caller ends it. Certificates are not checked on loopback.
 */
export function send(
  url: URL,
  { ip, ...options }: SendOptions,
  onAnswer: (answer: IncomingMessage) => void,
): ClientRequest {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  const connection = { agent: false, rejectUnauthorized: !isLoopback(url.hostname) } as const;
  return request(url, { ...options, ...connection, ...(ip !== null && { lookup: lookupAs(ip) }) }, onAnswer);
}
