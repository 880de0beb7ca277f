import type { ServerSettings } from '../../model/plan.ts';
import type { RunningCommand } from '../processes/shell-command.ts';
import { hintOf } from './readiness-advice.ts';
import type { StartServerFailure } from './server.ts';
import type { Readiness } from './wait-until-ready.ts';

interface Unanswered {
  readonly settings: Extract<ServerSettings, { kind: 'command' }>;
  /** The value of PORT. */
  readonly port: number;
  readonly readiness: Readiness;
  /** The ports on which it listens; null if they can't be found. */
  readonly ports: ReturnType<RunningCommand['ports']>;
  /** The last lines that it printed. */
  readonly output: string;
}

const USE_PORT =
  'Let it listen on the port that the environment variable PORT holds, on 127.0.0.1 or ::1. Many servers take it as an argument, such as --port $PORT.';

/** Why a running server has not answered in time, by the ports on which it listens. */
export function unanswered(name: string, { settings, port, readiness, ports, output }: Unanswered): StartServerFailure {
  const { ready, timeoutMs } = settings;
  const failure = (why: string, hint: string | undefined = USE_PORT): StartServerFailure => ({
    ok: false,
    message: `Server ${name} did not answer on ${ready} within ${timeoutMs / 1000} s: ${why}`,
    output,
    ...(hint !== undefined && { hint }),
  });
  if (!readiness.ready && readiness.last !== null) return failure(readiness.last, hintOf(name, settings, readiness));
  if (ports === null) return failure(`nothing listens on port ${port}`);
  const own = ports.find((one) => one.port === port);
  if (own?.onLoopback) {
    return failure(`it listens on port ${port}, and has not answered yet`, 'Give it more time with timeout.');
  }
  if (own !== undefined) return failure(`it listens on port ${port}, but on no loopback address`);
  if (ports.length > 0) {
    return failure(`it ignores PORT, and listens on ${ports.map((one) => one.port).join(', ')} instead of ${port}`);
  }
  return failure('it listens on no port', `${USE_PORT} If it is slow to start, give it more time with timeout.`);
}
