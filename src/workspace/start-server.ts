import type { ServerSettings } from '../model/plan.ts';
import type { RunningServer, StartServerOptions, StartServerResult } from './server.ts';
import { startCommand } from './start-command.ts';
import { serveFolder } from './static.ts';

/**
 * Starts a server and waits until it answers. A server that does not answer leaves no process behind. Rejects only if
 * `signal` aborts, after all processes have ended.
 */
export async function startServer(
  name: string,
  settings: ServerSettings,
  options: StartServerOptions,
): Promise<StartServerResult> {
  options.signal.throwIfAborted();
  switch (settings.kind) {
    case 'static':
      return serveFolder(name, settings, options);
    case 'command':
      return startCommand(name, settings, options);
    case 'url':
      return knownServer(name, options.side === 'head' ? settings.url : settings.baseUrl);
  }
}

function knownServer(name: string, url: string | null): StartServerResult {
  if (url === null) {
    return {
      ok: false,
      message: `Server ${name} has no base-url, so there is no base to compare with`,
      hint: `Give servers.${name}.base-url the address where base runs.`,
    };
  }
  const server: RunningServer = {
    origin: url.replace(/\/+$/, ''),
    pid: null,
    foreign: true,
    failure: () => null,
    [Symbol.asyncDispose]: async () => {},
  };
  return { ok: true, server };
}
