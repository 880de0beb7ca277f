import type { Side } from '../checks/visit.ts';
import type { ServerSettings } from '../config/plan.ts';
import { launchCommand } from './launch-command.ts';
import type { RunningServer } from './server.ts';
import { serveFolder } from './static.ts';

export interface LaunchOptions {
  readonly side: Side;
  /** The side's working directory, absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Gets every line that the server's commands print. */
  readonly onLine: (line: string) => void;
}

export type LaunchResult = { readonly ok: true; readonly server: RunningServer } | LaunchFailure;

/** `message` is a sentence without its full stop; `hint` says how to mend it; `output` are the last lines printed. */
export interface LaunchFailure {
  readonly ok: false;
  readonly message: string;
  readonly output?: string;
  readonly hint?: string;
}

/**
 * Brings a server to the point where it answers. Whatever doesn't get there leaves no process behind.
 * Rejects only when `signal` aborts; what was started has ended by then.
 */
export async function launchServer(
  name: string,
  settings: ServerSettings,
  options: LaunchOptions,
): Promise<LaunchResult> {
  options.signal.throwIfAborted();
  switch (settings.kind) {
    case 'static':
      return serveFolder(name, settings.static, options);
    case 'command':
      return launchCommand(name, settings, options);
    case 'url':
      return knownServer(name, options.side === 'head' ? settings.url : settings.baseUrl);
  }
}

function knownServer(name: string, url: string | null): LaunchResult {
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
    failure: () => null,
    [Symbol.asyncDispose]: async () => {},
  };
  return { ok: true, server };
}
