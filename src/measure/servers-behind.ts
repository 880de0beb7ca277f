import type { Plan } from '../model/plan.ts';
import type { Side } from '../model/subject.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import type { Started } from './servers.ts';

type Start = (name: string, side: Side, behind: Readonly<Record<string, RunningServer>>) => Promise<Started>;

/** Starts the servers behind a server first, on the same side, and ends them with it. */
export const withServersBehind =
  (plans: Readonly<Record<Side, Pick<Plan, 'servers'>>>, start: Start) =>
  async (name: string, side: Side): Promise<Started> => {
    const settings = plans[side].servers[name]?.settings;
    await using stack = new AsyncDisposableStack();
    const behind: Record<string, RunningServer> = {};
    const notes: string[] = [];
    for (const other of new Set(settings?.kind === 'static' ? Object.values(settings.proxy ?? {}) : [])) {
      const started = await withServersBehind(plans, start)(other, side);
      if (!started.ok) return started;
      behind[other] = stack.use(started.server);
      if (started.note !== undefined) notes.push(started.note);
    }
    const started = await start(name, side, behind);
    const others = Object.values(behind);
    if (!started.ok || others.length === 0) return started;
    const { server } = started;
    stack.use(server);
    const owned = stack.move();
    return {
      ...started,
      ...(notes.length > 0 && { note: notes.join(' ') }),
      server: {
        ...server,
        // A process behind the server does the work of a visit.
        pid: server.pid ?? others.find(({ pid }) => pid !== null)?.pid ?? null,
        failure: () => [server, ...others].map((one) => one.failure()).find((failure) => failure !== null) ?? null,
        [Symbol.asyncDispose]: () => owned.disposeAsync(),
      },
    };
  };
