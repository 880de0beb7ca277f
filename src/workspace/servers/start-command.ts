import { existsSync } from 'node:fs';
import type { ServerSettings } from '../../model/plan.ts';
import { closestPath } from '../build/absent-paths.ts';
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
import { startHint } from './start-hint.ts';
import { addressesOfPort, type Readiness, waitUntilReady } from './wait-until-ready.ts';

type RunningPorts = ReturnType<RunningCommand['ports']>;
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
    watch,
  }: StartServerOptions,
): Promise<StartServerResult> {
  const folder = resolveInside(directory, settings.cwd);
  if (folder === null || !existsSync(folder)) {
    const why = folder === null ? 'lies outside of the repository' : `is not a folder of ${side}`;
    const closest = folder && (await closestPath(settings.cwd, directory, 'folder'));
    const hint = closest
      ? { hint: `Did you mean ${closest}? servers.${name}.cwd is relative to the working directory.` }
      : {};
    return { ok: false, message: `Server ${name} can't start: its cwd ${settings.cwd} ${why}`, ...hint };
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
        { name, env, failed: { stage: 'prepare', command: settings.prepare, folder } },
      );
    }
  }

  const watched = watch === undefined ? {} : await watch(env);
  const command = spawnCommand(settings.start, { ...start, env: { ...env, ...watched } });
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
  if (exit === null) {
    const failure = { ...unanswered(name, settings, port, readiness, ports, command), log };
    return explained(failure, { name, env, failed: null });
  }
  const message = `Server ${name}: \`${settings.start}\` ${describeExit(exit)} before it answered on ${settings.ready}`;
  const hint = succeeded(exit)
    ? `\`start\` has to run for as long as the server does. If it leaves the server to others, as docker compose up --detach does, write how to end that as servers.${name}.stop.`
    : undefined;
  const failure = { ok: false, message, output: command.excerpt(), log, ...(hint && { hint }) } as const;
  return explained(failure, { name, env, failed: { stage: 'start', command: settings.start, folder } });
}

function unanswered(
  name: string,
  settings: CommandSettings,
  port: number,
  readiness: Readiness,
  ports: RunningPorts,
  running: RunningCommand,
): StartServerFailure {
  const { ready, timeoutMs } = settings;
  const message = `Server ${name} did not answer on ${ready} within ${timeoutMs / 1000} s`;
  const output = running.excerpt();
  if (!readiness.ready && readiness.last !== null) {
    const hint = hintOf(name, settings, readiness);
    return { ok: false, message: `${message}: ${readiness.last}`, output, hint };
  }
  const hint =
    'Let it listen on the port that the environment variable PORT holds, on 127.0.0.1 or ::1. Many servers take it as an argument, such as --port $PORT.';
  const own = ports?.find((one) => one.port === port);
  if (ports === null) return { ok: false, message: `${message}: nothing listens on port ${port}`, output, hint };
  if (own?.onLoopback) {
    const slow = 'Give it more time with timeout.';
    return {
      ok: false,
      message: `${message}: it listens on port ${port}, and has not answered yet`,
      output,
      hint: slow,
    };
  }
  if (own !== undefined) {
    return { ok: false, message: `${message}: it listens on port ${port}, but on no loopback address`, output, hint };
  }
  if (ports.length > 0) {
    return {
      ok: false,
      message: `${message}: it ignores PORT, and listens on ${ports.map((one) => one.port).join(', ')} instead of ${port}`,
      output,
      hint,
    };
  }
  return {
    ok: false,
    message: `${message}: it listens on no port`,
    output,
    hint: `${hint} If it is slow to start, give it more time with timeout.`,
  };
}

/** Adds a hint if the output shows a frequent cause, or, of a command that failed, what the job lacks. */
async function explained(
  failure: StartServerFailure,
  {
    name,
    env,
    failed,
  }: {
    readonly name: string;
    readonly env: NodeJS.ProcessEnv;
    readonly failed: (Pick<FailedCommand, 'stage' | 'command'> & { readonly folder: string }) | null;
  },
): Promise<StartServerFailure> {
  const output = failure.output ?? '';
  const cause = startHint({ name, output, env });
  if (cause !== null) return { ...failure, hint: cause };
  if (failed === null) return failure;
  const { stage, command, folder } = failed;
  const hint = failedCommandHint(
    await readFailedCommand({ stage, command, text: `${failure.message}\n${output}` }, folder),
  );
  return hint === null ? failure : { ...failure, hint };
}
