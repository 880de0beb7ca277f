import type { RunningServer } from '../workspace/servers/server.ts';
import { machineUse, othersCores, readMachine } from './machine-times.ts';
import type { Observer } from './observer.ts';
import { rounded } from './rounded.ts';
import { watchTree } from './watch-tree.ts';

/**
 * The rest of the machine: to what extent cores were short, stolen by the host, or withheld by a quota; and how many cores
 * others kept busy beside those that the visit's own processes did.
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
        const cores = server.foreign ? {} : othersCores(before, after, ownMs);
        const use = { ...machineUse(before, after), ...cores };
        return { covariates: Object.fromEntries(Object.entries(use).map(([name, value]) => [name, rounded(value)])) };
      },
    };
  },
};

/** Both sides' servers run during a visit, and neither is one of the others. */
function watchServers(servers: readonly (RunningServer | null)[]) {
  const roots = servers.flatMap((server) => server?.pid ?? []);
  return roots.length === 0 ? null : watchTree(roots);
}
