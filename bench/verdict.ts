/**
 * The evidence for the verdict, side by side with what is done elsewhere: how often a change is called a regression
 * when there is none, and when there is one. Tables are printed as they are done.
 *
 *     npm run bench:verdict [-- --runs 1000] [--real 3]
 *
 * `--real` adds as many runs of each kind on a real server and a real page on this machine: about 15 minutes for each,
 * on a machine that has nothing else to do.
 *
 * The model of the noise, and where its figures come from: simulator/machine.ts.
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
