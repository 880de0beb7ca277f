import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerSettings } from '../../model/plan.ts';
import { closestPath } from '../build/absent-paths.ts';
import { resolveInside } from '../git/resolve-inside.ts';
import { commandLog } from '../processes/command-log.ts';
import { commandEnvironment, variablesOfSide } from '../processes/environment.ts';
import { describeExit, type Exit, succeeded } from '../processes/exit.ts';
import { withoutMiddle } from '../processes/output.ts';
import { type RunningCommand, runCommand, spawnCommand } from '../processes/shell-command.ts';
import { composeProject } from './compose-project.ts';
import { freePort, isOpen } from './port.ts';
import { started } from './readiness-advice.ts';
import { runStop } from './run-stop.ts';
import type { StartServerOptions, StartServerResult } from './server.ts';
import { unanswered } from './unanswered.ts';
import { addressesOfPort, waitUntilReady } from './wait-until-ready.ts';
import { withHint } from './with-hint.ts';

type CommandSettings = Extract<ServerSettings, { kind: 'command' }>;

/** Lines of a server's output that are shown from before it is ready, and again from after. */
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
  const env = commandEnvironment({
    ...composeProject(side, directory),
    ...variablesOfSide(settings.env, side),
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
    // `stop` also runs after a failed `prepare`, which may have started something.
    const unstopped = settings.stop && (await runStop(settings.stop, { ...start, onLine: show, signal }));
    if (unstopped) {
      const log = unstopped.log === null ? '' : ` (${kept('stop', unstopped.log)})`;
      onUnstopped(`Server ${name} could not be stopped on ${side}, and may still run: ${unstopped.message}${log}.`);
    }
    const isLeft = running !== null && hasLeft(running);
    await running?.[Symbol.asyncDispose]();
    showOutput();
    if (isLeft && !unstopped && (await isOpen(port))) {
      onUnstopped(
        `Server ${name} still answers on ${side}, though all that its \`start\` left was ended. Write how to end it as servers.${name}.stop.`,
      );
    }
  });
  if (settings.prepare !== null) {
    const prepared = await runCommand(settings.prepare, { ...start, onLine: show, signal });
    const log = kept('prepare', prepared.log, !prepared.ok);
    if (!prepared.ok) {
      const message = `Server ${name} could not be prepared: ${prepared.message}`;
      return withHint(
        { ok: false, message, output: prepared.output, log },
        { name, env, failed: { stage: 'prepare', command: settings.prepare, folder } },
      );
    }
  }

  const watched = watch === undefined ? {} : await watch(env);
  const command = spawnCommand(settings.start, { ...start, env: { ...env, ...watched } });
  running = command;
  /** Whether something answers that the command does not run itself. */
  let isElsewhere = settings.stop !== null;
  /**
   * The command's failed exit; null if it has not failed. It may leave the server to a background process, to
   * containers or to a daemon.
   */
  const failed = (): Exit | null => {
    const isServed = hasLeft(command) && (isElsewhere || command.living().length > 0);
    return isServed ? null : command.exit();
  };
  const ended = new AbortController();
  const waiting = new AbortController();
  void command.exited.then(async () => {
    if (hasLeft(command) && settings.stop === null) await deserted(command, waiting.signal);
    if (failed() !== null) ended.abort();
  });
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
  waiting.abort();
  signal.throwIfAborted();
  isElsewhere ||= readiness.ready && hasLeft(command);
  if (readiness.ready && failed() === null) {
    showOutput();
    const owned = stack.move(); // the caller disposes it
    return started(name, settings, readiness, (reached) => {
      let disposed = false;
      return {
        ...reached,
        pid: hasLeft(command) ? (command.living()[0] ?? null) : command.pid,
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
    const output = command.excerpt();
    const failure = { ...unanswered(name, { settings, port, readiness, ports, output }), log };
    return withHint(failure, { name, env, failed: null });
  }
  const message = `Server ${name}: \`${settings.start}\` ${describeExit(exit)} before it answered on ${settings.ready}`;
  const hint = succeeded(exit)
    ? `\`start\` has to run for as long as the server does, or to leave it in the background. If it leaves the server to others, as docker compose up --detach does, write how to end that as servers.${name}.stop.`
    : undefined;
  const failure = { ok: false, message, output: command.excerpt(), log, ...(hint && { hint }) } as const;
  return withHint(failure, { name, env, failed: { stage: 'start', command: settings.start, folder } });
}

/** A command without processes for this long has left nothing that will answer; milliseconds. */
const LEFT_MS = 3_000;
const POLL_MS = 100;

/** Whether the command has ended with success, as a command does that leaves its server to a daemon. */
function hasLeft(command: RunningCommand): boolean {
  const exit = command.exit();
  return exit !== null && succeeded(exit);
}

/** Waits until the processes of a command that has ended are gone for `LEFT_MS`: then nothing else will answer. */
async function deserted(command: RunningCommand, signal: AbortSignal): Promise<void> {
  for (let since = performance.now(); !signal.aborted && performance.now() - since < LEFT_MS; ) {
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
    if (command.living().length > 0) since = performance.now();
  }
}
