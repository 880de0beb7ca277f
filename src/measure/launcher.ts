import type { Plan } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import { startServer } from '../workspace/start-server.ts';
import type { Started } from './servers.ts';

/** Starts the servers of a plan in the checkouts of their sides. */
export const launcher =
  (
    servers: Plan['servers'],
    directories: Readonly<Record<Side, string | null>>,
    { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
  ) =>
  async (name: string, side: Side): Promise<Started> => {
    const settings = servers[name]?.settings;
    const directory = directories[side];
    if (settings === undefined || directory === null) throw new Error(`there is no server ${name} on ${side}`);
    const onLine = (line: string) => progress({ type: 'output', line });
    const launched = await startServer(name, settings, { side, directory, signal, onLine });
    return launched.ok ? launched : { ...launched, code: 'server-failed', retry: false };
  };
