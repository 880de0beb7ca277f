import type { RunningServer } from '../workspace/servers/server.ts';
import { machineUse, othersCores, readMachine } from './machine-times.ts';
import type { Observer } from './observer.ts';
import { rounded } from './rounded.ts';
import { watchTree } from './watch-tree.ts';

/**
 * Observes the rest of the machine: how far cores were short, stolen by the host, or withheld by a quota. It also
 * reports the cores that other processes kept busy, beside the visit's own.
 */
export const machine: Observer = {
  metrics: [],
  async start(server, _signal, beside = null) {
    const watch = watchServers([server, beside]);
    const ownBefore = process.cpuUsage();
    const before = readMachine(performance.now());
    return {
      async stop(visit) {
        const after = readMachine(performance.now());
        const { user, system } = process.cpuUsage(ownBefore);
        const started = visit.ok ? (visit.ownCpuMs ?? 0) : 0;
        const ownMs = (user + system) / 1_000 + started + (watch?.stop()?.cpuMs ?? 0);
        const cores = server?.foreign ? {} : othersCores(before, after, ownMs);
        const use = { ...machineUse(before, after), ...cores };
        return { covariates: Object.fromEntries(Object.entries(use).map(([name, value]) => [name, rounded(value)])) };
      },
    };
  },
};

/** Both sides' servers run during a visit, and neither counts as another process. */
function watchServers(servers: readonly (RunningServer | null)[]) {
  const roots = servers.flatMap((server) => server?.pid ?? []);
  return roots.length === 0 ? null : watchTree(roots);
}
