import { parseArgs } from 'node:util';
import { randomFrom } from '../test/support/reports/mutations.ts';
import { FUZZED } from './fuzz/targets.ts';

/**
 * Spoils reports, stored baselines and configs. Fails if one makes perf-budget throw anything but a UsageError, work
 * for longer than a second, or show part of it unescaped.
 *
 *     node bench/fuzz.ts --runs 10000 [--seed 1] [--only config]
 */
const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const runs = Number(values.runs ?? 10_000);
const first = Number(values.seed ?? 1);
const LIMIT_MS = 1_000;

const targets = FUZZED.filter(({ name }) => values.only === undefined || name === values.only);
let failed = 0;
for (const target of targets) {
  const counts = new Map<string, number>();
  let slowest = { ms: 0, seed: 0 };
  for (let run = 0; run < runs; run++) {
    const seed = first + run;
    try {
      const { outcome, milliseconds } = target.run(randomFrom(seed));
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      if (milliseconds > slowest.ms) slowest = { ms: milliseconds, seed };
      if (milliseconds > LIMIT_MS) throw new Error(`it took ${Math.round(milliseconds)} ms`);
    } catch (error) {
      failed++;
      console.log(`${target.name}, --seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  console.log(
    `${target.name}: ${runs} mutations, ${told}; the slowest took ${Math.round(slowest.ms)} ms (--seed ${slowest.seed})`,
  );
}
console.log(failed === 0 ? 'nothing got through' : `${failed} got through`);
process.exitCode = failed === 0 ? 0 : 1;
