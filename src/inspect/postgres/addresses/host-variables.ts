import { upstreamOf } from './upstream.ts';
import { DEFAULT_PORT, demandOf, type Environment, type Found, severalHosts, tls } from './value.ts';

/** Variables that hold only a host or a port. */
export function ofHost(host: string | null, port: string | null, environment: Environment, address?: string): Found {
  const demand = demandOf(new Map(), environment);
  if (demand !== null) return tls(`PG… variables: ${demand}`);
  const wanted = (address !== undefined && environment[address]) || (host !== null && environment[host]) || '';
  if (host !== null && wanted === '') return { type: 'note', note: { code: 'unset', message: 'it is not set' } };
  if (wanted.includes(',')) return severalHosts;
  const number = Number((port !== null && environment[port]) || DEFAULT_PORT);
  if (!Number.isInteger(number))
    return { type: 'note', note: { code: 'no-address', message: 'its port is no number' } };
  return {
    type: 'found',
    upstream: upstreamOf(wanted || 'localhost', number),
    redirected: (listening) => ({
      ...(host !== null && { [host]: '127.0.0.1' }),
      ...(port !== null && { [port]: String(listening) }),
      ...(address !== undefined && environment[address] && { [address]: '127.0.0.1' }),
    }),
  };
}
