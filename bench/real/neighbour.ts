/** A neighbour that wakes and sleeps: burns a core for some seconds on about a third of the time. Ends with its parent. */
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
