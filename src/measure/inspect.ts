import { checkOf } from '../checks/index.ts';
import { mayRegress } from '../compare/inspected.ts';
import type { Inspected, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { type Side, sameSubject, subjectKey } from '../model/subject.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import { coinsOf, otherSide } from './coins.ts';
import { type During, inspectLaunch, NOTHING, type Run, type Seen } from './inspect-launch.ts';
import { databasesIn, type InspectedServer, inspectedServers, LAUNCHES } from './inspected-servers.ts';
import { noDatabase, sentenceOf, sharedDatabase } from './inspection-notes.ts';

/** No launch of a server begins after this time, and this time for each of its subjects; milliseconds. */
const LONGEST_MS = { server: 120_000, subject: 6_000 } as const;

/** More launches of a side before a fact fails a run. */
const CONFIRMING = 2;

interface Inspections {
  readonly inspected: Inspected | null;
  /** Sentences about what could not be seen. */
  readonly notes: readonly string[];
}

/**
 * Looks at servers from inside, in launches of their own before anything is timed. A server whose environment names no
 * database is not launched. Whatever fails here is a note: no side fails by being watched.
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
  return { inspected: samples.length + evidence.length > 0 ? { samples, evidence } : null, notes: [...notes] };
}

async function inspectUnit(unit: InspectedServer, run: Run): Promise<Omit<Seen, 'written'>> {
  const { plans, sides } = run;
  const { clock, seed, progress } = run.during;
  const toss = coinsOf(seed);
  const startedAt = clock();
  const samples: Sample[] = [];
  const evidence: VisitEvidence[] = [];
  const watched = databasesIn(plans.head.servers[unit.server]?.settings);
  const notes = new Set(watched.notes.map((note) => sentenceOf(unit.server, note)));
  if (watched.addresses.length === 0) {
    if (notes.size === 0 && unit.members.some(isAskedFor)) notes.add(noDatabase(unit.server));
    return { ...NOTHING, notes: [...notes] };
  }
  const longestMs = LONGEST_MS.server + unit.members.length * LONGEST_MS.subject;
  const written: Record<Side, Set<string>> = { base: new Set(), head: new Set() };
  const ended = new Set<Side>(checkoutOf('base', sides) === null ? ['base'] : []);
  let wanted = LAUNCHES;
  for (let launch = 0; launch < wanted && !ended.has('head'); launch++) {
    if (clock() - startedAt >= longestMs) {
      notes.add(`Inspections of ${unit.server} ended after ${launch} launches: they took ${longestMs / 1_000} s.`);
      break;
    }
    const first = toss(`inspection ${unit.server}`, launch);
    for (const [order, side] of ([first, otherSide(first)] as const).entries()) {
      if (ended.has(side)) continue;
      const seen = await inspectLaunch({ ...run, unit, side, launch, order: order as 0 | 1, places: false });
      samples.push(...seen.samples);
      evidence.push(...seen.evidence);
      for (const note of seen.notes) notes.add(note);
      for (const one of seen.written) written[side].add(one);
      if (seen.samples.length === 0) ended.add(side);
    }
    const planned = unit.members.map((one) => one.planned);
    if (launch + 1 === LAUNCHES && mayRegress(planned, samples)) wanted += CONFIRMING;
  }
  if ([...written.head].some((one) => written.base.has(one))) notes.add(sharedDatabase(unit.server));
  const unplaced = { ...unit, members: unit.members.filter(({ planned }) => wantsPlaces(planned, evidence)) };
  if (unplaced.members.length > 0) {
    const at = { side: 'head', launch: wanted, order: 0, places: true } as const;
    const found = await inspectLaunch({ ...run, ...at, unit: unplaced });
    evidence.push(...found.evidence);
  }
  const seconds = (clock() - startedAt) / 1_000;
  if (samples.length > 0) progress({ type: 'end', stage: 'inspect', side: null, what: unit.server, ok: true, seconds });
  return { samples, evidence, notes: [...notes] };
}

function wantsPlaces(planned: PlannedSubject, evidence: readonly VisitEvidence[]): boolean {
  const of = (side: Side) =>
    evidence.filter((one) => one.side === side && sameSubject(one, subjectKey(planned))).map(({ data }) => data);
  return checkOf(planned.check).inspection?.wantsPlaces({ base: of('base'), head: of('head') }) ?? false;
}

/** Whether the user limits what only an inspection sees. */
const isAskedFor = ({ planned: { metrics } }: InspectedServer['members'][number]): boolean =>
  metrics.some(
    ({ metric, budget, threshold }) =>
      metric.seen !== undefined && (budget?.written === true || threshold?.written === true),
  );
