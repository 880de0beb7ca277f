import type { LookupFunction } from 'node:net';
import { isIP, isIPv4 } from 'node:net';

/** Both addresses of this machine; a server may listen on either. */
export const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'] as const;

/** Names that always mean this machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export const isLoopbackName = (hostname: string): boolean => /(^|\.)localhost$/i.test(hostname);

/** Whether a URL's `hostname` can only be this machine. */
export const isLoopback = (hostname: string): boolean =>
  isLoopbackName(hostname) || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));

/** Connects to `ip`, whatever the name: browsers resolve `acme.localhost` themselves, many systems don't. */
export const lookupAs =
  (ip: string): LookupFunction =>
  (_, options, done) => {
    const family = isIP(ip);
    if (options.all) done(null, [{ address: ip, family }]);
    else done(null, ip, family);
  };
