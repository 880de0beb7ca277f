import { checkOf } from '../checks/index.ts';
import type { Locate } from '../checks/inspection.ts';
import { mayRegress } from '../compare/inspected.ts';
import { type DatabaseTaps, openTaps } from '../inspect/database.ts';
import { attachable, attachNode } from '../inspect/node/attach.ts';
import { writesDuring } from '../inspect/node/writes.ts';
import { fixOf, type Note } from '../inspect/note.ts';
import type { Withheld } from '../model/failure-code.ts';
import type { Inspected, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { type Side, sameSubject, subjectKey } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import { coinsOf, otherSide } from './coins.ts';
import { databaseOf, databasesIn, type InspectedServer, inspectedServers, LAUNCHES } from './inspected-servers.ts';
import { launcher } from './launcher.ts';

/** Requests in a launch. */
const VISITS = 4;
/** More launches of a side before a fact fails a run. */
const CONFIRMING = 2;
/** No launch of a server begins after this time; milliseconds. */
const LONGEST_MS = 120_000;

interface Inspections {
  readonly inspected: Inspected | null;
  /** Sentences about what could not be seen. */
  readonly notes: readonly string[];
}

interface During {
  readonly seed: string;
  readonly clock: () => number;
  readonly progress: Progress;
  readonly keepSecret?: (value: string) => void;
  readonly keepLog?: KeepLog;
  readonly withheld?: Withheld | null;
  readonly signal: AbortSignal;
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
    const found = await inspectUnit(unit, plans, sides, during);
    samples.push(...found.samples);
    evidence.push(...found.evidence);
    for (const note of found.notes) notes.add(note);
  }
  return { inspected: samples.length + evidence.length > 0 ? { samples, evidence } : null, notes: [...notes] };
}

type Seen = Inspected & { readonly notes: readonly string[] };

