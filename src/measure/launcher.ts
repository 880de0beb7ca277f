import type { Withheld } from '../model/failure-code.ts';
import type { Plan } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import type { StartServerOptions } from '../workspace/servers/server.ts';
import { startServer } from '../workspace/servers/start-server.ts';
import type { Started } from './servers.ts';
import { withServersBehind } from './servers-behind.ts';
import { unset } from './unset-variables.ts';

type Watch = NonNullable<StartServerOptions['watch']>;

export interface LauncherOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly withheld?: Withheld | null;
  readonly keepLog?: KeepLog;
  /** Receives a sentence for the report, once for each server of a side whose `stop` left processes running. */
  readonly onUnstopped?: (sentence: string) => void;
  /** Watches the server of this name from inside; absent: no server is watched. */
  readonly watch?: Watch;
}

/** Starts the servers of each side's plan in its checkout. */
export function launcher(
  plans: Readonly<Record<Side, Pick<Plan, 'servers'>>>,
  directories: Readonly<Record<Side, string | null>>,
  { signal, progress, keepLog, onUnstopped, watch, withheld = null }: LauncherOptions,
): (name: string, side: Side) => Promise<Started> {
  /** The status that each server without a 2xx answer gave in earlier launches. Later launches don't wait for 2xx. */
  const settled = new Map<string, number>();
  const seen = new Set<string>();
  const unstopped = new Set<string>();
  return withServersBehind(plans, async (name, side, behind) => {
    const planned = plans[side].servers[name];
    const directory = directories[side];
    if (planned === undefined || directory === null) throw new Error(`there is no server ${name} on ${side}`);
    const { settings, missing } = planned;
    if (missing !== undefined) return { ...unset(missing, withheld), retry: false };
    const onLine = (line: string) => progress({ type: 'output', line });
    const key = `${side} ${name}`;
    const settledOn = settled.get(key);
    const more = {
      ...(settledOn !== undefined && { settledOn }),
      ...(keepLog && { keepLog }),
      ...(watch && { watch }),
    };
    const launched = await startServer(name, settings, {
      side,
      directory,
      signal,
      onLine,
      behind,
      quiet: seen.has(key),
      onUnstopped(sentence) {
        onLine(sentence);
        if (!unstopped.has(key)) onUnstopped?.(sentence);
        unstopped.add(key);
      },
      ...more,
    });
    seen.add(key);
    if (!launched.ok) return { ...launched, code: 'server-failed', retry: false };
    if (launched.settledOn !== undefined) settled.set(key, launched.settledOn);
    return launched;
  });
}
