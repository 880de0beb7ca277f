import { existsSync } from 'node:fs';
import type { ServerSettings } from '../../model/plan.ts';
import { readFailedCommand } from '../build/failed-command.ts';
import { type FailedCommand, failedCommandHint } from '../build/failed-command-hint.ts';
import { resolveInside } from '../git/checkout-root.ts';
import { commandLog } from '../processes/command-log.ts';
import { commandEnvironment } from '../processes/environment.ts';
import { describeExit, type Exit, succeeded } from '../processes/exit.ts';
import { withoutMiddle } from '../processes/output.ts';
import { type RunningCommand, runCommand, spawnCommand } from '../processes/shell-command.ts';
import { composeProject } from './compose-project.ts';
import { freePort } from './port.ts';
import { hintOf, started } from './readiness-advice.ts';
import { runStop } from './run-stop.ts';
import type { StartServerFailure, StartServerOptions, StartServerResult } from './server.ts';
import { addressesOfPort, type Readiness, waitUntilReady } from './wait-until-ready.ts';

type CommandSettings = Extract<ServerSettings, { kind: 'command' }>;

/** Of what a server prints, until it is ready and from then on, so many lines are shown of each. */
const SHOWN_LINES = 40;

/**
 * Runs `prepare`, starts the server's command with a free port in PORT, and waits until it answers there. However that ends,
 * `stop` runs before the process tree is ended.
 */
export async function startCommand(
  name: string,
  settings: CommandSettings,
  {
    side,
    directory,
    signal,
    onLine,
    quiet = false,
    settledOn,
    keepLog = () => {},
    onUnstopped = onLine,
  }: StartServerOptions,
): Promise<StartServerResult> {
  const folder = resolveInside(directory, settings.cwd);
  if (folder === null || !existsSync(folder)) {
    const why = folder === null ? 'lies outside of the repository' : `is not a folder of ${side}`;
    return { ok: false, message: `Server ${name} can't start: its cwd ${settings.cwd} ${why}` };
  }
  const port = await freePort();
  const own = Object.entries(settings.env).map(([key, value]) => [key, value.replace(/\$\{side\}/g, side)]);
  const env = commandEnvironment({
    ...composeProject(side, directory),
    ...Object.fromEntries(own),
    PORT: String(port),
    PERF_BUDGET_SIDE: side,
  });
  const start = { directory: folder, env };
  const kept = (stage: 'prepare' | 'start' | 'stop', content: string, failed = true): string => {
    const log = commandLog({ side, stage, server: name }, content);
    keepLog(log, failed);
    return log.name;
  };
  const show = quiet ? () => {} : onLine;

  let running: RunningCommand | null = null;
  let shown = 0;
  const showOutput = () => {
    const lines = running?.lines().slice(shown) ?? [];
    shown += lines.length;
    for (const line of withoutMiddle(lines, SHOWN_LINES)) show(line);
  };
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => {
    // What a failed `prepare` brought up has to be taken down, too.
    const unstopped = settings.stop && (await runStop(settings.stop, { ...start, onLine: show, signal }));
    if (unstopped) {
      const log = unstopped.log === null ? '' : ` (${kept('stop', unstopped.log)})`;
      onUnstopped(`Server ${name} could not be stopped on ${side}, and may still run: ${unstopped.message}${log}.`);
    }
    await running?.[Symbol.asyncDispose]();
    showOutput();
  });
  if (settings.prepare !== null) {
    const prepared = await runCommand(settings.prepare, { ...start, onLine: show, signal });
    const log = kept('prepare', prepared.log, !prepared.ok);
    if (!prepared.ok) {
      const message = `Server ${name} could not be prepared: ${prepared.message}`;
      return explained(
        { ok: false, message, output: prepared.output, log },
        { stage: 'prepare', command: settings.prepare, folder },
      );
    }
  }

  const command = spawnCommand(settings.start, start);
  running = command;
  /** How the command failed. With a `stop`, it may leave the server to others, such as containers. */
  const failed = (): Exit | null => {
    const exit = command.exit();
    return exit === null || (settings.stop !== null && succeeded(exit)) ? null : exit;
  };
  const ended = new AbortController();
  void command.exited.then(() => failed() && ended.abort());
  const limit = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(settings.timeoutMs)]);
  const readiness = await waitUntilReady({
    addresses: addressesOfPort(port, settings.host),
    guess: { scheme: true, name: settings.host === null },
    path: settings.ready,
    status: settings.readyStatus,
    settledOn: settledOn ?? null,
    timeoutMs: settings.timeoutMs,
    signal: limit,
  });
  signal.throwIfAborted();
  if (readiness.ready && failed() === null) {
    showOutput();
    const owned = stack.move(); // the caller disposes it
    return started(name, settings, readiness, (reached) => {
      let disposed = false;
      return {
        ...reached,
        pid: command.pid,
        failure() {
          const exit = failed();
          if (exit === null || disposed) return null;
          const message = `Server ${name}: \`${settings.start}\` ${describeExit(exit)}`;
          return { message, output: command.excerpt(), log: kept('start', command.log()) };
        },
        [Symbol.asyncDispose]() {
          disposed ||= failed() === null;
          return owned.disposeAsync();
        },
      };
    });
  }
  const exit = failed();
  const ports = command.ports();
  await stack.disposeAsync(); // and with it all output is read
  const log = kept('start', command.log());
  if (exit === null) return explained({ ...unanswered(name, settings, port, readiness, ports, command), log }, null);
  const message = `Server ${name}: \`${settings.start}\` ${describeExit(exit)} before it answered on ${settings.ready}`;
  const failure = { ok: false, message, output: command.excerpt(), log } as const;
  return explained(failure, { stage: 'start', command: settings.start, folder });
}

