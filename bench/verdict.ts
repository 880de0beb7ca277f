/**
 * The evidence for the verdict, side by side with what is done elsewhere: how often a change is called a regression
 * when there is none, and when there is one. Tables are printed as they are done.
 *
 *     npm run bench:verdict [-- --runs 1000]
 *
 * The model of the noise, and where its figures come from: simulator/machine.ts.
 */
import { parseArgs } from 'node:util';
import { endpoints, pages, wholeRuns } from './simulated.ts';
import { NOISY, QUIET } from './simulator/machine.ts';
import { formatTable, type Table } from './table.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`--runs ${values.runs}: expected a whole number above 0`);

/** Each is made when its turn comes. */
const TABLES: readonly (() => Table)[] = [
  () => endpoints('quiet machine', QUIET, runs),
  () => endpoints('noisy machine', NOISY, runs),
  () => pages(runs),
  () => wholeRuns(runs),
];

console.log(`Simulated, ${runs} runs each. Shares are percentages with their 95 % interval (Wilson).\n`);
for (const table of TABLES) console.log(formatTable(table()));
