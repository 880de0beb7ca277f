import { machineUse, readMachine } from './machine-times.ts';
import type { Observer } from './observer.ts';
import { rounded } from './rounded.ts';

/** What the rest of the machine did meanwhile: how far cores were short, stolen by the host, or withheld by a quota. */
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