async function inspectUnit(
  unit: InspectedServer,
  plans: Readonly<Record<Side, Plan>>,
  sides: Sides,
  during: During,
): Promise<Seen> {
  const { clock, seed, progress } = during;
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
  const ended = new Set<Side>(checkoutOf('base', sides) === null ? ['base'] : []);
  let wanted = LAUNCHES;
  for (let launch = 0; launch < wanted && !ended.has('head'); launch++) {
    if (clock() - startedAt >= LONGEST_MS) {
      notes.add(`Inspections of ${unit.server} ended after ${launch} launches: they took ${LONGEST_MS / 1_000} s.`);
      break;
    }
    const first = toss(`inspection ${unit.server}`, launch);
    for (const [order, side] of ([first, otherSide(first)] as const).entries()) {
      if (ended.has(side)) continue;
      const seen = await inspectLaunch({
        unit,
        plans,
        sides,
        during,
        side,
        launch,
        order: order as 0 | 1,
        places: false,
      });
      samples.push(...seen.samples);
      evidence.push(...seen.evidence);
      for (const note of seen.notes) notes.add(note);
      if (seen.samples.length === 0) ended.add(side);
    }
    const isLast = launch + 1 === LAUNCHES;
    if (
      isLast &&
      mayRegress(
        unit.members.map(({ planned }) => planned),
        samples,
      )
    )
      wanted += CONFIRMING;
  }
  const unplaced = { ...unit, members: unit.members.filter(({ planned }) => wantsPlaces(planned, evidence)) };
  if (unplaced.members.length > 0) {
    const at = { side: 'head', launch: wanted, order: 0, places: true } as const;
    const found = await inspectLaunch({ unit: unplaced, plans, sides, during, ...at });
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

interface Launch {
  readonly unit: InspectedServer;
  readonly plans: Readonly<Record<Side, Plan>>;
  readonly sides: Sides;
  readonly during: During;
  readonly side: Side;
  readonly launch: number;
  readonly order: 0 | 1;
  /** Made to see which code asks, and for nothing else. */
  readonly places: boolean;
}

/** One launch of one side: its server behind the proxy, and each subject on it in turn. No samples: nothing can be seen. */
async function inspectLaunch({ unit, plans, sides, during, side, launch, order, places }: Launch): Promise<Seen> {
  const { signal, keepSecret = () => {} } = during;
  const settings = databaseOf(unit.server, plans[side].servers);
  const checkout = checkoutOf(side, sides);
  const head = checkoutOf('head', sides);
  if (settings === null || checkout === null || head === null) return NOTHING;
  const notes: string[] = [];
  const samples: Sample[] = [];
  const evidence: VisitEvidence[] = [];
  await using stack = new AsyncDisposableStack();
  let databases: DatabaseTaps | null = null;
  try {
    const start = launcher(plans, sides, {
      ...during,
      async watch(environment) {
        // What counts as slow is for head's config to say, on both sides.
        const { pool, slowMs } = databaseOf(unit.server, plans.head.servers) ?? settings;
        databases = await openTaps(environment, { ...settings, pool, slowMs }, { signal, keepSecret });
        stack.defer(databases.close);
        return { ...databases.environment, ...(places && attachable(environment)) };
      },
    });
    const started = await start(unit.server, side);
    const taps = databases as DatabaseTaps | null;
    if (!started.ok) {
      // Without the proxy it may well start: that is told where it is timed.
      return { ...NOTHING, notes: [`${unit.server} was not inspected on ${side}: ${started.message}.`] };
    }
    stack.use(started.server);
    if (taps === null || taps.variables.length === 0)
      return { ...NOTHING, notes: (taps?.notes() ?? []).map((note) => sentenceOf(unit.server, note)) };
    const node = places ? await attachNode(started.server.origin, started.server.pid) : null;
    if (places && node === null) return NOTHING;
    if (node !== null) stack.use(node);
    const { directory } = checkout;
    const locate: Locate | null = node && ((ports, ask) => writesDuring(node, { ports, directory }, ask));
    for (const { planned, place } of unit.members) {
      const { inspection } = checkOf(planned.check);
      const ofSide = plans[side].subjects[place]?.subject ?? planned.subject;
      const inspect = inspection?.inspector(ofSide, checkout, head.directory);
      const request = { launch, server: started.server, databases: taps, visits: VISITS, locate, keepSecret, signal };
      const seen = await inspect?.(request);
      const key = subjectKey(planned);
      if (seen === undefined) continue;
      if (!seen.ok && seen.code === 'absent') continue;
      if (!seen.ok) {
        notes.push(`${planned.subject.name} was not inspected on ${side}: ${seen.message}.`);
        continue;
      }
      if (!taps.anyQuery()) continue;
      for (const [index, values] of seen.visits.entries()) {
        const at = {
          ...key,
          side,
          round: launch * VISITS + index,
          launch,
          order,
          attempt: 0,
          inspected: true,
        } as const;
        for (const [metric, value] of Object.entries(values)) samples.push({ ...at, metric, value });
      }
      evidence.push({ ...key, side, round: launch, data: seen.evidence });
    }
    if (!taps.anyQuery()) {
      const names = taps.variables.map((name) => `\`${name}\``).join(' and ');
      notes.push(`Queries were not counted: no query of ${unit.server} came through ${names}.`);
    }
    notes.push(...taps.notes().map((note) => sentenceOf(unit.server, note)));
  } catch (error) {
    signal.throwIfAborted();
    notes.push(`${unit.server} was not inspected on ${side}: ${(error as Error).message}.`);
  }
  return { samples, evidence, notes };
}

const WHAT: Partial<Record<Note['code'], string>> = { 'not-asked': 'Indexes', 'no-plans': 'Plans' };

/** A note as a sentence or two: what could not be seen, why, and how to fix it. */
function sentenceOf(server: string, note: Note): string {
  const fix = fixOf(note);
  const what = WHAT[note.code] ?? 'Queries';
  return `${what} of ${server} were not seen through ${note.variable}: ${note.message}.${fix === null ? '' : ` ${fix}`}`;
}

/** Whether the user limits what only an inspection sees. */
const isAskedFor = ({ planned: { metrics } }: InspectedServer['members'][number]): boolean =>
  metrics.some(
    ({ metric, budget, threshold }) =>
      metric.seen !== undefined && (budget?.written === true || threshold?.written === true),
  );

const noDatabase = (server: string): string =>
  `Queries of ${server} were not counted: no variable of its environment holds the address of a PostgreSQL database. Set it under servers.${server}.env, or name it: \`database: DB_ADDRESS\`, or \`database: { host: DB_HOST, port: DB_PORT }\`.`;

const NOTHING: Seen = { samples: [], evidence: [], notes: [] };
