import type { Plan } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import { startServer } from '../workspace/start-server.ts';
import type { Started } from './servers.ts';

/** Starts the servers of each side's plan in its checkout. */
export const launcher =
  (
    plans: Readonly<Record<Side, Pick<Plan, 'servers'>>>,
    directories: Readonly<Record<Side, string | null>>,
    { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
  ) =>
  async (name: string, side: Side): Promise<Started> => {
    const settings = plans[side].servers[name]?.settings;
    const directory = directories[side];
    if (settings === undefined || directory === null) throw new Error(`there is no server ${name} on ${side}`);
    const onLine = (line: string) => progress({ type: 'output', line });
    const launched = await startServer(name, settings, { side, directory, signal, onLine });
    return launched.ok ? launched : { ...launched, code: 'server-failed', retry: false };
  };