function unanswered(
  name: string,
  settings: CommandSettings,
  port: number,
  readiness: Readiness,
  ports: number[] | null,
  running: RunningCommand,
): StartServerFailure {
  const { ready, timeoutMs } = settings;
  const message = `Server ${name} did not answer on ${ready} within ${timeoutMs / 1000} s`;
  const output = running.excerpt();
  if (!readiness.ready && readiness.last !== null) {
    const hint = hintOf(name, settings, readiness);
    return { ok: false, message: `${message}: ${readiness.last}`, output, hint };
  }
  const hint = 'Let it listen on the port that the environment variable PORT holds, on 127.0.0.1 or ::1.';
  if (ports === null) return { ok: false, message: `${message}: nothing listens on port ${port}`, output, hint };
  if (ports.includes(port)) {
    return { ok: false, message: `${message}: it listens on port ${port}, but on no loopback address`, output, hint };
  }
  if (ports.length > 0) {
    return {
      ok: false,
      message: `${message}: it ignores PORT, and listens on ${ports.join(', ')} instead of ${port}`,
      output,
      hint,
    };
  }
  return { ok: false, message: `${message}: it listens on no port`, output, hint };
}

/** Adds a hint if the output shows a frequent cause, or, of a command that failed, what the job lacks. */
async function explained(
  failure: StartServerFailure,
  failed: (Pick<FailedCommand, 'stage' | 'command'> & { readonly folder: string }) | null,
): Promise<StartServerFailure> {
  const output = failure.output ?? '';
  if (/EADDRINUSE|address already in use/i.test(output)) {
    const hint = 'Let it listen on the port that the environment variable PORT holds: base and head run side by side.';
    return { ...failure, hint };
  }
  if (/ECONNREFUSED|connection refused/i.test(output)) {
    const hint =
      'If it needs a database or another service, start that before this step (`services:` in the workflow).';
    return { ...failure, hint };
  }
  if (failed === null) return failure;
  const { stage, command, folder } = failed;
  const hint = failedCommandHint(
    await readFailedCommand({ stage, command, text: `${failure.message}\n${output}` }, folder),
  );
  return hint === null ? failure : { ...failure, hint };
}
