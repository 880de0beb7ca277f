import { machineUse, readMachine } from './machine-times.ts';
import type { Observer } from './observer.ts';
import { rounded } from './rounded.ts';

/** The rest of the machine: to what extent cores were short, stolen by the host, or withheld by a quota. */
export const machine: Observer = {
  id: 'machine',
  metrics: [],
  async start() {
    const before = readMachine(performance.now());
    return {
      async stop() {
        const use = machineUse(before, readMachine(performance.now()));
        return { covariates: Object.fromEntries(Object.entries(use).map(([name, share]) => [name, rounded(share)])) };
      },
    };
  },
};
