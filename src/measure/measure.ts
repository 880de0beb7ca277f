import { MIN_LAUNCHES } from '../compare/named-subjects.ts';
import { countsIn } from '../compare/which-try-counts.ts';
import type { Coins, MeasuredCost, Measurements } from '../model/measurements.ts';
import { nameId } from '../model/subject.ts';
import { coinsOf } from './coins.ts';
import { measureLaunch } from './launch.ts';
import { type LaunchUnit, type State, unitsOf } from './launched-together.ts';
import { standing } from './progress-estimate.ts';
import { Recorder } from './recorder.ts';
import type { Prospect, Schedule, Task } from './schedule.ts';
import { Servers } from './servers.ts';

/** A subject is suspicious from this share of its threshold on. */
const SUSPICIOUS = 0.5;

/**
 * Measures base and head in turn, launch by launch: fresh servers, equal warm-up, then pairs of visits. It does not
 * depend on bundles, browsers or requests. It gets probes to visit, and a pure function that says when a subject is
 * settled. It records every failure.
 */
export async function measure(schedule: Schedule): Promise<Measurements> {
  const { tasks, clock, timeMs } = schedule;
  const recorder = new Recorder(schedule.noBase);
  const units = unitsOf(tasks);
  const toss = coinsOf(schedule.seed);
  const coins: Coins['subjects'][number][] = [];
  const costs = new Map<string, MeasuredCost>();
  const prospects = new Map<string, Prospect>();
  const deadline = clock() + timeMs;
  await using running = new Servers();
  const undecided = new Set<string>();
  let late = false;

  for (let unit = nextUnit(units, prospects, late); unit; unit = nextUnit(units, prospects, late)) {
    const first = toss(unit.id, unit.launches);
    const number = unit.launches;
    await measureLaunch({ schedule, recorder, running, number, first }, unit);
    unit.launches++;
    noteCoin(coins, unit, first);
    for (const cost of costsOf(unit)) costs.set(nameId(cost), cost);
    for (const state of unit.open) compareWhatTheyDo(state, recorder, false);
    const soFar = { ...recorder.soFar(), coins: { seed: schedule.seed, subjects: coins } };
    for (const { task } of unit.open) prospects.set(nameId(task), schedule.prospect(task, soFar));
    const isDecided = (task: Task) => prospects.get(nameId(task))?.settled === true && !recorder.mayRecover(task);
    const isDone = ({ task }: State) => isDecided(task);
    const open = openOf(unit, recorder, isDone);
    for (const state of unit.open.filter((one) => !open.includes(one))) end(state, schedule, recorder, isDone(state));
    unit.open = open;
    const leftMs = deadline - clock();
    late = leftMs <= 0;
    schedule.progress(standing(units, { tasks, isDecided, leftMs }));
    if (!late) continue;
    for (const state of units.filter(({ launches }) => launches > 0).flatMap(({ open }) => open.splice(0))) {
      if (!isDone(state)) undecided.add(nameId(state.task));
      end(state, schedule, recorder, isDone(state));
    }
  }
  if (undecided.size > 0) recorder.note(outOfTime(undecided.size, timeMs));
  const all = recorder.soFar();
  const evidence = all.evidence.filter(countsIn(all.samples));
  return {
    ...all,
    evidence,
    costs: [...costs.values()],
    coins: coins.length === 0 ? null : { seed: schedule.seed, subjects: coins },
  };
}

/**
 * Records how the sides differ in what they do, since only equal work is comparable. Mismatches of the effect `noted`
 * wait until all visits are made.
 */
function compareWhatTheyDo({ task, round }: State, recorder: Recorder, areAllMade: boolean): void {
  for (const found of task.mismatches?.(recorder.evidenceOf(task), areAllMade) ?? []) {
    if (found.effect === 'noted' ? areAllMade : !recorder.isUnlike(task))
      recorder.mismatch(task, Math.max(0, round - 1), found);
  }
}

