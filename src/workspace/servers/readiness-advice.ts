import type { RunningServer, StartedServer } from './server.ts';
import type { Readiness } from './wait-until-ready.ts';

/** Consequences of a server's readiness: its address, and advice for the reader. */

interface ReadySettings {
  readonly ready: string;
  readonly readyStatus: readonly string[] | null;
}

/** Statuses by which servers refuse a request for a host that they don't know. */
const REFUSES_HOSTS: readonly number[] = [400, 403, 421];

/** How a server is reached. */
type Reached = Pick<RunningServer, 'origin' | 'ip' | 'certificate'>;

/** A server that is ready. `serve` makes it from the address at which it was reached. */
export function started(
  name: string,
  { ready }: ReadySettings,
  { address, settledOn }: Extract<Readiness, { ready: true }>,
  serve: (reached: Reached) => RunningServer,
): StartedServer {
  const { origin, ip, certificate } = address;
  const isName = ip !== null && !origin.includes(ip);
  const server = serve({ origin, ...(isName && { ip }), ...(certificate !== null && { certificate }) });
  if (settledOn === null) return { ok: true, server };
  const host = REFUSES_HOSTS.includes(settledOn)
    ? ` If it refuses names that it does not know, write the one that it expects as servers.${name}.host.`
    : '';
  const note = `Server ${name}: no path answered 2xx; ready once its port answered (${settledOn} to ${ready}). A path that answers, or that status, can be written as servers.${name}.ready.${host}`;
  return { ok: true, server, settledOn, note };
}

/** Advice on a server that answered, but not as expected. */
export function hintOf(
  name: string,
  { ready, readyStatus }: ReadySettings,
  { status, last }: Extract<Readiness, { ready: false }>,
): string {
  if (last !== null && /Parse Error: Expected HTTP|HPE_INVALID_CONSTANT/.test(last)) {
    return 'What answers is no HTTP/1.1: without TLS, browsers and perf-budget speak nothing else. Let it allow HTTP/1.1 beside HTTP/2 or gRPC.';
  }
  const other = `let servers.${name}.ready name a path that answers ${(readyStatus ?? ['2xx']).join(' or ')}, or give it more time with timeout.`;
  const alone = `${other[0]?.toUpperCase()}${other.slice(1)}`;
  if (status === null) return alone;
  if (status >= 500) return `Fix what makes it fail: its output may say more. ${alone}`;
  return `If ${status} is what it answers once it is up, write servers.${name}.ready: { path: ${ready}, status: ${status} }. Otherwise ${other}`;
}
