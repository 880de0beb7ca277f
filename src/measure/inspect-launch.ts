import { checkOf } from '../checks/index.ts';
import type { Inspection, Locate } from '../checks/inspection.ts';
import type { Background } from '../inspect/background.ts';
import { openTaps } from '../inspect/database.ts';
import type { DatabaseTaps } from '../inspect/database-taps.ts';
import { attachable, attachNode } from '../inspect/node/attach.ts';
import { writesDuring } from '../inspect/node/writes.ts';
import type { Withheld } from '../model/failure-code.ts';
import type { Inspected, Sample } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { type Side, subjectKey } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import type { RunningServer } from '../workspace/servers/server.ts';
import { databaseOf, type InspectedServer, ownVariables, REST_MS } from './inspected-servers.ts';
import { sentenceOf } from './inspection-notes.ts';
import { launcher } from './launcher.ts';

/** Requests to each subject in a launch. */
const VISITS = 4;
/** Additional wait, once for each server, if the server may send queries by itself, such as every ten seconds. */
const LONGEST_DOUBT_MS = 10_500;

export interface During {
  readonly seed: string;
  readonly clock: () => number;
  readonly progress: Progress;
  readonly keepSecret?: (value: string) => void;
  readonly keepLog?: KeepLog;
  readonly withheld?: Withheld | null;
  readonly signal: AbortSignal;
}

/** The outcome of a launch for one side. */
export interface Seen {
  /** Call it once all launches are over. Without samples, nothing can be seen. */
  readonly read: () => Inspected;
  readonly notes: () => readonly string[];
  /** Variables whose connections carried no query, though nothing prevented it; null if a query came. */
  readonly silent: () => readonly string[] | null;
  /** Ids of the databases that requests wrote to. Both sides have the same id for the same database. */
  readonly written: readonly string[];
}

/** Data that all launches of a run share. */
export interface Run {
  readonly plans: Readonly<Record<Side, Plan>>;
  readonly sides: Sides;
  readonly during: During;
}

interface Launch extends Run {
  readonly unit: InspectedServer;
  /** The sides to launch, in the order of their coin. */
  readonly order: readonly Side[];
  readonly launch: number;
  /** Whether only one side runs at a time; otherwise both run at once, as in timed launches. */
  readonly isApart: boolean;
  readonly backgrounds: Readonly<Record<Side, Background>>;
  /** Whether this is the last launch, so that it waits longer for queries in doubt. */
  readonly isLast: boolean;
  /** Whether the launch only finds out which code sends the queries. */
  readonly places: boolean;
}

/** A side's server that runs behind the proxy; `server` is null if it can't be inspected. */
interface Watched {
  readonly side: Side;
  readonly taps: DatabaseTaps | null;
  readonly server: RunningServer | null;
  readonly notes: readonly string[];
}

/** One launch: each side's server behind the proxy, and each subject on it in turn. */
export async function inspectLaunch(launch: Launch): Promise<ReadonlyMap<Side, Seen>> {
  const seen = new Map<Side, Seen>();
  for (const together of launch.isApart ? launch.order.map((side) => [side]) : [launch.order])
    for (const [side, one] of await inspectTogether(launch, together)) seen.set(side, one);
  return seen;
}

/**
 * Inspects the sides in turn. Meanwhile the other side gets no request, which shows the queries that it sends by
 * itself.
 */
async function inspectTogether(launch: Launch, order: readonly Side[]): Promise<ReadonlyMap<Side, Seen>> {
  const { isLast, places } = launch;
  await using listeners = new AsyncDisposableStack();
  await using servers = new AsyncDisposableStack();
  const running: Watched[] = [];
  // Ends all servers at once, since each may take its time.
  servers.defer(async () => void (await Promise.all(running.map(({ server }) => server?.[Symbol.asyncDispose]()))));
  for (const side of order) {
    const one = await startWatched(launch, side, listeners);
    running.push(one);
    one.taps?.listen(true);
  }
  const seen = new Map<Side, Seen>();
  for (const one of running) seen.set(one.side, await inspectSide(launch, one));
  const looked = running.flatMap(({ taps, server }) => (taps === null || server === null ? [] : [taps]));
  if (!places) await Promise.all(looked.map((taps) => taps.rest(REST_MS)));
  if (isLast) await Promise.all(looked.map((taps) => taps.restInDoubt(LONGEST_DOUBT_MS)));
  return seen;
}