/** The open tasks of a unit. The server itself needs the load of other tasks, so it and they wait for each other. */
function openOf({ open }: LaunchUnit, recorder: Recorder, isDone: (state: State) => boolean): State[] {
  const able = open.filter((state) => mayGoOn(state, recorder));
  const servers = able.filter((one) => one.task.isServer && !isDone(one) && isSampled(one, recorder));
  const others = able.filter((one) => !one.task.isServer && (!isDone(one) || servers.length > 0));
  return others.length === 0 ? [] : able.filter((one) => others.includes(one) || servers.includes(one));
}

/** Whether there are samples. A server has none if the kernel reports nothing, and needs no verdict then. */
const isSampled = ({ task }: State, recorder: Recorder): boolean =>
  recorder.samplesOf(task).some(({ variant }) => variant === task.variant);

const mayGoOn = ({ task, round }: State, recorder: Recorder): boolean => round < task.rounds && !recorder.isOver(task);

function end(state: State, { progress }: Schedule, recorder: Recorder, decided: boolean): void {
  const { task, round, spentMs, waitedMs } = state;
  compareWhatTheyDo(state, recorder, true);
  const ok = !recorder.isOver(task);
  const seconds = (spentMs + waitedMs) / 1_000;
  const rounds = task.rounds > 1 && ok ? { rounds: { made: round, decided } } : {};
  progress({ type: 'end', stage: task.check, side: null, what: task.label, ok, seconds, ...rounds });
}

/**
 * The unit to launch next. First, all units take turns until each has the least launches for a verdict. Then comes the
 * unit nearest to failing, or the one with the fewest launches if none is suspicious. Values may decide whether to
 * measure on, never which launches count.
 *
 * @param late whether time is up; then only units without any launch are left.
 */
function nextUnit(
  units: readonly LaunchUnit[],
  prospects: ReadonlyMap<string, Prospect>,
  late: boolean,
): LaunchUnit | null {
  const open = units.filter((unit) => unit.open.length > 0 && (!late || unit.launches === 0));
  const fewestFirst = open.toSorted((a, b) => a.launches - b.launches);
  const unscreened = fewestFirst.find(
    ({ launches, open: [state] }) => launches < MIN_LAUNCHES[state?.task.launches ?? 'shared'],
  );
  if (unscreened) return unscreened;
  const suspicionOf = (unit: LaunchUnit) =>
    Math.max(...unit.open.map(({ task }) => prospects.get(nameId(task))?.suspicion ?? 0));
  const [suspicious] = fewestFirst.toSorted((a, b) => suspicionOf(b) - suspicionOf(a));
  return suspicious && suspicionOf(suspicious) >= SUSPICIOUS ? suspicious : (fewestFirst[0] ?? null);
}

function noteCoin(coins: Coins['subjects'][number][], unit: LaunchUnit, first: 'base' | 'head'): void {
  for (const { task } of new Map(unit.open.map((state) => [nameId(state.task), state])).values()) {
    const { check, subject, noisy } = task;
    if (!noisy) continue;
    const index = coins.findIndex((one) => one.check === check && one.subject === subject);
    const before = coins[index] ?? { check, subject, pairsPerLaunch: unit.pairs ?? 1, first: [] };
    coins[index < 0 ? coins.length : index] = { ...before, first: [...before.first, first] };
  }
}

/** The average cost of a unit's open subjects in its launches so far. */
const costsOf = ({ open, launches, startMs, pairs }: LaunchUnit): MeasuredCost[] =>
  [...Map.groupBy(open, ({ task }) => nameId(task)).values()].map((devices) => {
    const [{ task }] = devices as [State];
    const spentMs = devices.reduce((sum, one) => sum + one.spentMs, 0);
    return {
      check: task.check,
      subject: task.subject,
      launchSeconds: startMs / launches / 1_000,
      pairSeconds: spentMs / (launches * (pairs ?? 1)) / 1_000,
    };
  });

const outOfTime = (subjects: number, timeMs: number): string =>
  `Stopped after ${Math.round(timeMs / 1_000)} s (\`measure.time\`). ${subjects === 1 ? '1 subject is' : `${subjects} subjects are`} undecided and ${subjects === 1 ? 'needs' : 'need'} more rounds.`;
