import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { load } from '../../src/checks/api/load.ts';
import { decide } from '../../src/compare/decide.ts';
import { only } from '../../src/config/only.ts';
import { readPlan } from '../../src/config/read-plan.ts';
import { launcher } from '../../src/measure/launcher.ts';
import { measurePlan } from '../../src/measure/measure-plan.ts';
import type { Side } from '../../src/model/subject.ts';
import { type Requests, RIVALS } from '../simulator/rivals.ts';
import type { Cell, Table } from '../table.ts';

const directory = fileURLToPath(new URL('.', import.meta.url));
const EFFECTS = [0, 0.1, 0.2, 0.3, 0.5];
const EFFECT_NAMES = ['A/A', '+10 %', '+20 %', '+30 %', '+50 %'];
const NEIGHBOURS = 2;
const REQUESTS = 320;

const during = () => ({ clock: () => performance.now(), progress: () => {}, signal: new AbortController().signal });
const sides = {
  head: directory,
  base: directory,
  startedAt: 0,
  wasInstalled: true,
  noBase: null,
  isBaseElsewhere: false,
  lackedByBase: [],
  arePackagesUnlocked: false,
  notes: [],
  areFilesEqual: false,
  failures: [],
  async [Symbol.asyncDispose]() {},
};

/** Runs perf-budget on a real server or page whose head is slower by `effect`. */
async function ours(subject: string, metric: string, runs: number): Promise<Cell> {
  const written = await readPlan(directory, 'perf-budget.yml');
  const plan = { ...written, subjects: only(written.subjects, [subject]) };
  let called = 0;
  const startedAt = performance.now();
  for (let run = 0; run < runs; run++) {
    const measurements = await measurePlan({ base: plan, head: plan }, sides, {
      ...during(),
      seed: randomBytes(16).toString('hex'),
    });
    const result = decide(plan, measurements).find((one) => one.metric === metric);
    if (!result?.change) throw new Error(`${subject} could not be measured: ${JSON.stringify(measurements.failures)}`);
    if (result.threshold.status === 'regressed') called++;
  }
  return { called, runs, seconds: (performance.now() - startedAt) / 1_000 / runs };
}

/** Runs the other tools: each side on one launch of its own, one after the other. */
async function theirs(runs: number): Promise<Cell[]> {
  const plan = await readPlan(directory, 'perf-budget.yml');
  const launch = launcher({ base: plan, head: plan }, { head: directory, base: directory }, during());
  const most = Math.max(...RIVALS.map((rival) => rival.rounds));
  const visits = async (side: Side): Promise<Requests[]> => {
    const started = await launch('work', side);
    if (!started.ok) throw new Error(started.message);
    await using server = started.server;
    const one = async () => {
      const request = { method: 'GET', path: '/work', headers: {}, body: null };
      const limits = { connections: 10, amount: REQUESTS, timeoutMs: 10_000, limitMs: 60_000 };
      const { answers } = await load({
        origin: server.origin,
        request,
        ...limits,
        signal: new AbortController().signal,
      });
      return answers.map((answer) => answer.ms);
    };
    await one();
    const requests: Requests[] = [];
    while (requests.length < most) requests.push(await one());
    return requests;
  };
  const called = RIVALS.map(() => 0);
  for (let run = 0; run < runs; run++) {
    const base = await visits('base');
    const head = await visits('head');
    for (const [i, { rounds, regressed }] of RIVALS.entries()) {
      if (regressed(base.slice(0, rounds), head.slice(0, rounds))) called[i] = (called[i] ?? 0) + 1;
    }
  }
  return RIVALS.map((_, i) => ({ called: called[i] ?? 0, runs, seconds: null }));
}

const startNeighbours = (noisy: boolean): ChildProcess[] =>
  Array.from({ length: noisy ? NEIGHBOURS : 0 }, () => fork(new URL('./neighbour.ts', import.meta.url)));

/** A real server on this machine, alone or with two other processes that each use a core a third of the time. */
export async function realEndpoint(noisy: boolean, runs: number): Promise<Table> {
  const neighbours = startNeighbours(noisy);
  try {
    const own: Cell[] = [];
    const others: Cell[][] = [];
    for (const effect of EFFECTS) {
      process.env.EFFECT = String(effect);
      own.push(await ours('api/work', 'p95', runs));
      others.push(await theirs(runs));
    }
    return {
      title: `A real server, ${noisy ? 'two neighbours' : 'machine as it is'}, threshold 10 %: called regressed`,
      columns: EFFECT_NAMES,
      rows: [
        { name: 'perf-budget', cells: own },
        ...RIVALS.map(({ name }, i) => ({ name, cells: others.map((cells) => cells[i] as Cell) })),
      ],
    };
  } finally {
    for (const neighbour of neighbours) neighbour.kill();
  }
}

/** A real page whose script works longer on head. Lighthouse decides how much of that is in LCP. */
export async function realPage(runs: number): Promise<Table> {
  const cells: Cell[] = [];
  for (const effect of EFFECTS) {
    process.env.EFFECT = String(effect);
    cells.push(await ours('vitals/page', 'lcp', runs));
  }
  return {
    title: 'A real page, work before its LCP: LCP called regressed',
    columns: EFFECT_NAMES,
    rows: [{ name: 'perf-budget, threshold 10 %', cells }],
  };
}
