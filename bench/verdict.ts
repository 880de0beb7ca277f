/**
 * The evidence for the verdict, beside other tools: how often a change is called a regression if there is none, and if
 * there is one. Each table is printed once it is complete.
 *
 *     npm run bench:verdict [-- --runs 1000] [--real 3]
 *
 * `--real` adds so many runs of each kind on a real server and a real page on this machine: about 15 minutes for each,
 * on an idle machine.
 *
 * simulator/machine.ts has the model of the noise, and the sources of its figures.
 */
import { parseArgs } from 'node:util';
import { realEndpoint, realPage } from './real/real.ts';
import { budgets, disturbances, endpoints, errorRates, families, pages, rivals } from './simulated.ts';
import { formatTable, type Table } from './table.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, real: { type: 'string', default: '0' } },
});
const runs = wholeNumber('runs', values.runs, 1);
const realRuns = wholeNumber('real', values.real, 0);

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${option} ${text}: expected a whole number from ${least} on`);
}

/** Each is made when its turn comes. */
const TABLES: readonly (() => Table | Promise<Table>)[] = [
  () => endpoints(0.1, runs),
  () => endpoints(0.2, runs),
  () => disturbances(runs),
  () => rivals(runs),
  () => pages(runs),
  () => families(Math.ceil(runs / 10)),
  () => budgets(runs),
  () => errorRates(runs),
  ...(realRuns === 0
    ? []
    : [() => realEndpoint(false, realRuns), () => realEndpoint(true, realRuns), () => realPage(realRuns)]),
];

console.log(`Simulated, ${runs} runs each. Shares are percentages with their 95 % interval (Wilson).\n`);
for (const table of TABLES) console.log(formatTable(await table()));
