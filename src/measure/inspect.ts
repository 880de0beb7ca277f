import { checkOf } from '../checks/index.ts';
import { isUnchanged, mayRegress } from '../compare/inspected.ts';
import { background } from '../inspect/background.ts';
import type { Inspected, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { otherSide, type Side, sameSubject, subjectKey } from '../model/subject.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import { coinsOf } from './coins.ts';
import { inspectLaunch } from './inspect-launch.ts';
import {
  databasesIn,
  hasPrepare,
  type InspectedServer,
  inspectedServers,
  LAUNCHES,
  sharesDatabase,
} from './inspected-servers.ts';
import { endedEarly, noDatabase, noQuery, preparedTogether, sentenceOf, sharedDatabase } from './inspection-notes.ts';
import { watchProcesses } from './watch-processes.ts';
import type { During, Run, Seen } from './watched-launch.ts';

/** No launch of a server begins later than this, plus the time for each of its subjects; milliseconds. */
const LONGEST_MS = { server: 120_000, subject: 6_000 } as const;

/** Additional launches of each side that confirm a worse fact before it fails a run. */
const CONFIRMING = 2;

type Member = InspectedServer['members'][number];

interface Inspections {
  readonly inspected: Inspected | null;
  /** Sentences about what could not be seen. */
  readonly notes: readonly string[];
}

/**
 * Looks at servers from inside, in launches of their own before anything is timed. A server whose environment names no
 * database is not launched. A failure here only adds a note: inspection never fails a side.
 *
 * @param plans base's has the same subjects, in the same order.
 */
export async function inspectPlan(
  plans: Readonly<Record<Side, Plan>>,
  sides: Sides,
  during: During,
): Promise<Inspections> {
  const samples: Sample[] = [];
  const evidence: VisitEvidence[] = [];
  const notes = new Set<string>();
  for (const unit of inspectedServers(plans.head)) {
    const found = await inspectUnit(unit, { plans, sides, during });
    samples.push(...found.samples);
    evidence.push(...found.evidence);
    for (const note of found.notes) notes.add(note);
  }
  // Comes last, since it sends many requests, which may write.
  const processes = await watchProcesses(plans, sides, during);
  samples.push(...processes.samples);
  for (const note of processes.notes) notes.add(note);
  return { inspected: samples.length + evidence.length > 0 ? { samples, evidence } : null, notes: [...notes] };
}

async function inspectUnit(
  unit: InspectedServer,
  run: Run,
): Promise<Inspected & { readonly notes: readonly string[] }> {
  const { plans, sides } = run;
  const { clock, seed, progress } = run.during;
  const toss = coinsOf(seed);
  const startedAt = clock();
  const watched = databasesIn(plans.head.servers[unit.server]?.settings);
  const notes = new Set(watched.notes.map((note) => sentenceOf(unit.server, note)));
  if (watched.addresses.length === 0) {
    if (notes.size === 0 && unit.members.some(isAskedFor)) notes.add(noDatabase(unit.server));
    return { samples: [], evidence: [], notes: [...notes] };
  }
  const longestMs = LONGEST_MS.server + unit.members.length * LONGEST_MS.subject;
  const isApart = sharesDatabase(unit.server, plans);
  const backgrounds = { base: background(), head: background() };
  const launches: Seen[] = [];
  /** Reads again with all launches so far, which show the queries that servers send by themselves. */
  const read = (): Inspected => {
    const all = launches.map((one) => one.read());
    return { samples: all.flatMap(({ samples }) => samples), evidence: all.flatMap(({ evidence }) => evidence) };
  };
  const written: Record<Side, Set<string>> = { base: new Set(), head: new Set() };
  let { members } = unit;
  const ended = new Set<Side>(checkoutOf('base', sides) === null ? ['base'] : []);
  let wanted = LAUNCHES;
  for (let launch = 0; launch < wanted && members.length > 0 && !ended.has('head'); launch++) {
    if (clock() - startedAt >= longestMs) {
      notes.add(endedEarly(unit.server, launch, longestMs));
      break;
    }
    const first = toss(`inspection ${unit.server}`, launch);
    const order = [first, otherSide(first)].filter((side) => !ended.has(side));
    const isLast = launch + 1 === LAUNCHES;
    const at = { order, launch, backgrounds, isApart, isLast, places: false } as const;
    const ofSides = [...(await inspectLaunch({ ...run, ...at, unit: { ...unit, members } }))];
    const isOneSilent = order.length === 2 && ofSides.some(([, seen]) => seen.silent() === null);
    for (const [side, seen] of ofSides) {
      launches.push(seen);
      for (const note of seen.notes()) notes.add(note);
      const silent = seen.silent();
      if (silent !== null) notes.add(noQuery(unit.server, silent, isOneSilent ? side : null));
      for (const one of seen.written) written[side].add(one);
      if (seen.read().samples.length === 0) ended.add(side);
    }
    const found = read();
    const planned = members.map((one) => one.planned);
    if (isLast && mayRegress(planned, found.samples)) wanted += CONFIRMING;
    const isKnown = order.every((side) => !backgrounds[side].isInDoubt());
    if (launch === 0 && isKnown) members = members.filter((one) => isOpen(one, found, order));
  }
  const isPrepared = isApart && !ended.has('base') && hasPrepare(plans.head.servers[unit.server]?.settings);
  if (isPrepared) notes.add(preparedTogether(unit.server));
  else if ([...written.head].some((one) => written.base.has(one))) notes.add(sharedDatabase(unit.server));
  const { samples, evidence } = read();
  const places: VisitEvidence[] = [];
  const unplaced = { ...unit, members: unit.members.filter(({ planned }) => wantsPlaces(planned, evidence)) };
  if (unplaced.members.length > 0) {
    const at = { order: ['head'], launch: wanted, backgrounds, isApart, isLast: false, places: true } as const;
    for (const [, seen] of await inspectLaunch({ ...run, ...at, unit: unplaced })) places.push(...seen.read().evidence);
  }
  const seconds = (clock() - startedAt) / 1_000;
  if (samples.length > 0) progress({ type: 'end', stage: 'inspect', side: null, what: unit.server, ok: true, seconds });
  return { samples, evidence: [...evidence, ...places], notes: [...notes] };
}

/** Whether more launches may add something after the first one of these sides. */
function isOpen({ planned }: Member, { samples, evidence }: Inspected, sides: readonly Side[]): boolean {
  const key = subjectKey(planned);
  const isSeen = sides.every((side) => samples.some((one) => one.side === side && sameSubject(one, key)));
  if (!isSeen || !isUnchanged(planned, samples)) return planned.subject.isServer !== true;
  const { findings = () => [] } = checkOf(planned.check).inspection ?? {};
  return findings(planned.subject, { ...launchesOf(planned, evidence), beside: [] }, []).length > 0;
}

function wantsPlaces(planned: PlannedSubject, evidence: readonly VisitEvidence[]): boolean {
  return checkOf(planned.check).inspection?.wantsPlaces(launchesOf(planned, evidence)) ?? false;
}

function launchesOf(planned: PlannedSubject, evidence: readonly VisitEvidence[]): Record<Side, unknown[]> {
  const of = (side: Side) =>
    evidence.filter((one) => one.side === side && sameSubject(one, subjectKey(planned))).map(({ data }) => data);
  return { base: of('base'), head: of('head') };
}

/** Whether the user limits a metric of database queries. */
const isAskedFor = ({ planned: { check, metrics } }: Member): boolean =>
  metrics.some(
    ({ metric, budget, threshold }) =>
      metric.seen !== undefined &&
      checkOf(check).inspection?.ofProcesses.includes(metric.id) === false &&
      (budget?.written === true || threshold?.written === true),
  );
