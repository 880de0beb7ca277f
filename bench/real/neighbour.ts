/** Another process on the machine: uses a core for seconds at a time, a third of all time. Ends with its parent. */
import { seeded } from '../simulator/random.ts';

const random = seeded(process.pid);
process.on('disconnect', () => process.exit());

function nap(): void {
  setTimeout(burn, 1_000 + 3_000 * random.uniform());
}

function burn(): void {
  const until = performance.now() + 500 + 1_500 * random.uniform();
  while (performance.now() < until);
  nap();
}

nap();
