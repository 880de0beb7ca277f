import { checkOf } from '../checks/index.ts';
import type { Inspection, Locate } from '../checks/inspection.ts';
import type { Background } from '../inspect/background.ts';
import { type DatabaseTaps, openTaps } from '../inspect/database.ts';
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

/** Requests in a launch. */
const VISITS = 4;
/** Where it is not known whether the server asks something by itself, such as every ten seconds: once for a server. */
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

/** What a launch showed of a side. */
export interface Seen {
  /** Is read once all launches are over. No samples: nothing can be seen. */
  readonly read: () => Inspected;
  readonly notes: () => readonly string[];
  /** The variables through which no query came, though nothing kept it from coming; null if one came. */
  readonly silent: () => readonly string[] | null;
  /** The databases that requests have written to, each as a text that is the same on both sides. */
  readonly written: readonly string[];
}

/** What all launches of a run have in common. */
export interface Run {
  readonly plans: Readonly<Record<Side, Plan>>;
  readonly sides: Sides;
  readonly during: During;
}

interface Launch extends Run {
  readonly unit: InspectedServer;
  /** The sides that are launched, in the order of their coin. */
  readonly order: readonly Side[];
  readonly launch: number;
  /** Whether each side is looked at while the other one does not run: else both run at once, as where they are timed. */
  readonly isApart: boolean;
  readonly backgrounds: Readonly<Record<Side, Background>>;
  /** Whether nobody listens any more after it, so that what is in doubt is waited for. */
  readonly isLast: boolean;
  /** Made to see which code asks, and for nothing else. */
  readonly places: boolean;
}

/** A side's server that runs, behind the proxy; `server` is null where it can't be looked at. */
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

/** While one side is looked at, the other gets no request, and is listened to for what it asks by itself. */
async function inspectTogether(launch: Launch, order: readonly Side[]): Promise<ReadonlyMap<Side, Seen>> {
  const { isLast, places } = launch;
  await using listeners = new AsyncDisposableStack();
  await using servers = new AsyncDisposableStack();
  const running: Watched[] = [];
  // All at once: a server may take its time to end.
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
      // What counts as slow is for head's config to say, on both sides.
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
    // Without the proxy it may well start: its timed launch reports that.
    return { side, taps: opened(), server: null, notes: [notInspected(unit.server, side, started.message)] };
  } catch (error) {
    signal.throwIfAborted();
    return { side, taps: opened(), server: null, notes: [notInspected(unit.server, side, (error as Error).message)] };
  }
}

const notInspected = (what: string, side: Side, why: string): string => `${what} was not inspected on ${side}: ${why}.`;

/** Each subject in turn on a server that runs. */
async function inspectSide(launch: Launch, { side, taps, server, notes: before }: Watched): Promise<Seen> {
  const { unit, plans, sides, places } = launch;
  const { signal, keepSecret = () => {} } = launch.during;
  const notes = [...before];
  const found: Found[] = [];
  let isWatched = false;
  const unseen = () => (taps?.notes() ?? []).map((note) => sentenceOf(unit.server, note, side));
  const seen = (): Seen => ({
    // Where no query has come at all, that an endpoint asks none says nothing.
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

/** The samples and the evidence of a launch, by what is known by now. */
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

/** Lines are those of the sources, where a build has left its maps. */
const located: typeof attachable = (environment) => {
  const { NODE_OPTIONS = '', ...others } = attachable(environment);
  return { ...others, NODE_OPTIONS: `${NODE_OPTIONS} --enable-source-maps` };
};

const NOTHING: Seen = { read: () => ({ samples: [], evidence: [] }), notes: () => [], silent: () => null, written: [] };
