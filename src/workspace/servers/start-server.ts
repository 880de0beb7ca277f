import type { ServerSettings } from '../../model/plan.ts';
import { withoutUser } from '../../text/address.ts';
import { hintOf, started } from './readiness-advice.ts';
import type { StartServerOptions, StartServerResult } from './server.ts';
import { startCommand } from './start-command.ts';
import { serveFolder } from './static.ts';
import { addressesOfUrl, waitUntilReady } from './wait-until-ready.ts';

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
      return awaitServer(name, settings, options);
  }
}

/** Waits for a server that somebody else starts, or has started. */
async function awaitServer(
  name: string,
  settings: Extract<ServerSettings, { kind: 'url' }>,
  { side, signal, settledOn }: StartServerOptions,
): Promise<StartServerResult> {
  const url = side === 'head' ? settings.url : settings.baseUrl;
  if (url === null) {
    return {
      ok: false,
      message: `Server ${name} has no base-url, so there is no base to compare with`,
      hint: `Give servers.${name}.base-url the address where base runs.`,
    };
  }
  const { timeoutMs } = settings;
  const readiness = await waitUntilReady({
    addresses: addressesOfUrl(url),
    guess: { scheme: false, name: false },
    path: settings.ready,
    status: settings.readyStatus,
    settledOn: settledOn ?? null,
    timeoutMs,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  signal.throwIfAborted();
  if (!readiness.ready) {
    const message = `Server ${name} did not answer on ${withoutUser(url).replace(/\/+$/, '')}${settings.ready} within ${timeoutMs / 1_000} s`;
    if (readiness.last !== null) {
      return { ok: false, message: `${message}: ${readiness.last}`, hint: hintOf(name, settings, readiness) };
    }
    const key = side === 'head' ? 'url' : 'base-url';
    const hint = `Let it run at servers.${name}.${key} before perf-budget does, or give it more time with timeout.`;
    return { ok: false, message: `${message}: nothing listens there`, hint };
  }
  return started(name, settings, readiness, (address) => ({
    ...address,
    pid: null,
    foreign: true,
    failure: () => null,
    [Symbol.asyncDispose]: async () => {},
  }));
}