async function startWatched(
  { unit, plans, sides, during, backgrounds, places }: Launch,
  side: Side,
  listeners: AsyncDisposableStack,
): Promise<Watched> {
  const { signal, keepSecret = () => {} } = during;
  const settings = databaseOf(unit.server, plans[side].servers);
  if (settings === null || checkoutOf(side, sides) === null) return { side, taps: null, server: null, notes: [] };
  const own = ownVariables(plans[side].servers[unit.server]?.settings);
  const background = backgrounds[side];
  let taps: DatabaseTaps | null = null;
  const start = launcher(plans, sides, {
    ...during,
    async watch(environment) {
      // Head's config defines a slow query, for both sides.
      const { pool, slowMs } = databaseOf(unit.server, plans.head.servers) ?? settings;
      const options = { signal, keepSecret, own, background };
      const opened = await openTaps(environment, { ...settings, pool, slowMs }, options);
      taps = opened;
      listeners.defer(opened.close);
      return { ...opened.environment, ...(places && located(environment)) };
    },
  });
  const opened = () => taps;
  try {
    const started = await start(unit.server, side);
    if (started.ok) return { side, taps: opened(), server: started.server, notes: [] };
    // The server may still start without the proxy. Its timed launch reports that.
    return { side, taps: opened(), server: null, notes: [notInspected(unit.server, side, started.message)] };
  } catch (error) {
    signal.throwIfAborted();
    return { side, taps: opened(), server: null, notes: [notInspected(unit.server, side, (error as Error).message)] };
  }
}

const notInspected = (what: string, side: Side, why: string): string => `${what} was not inspected on ${side}: ${why}.`;

/** Inspects each subject in turn on a running server. */
async function inspectSide(launch: Launch, { side, taps, server, notes: before }: Watched): Promise<Seen> {
  const { unit, plans, sides, places } = launch;
  const { signal, keepSecret = () => {} } = launch.during;
  const notes = [...before];
  const found: Found[] = [];
  let isWatched = false;
  const unseen = () => (taps?.notes() ?? []).map((note) => sentenceOf(unit.server, note, side));
  const seen = (): Seen => ({
    // If no query came at all, zero queries of an endpoint prove nothing.
    read: () => readingOf(taps?.anyQuery() ? found : [], launch, side),
    notes: () => [...notes, ...unseen()],
    silent: () => (taps !== null && isWatched && !taps.anyQuery() && unseen().length === 0 ? taps.variables : null),
    written: taps?.written() ?? [],
  });
  const checkout = checkoutOf(side, sides);
  const head = checkoutOf('head', sides);
  if (taps === null || server === null || checkout === null || head === null || taps.variables.length === 0)
    return seen();
  taps.listen(false);
  await using stack = new AsyncDisposableStack();
  try {
    const node = places ? await attachNode(server.origin, server.pid) : null;
    if (places && node === null) return NOTHING;
    if (node !== null) stack.use(node);
    const { directory } = checkout;
    const locate: Locate | null = node && ((ports, ask) => writesDuring(node, { ports, directory }, ask));
    for (const member of unit.members) {
      const { planned, place } = member;
      const { inspection } = checkOf(planned.check);
      const ofSide = plans[side].subjects[place]?.subject ?? planned.subject;
      const inspect = inspection?.inspector(ofSide, checkout, head.directory) ?? null;
      const request = { launch: launch.launch, server, databases: taps, visits: VISITS, locate, keepSecret, signal };
      const shown = await inspect?.(request);
      if (shown === undefined || (!shown.ok && shown.code === 'absent')) continue;
      if (!shown.ok) notes.push(notInspected(planned.subject.name, side, shown.message));
      else found.push({ planned, shown });
    }
    isWatched = true;
  } catch (error) {
    signal.throwIfAborted();
    notes.push(notInspected(unit.server, side, (error as Error).message));
  }
  taps.listen(true);
  return seen();
}

interface Found {
  readonly planned: InspectedServer['members'][number]['planned'];
  readonly shown: Inspection<unknown>;
}

/** The samples and the evidence of a launch, interpreted by all launches so far. */
function readingOf(found: readonly Found[], { launch, order }: Launch, side: Side): Inspected {
  const samples: Sample[] = [];
  const evidence = found.map(({ planned, shown }) => {
    const key = subjectKey(planned);
    for (const [index, values] of shown.visits().entries()) {
      const at = {
        ...key,
        side,
        round: launch * VISITS + index,
        launch,
        order: order.indexOf(side) === 0 ? 0 : 1,
        attempt: 0,
        inspected: true,
      } as const;
      for (const [metric, value] of Object.entries(values)) samples.push({ ...at, metric, value });
    }
    return { ...key, side, round: launch, data: shown.evidence() };
  });
  return { samples, evidence };
}

/** Reports lines of the sources if the build left source maps. */
const located: typeof attachable = (environment) => {
  const { NODE_OPTIONS = '', ...others } = attachable(environment);
  return { ...others, NODE_OPTIONS: `${NODE_OPTIONS} --enable-source-maps` };
};

const NOTHING: Seen = { read: () => ({ samples: [], evidence: [] }), notes: () => [], silent: () => null, written: [] };
