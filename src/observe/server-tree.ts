import type { Metric } from '../model/metric.ts';
import type { Observer } from './observer.ts';
import { rounded } from './rounded.ts';
import { watchTree } from './watch-tree.ts';

/**
 * CPU time per request, independent of other work on the machine. It has several times less noise than response times,
 * but does not see waiting. Reports show it, and it is corroborating evidence for response times. It gates if the user
 * sets a limit.
 */
const cpu: Metric = {
  id: 'cpu',
  label: 'CPU per request',
  unit: 'ms',
  worse: 'higher',
  kind: 'sampled',
  compared: 'ratio',
  gates: false,
  group: null,
  floor: 0.05, // at a thousand requests a second, a twentieth of a core
  budget: null,
};

/** Observes the server's whole process tree: CPU time per request, and time spent waiting for a core. */
export const serverTree: Observer = {
  metrics: [cpu],
  async start(server) {
    if (server === null || server.pid === null) return null;
    const watch = watchTree(server.pid);
    return {
      async stop(visit) {
        const use = watch.stop();
        if (use === null) return {};
        const requests = visit.ok ? (visit.covariates?.requests ?? 0) : 0;
        return {
          ...(requests > 0 && use.cpuMs > 0 ? { values: { cpu: use.cpuMs / requests } } : {}),
          ...(use.delay === null ? {} : { covariates: { delay: rounded(use.delay) } }),
        };
      },
    };
  },
};
