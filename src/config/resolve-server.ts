import type { DatabaseSettings, ServerSettings } from '../model/plan.ts';
import { composeDown } from './compose-down.ts';
import type { WrittenServer } from './server-schema.ts';

const DEFAULT_READY_MS = 30_000;
const DEFAULT_SLOW_QUERY_MS = 500;

/** A server with its defaults. */
export function resolveServer(server: WrittenServer): ServerSettings {
  if (server.static !== undefined) {
    return {
      kind: 'static',
      static: server.static,
      basePath: server['base-path'] ?? null,
      proxy: server.proxy ?? null,
    };
  }
  if (server.url !== undefined) {
    const { url, 'base-url': baseUrl = null, 'allow-load': allowLoad = false } = server;
    return { kind: 'url', url, baseUrl, allowLoad, ...readyOf(server) };
  }
  return {
    kind: 'command',
    start: server.start ?? '',
    prepare: server.prepare ?? null,
    env: server.env ?? {},
    cwd: server.cwd ?? '.',
    stop: server.stop ?? composeDown(server.start ?? ''),
    host: server.host ?? null,
    inspect: server.inspect ?? true,
    database: databaseOf(server),
    ...readyOf(server),
  };
}

interface WrittenDatabase {
  readonly env?: readonly string[] | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly pool?: number | undefined;
  readonly slow?: number | undefined;
}

/** Null if no database is to be watched. */
function databaseOf({ database }: WrittenServer): DatabaseSettings | null {
  if (database === 'off') return null;
  const { env, host, port, pool, slow }: WrittenDatabase = database ?? {};
  return {
    variables: env ?? null,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    pool: pool ?? null,
    slowMs: slow ?? DEFAULT_SLOW_QUERY_MS,
  };
}

const readyOf = ({ ready, timeout }: WrittenServer) => ({
  ready: ready?.path ?? '/',
  readyStatus: ready?.status ?? null,
  timeoutMs: timeout ?? DEFAULT_READY_MS,
});
