import { checkOf } from '../checks/index.ts';
import type { HeapPlan, ProcessRequest } from '../checks/inspection.ts';
import { isUnchanged } from '../compare/inspected.ts';
import { attachable } from '../inspect/node/attach.ts';
import { attachThreads, type NodeThreads } from '../inspect/node/threads.ts';
import type { Sample } from '../model/measurements.ts';
import type { Plan, PlannedSubject } from '../model/plan.ts';
import { otherSide, type Side, subjectKey } from '../model/subject.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import { coinsOf } from './coins.ts';
import { HEAP_MS, type InspectedServer, isGrowing, LAUNCHES, startedServers } from './inspected-servers.ts';
import { endedEarly, noHeapGrowth, unseenProcesses } from './inspection-notes.ts';
import { launcher } from './launcher.ts';
import type { During, Run } from './watched-launch.ts';

/** No launch of a server begins after this time; milliseconds. */
const LONGEST_MS = 180_000;

/**
 * A subject with the watch over its server's processes. It lives through all launches of a side, so that unique values
 * stay unique.
 */
interface Member {
  readonly planned: PlannedSubject;
  readonly watch: ReturnType<NonNullable<ReturnType<typeof checkOf>['inspection']>['processes']>;
}

interface Launch {
  readonly side: Side;
  readonly launch: number;
  readonly order: 0 | 1;
  readonly heap: HeapPlan;
}

interface Seen {
  readonly samples: readonly Sample[];
  /** Sentences about data that could not be seen. */
  readonly notes: readonly string[];
}

/**
 * Inspects the processes of started servers, in launches that are not timed: whom they keep waiting, and how their heap
 * grows. Subjects that one launch of each side shows unchanged are known. The others get as many launches as an exact
 * value needs.
 *
 * @param plans base's has the same subjects, in the same order.
 */
export async function watchProcesses(plans: Readonly<Record<Side, Plan>>, sides: Sides, during: During): Promise<Seen> {
  const samples: Sample[] = [];
  const notes = new Set<string>();
  for (const unit of startedServers(plans.head)) {
    const found = await watchUnit(unit, { plans, sides, during });
    samples.push(...found.samples);
    for (const note of found.notes) notes.add(note);
  }
  return { samples, notes: [...notes] };
}

async function watchUnit(unit: InspectedServer, run: Run): Promise<Seen> {
  const { clock, seed, progress } = run.during;
  const startedAt = clock();
  const toss = coinsOf(seed);
  const samples: Sample[] = [];
  const notes = new Set<string>();
  const members = { base: membersOf('base', unit, run), head: membersOf('head', unit, run) };
  const planned = unit.members.map((one) => one.planned);
  const sharing = planned.filter(isGrowing).length;
  const heap: HeapPlan = { batches: new Map(), leftMs: HEAP_MS, waiting: sharing };
  let open: readonly PlannedSubject[] = planned;
  const ended = new Set<Side>((['base', 'head'] as const).filter((side) => members[side].length === 0));
  for (let launch = 0; launch < LAUNCHES && open.length > 0 && !ended.has('head'); launch++) {
    if (clock() - startedAt >= LONGEST_MS) {
      notes.add(endedEarly(unit.server, launch, LONGEST_MS));
      break;
    }
    const first = toss(`processes ${unit.server}`, launch);
    for (const [order, side] of ([first, otherSide(first)] as const).entries()) {
      if (ended.has(side)) continue;
      const at = { side, launch, order: order as 0 | 1, heap };
      const opened = members[side].filter((one) => open.includes(one.planned));
      const seen = await watchLaunch({ unit, members: opened }, run, at);
      samples.push(...seen.samples);
      for (const note of seen.notes) notes.add(note);
      // A side that fails here is not tried again. Its timed launch reports the failure.
      if (seen.samples.length === 0) ended.add(side);
    }
    if (launch === 0) open = stillOpen(planned, samples);
  }
  const unseen = planned.flatMap(({ subject, check, metrics }) => {
    const { ofProcesses = [] } = checkOf(check).inspection ?? {};
    return metrics.flatMap(({ metric: { id, label }, budget, threshold }) => {
      const isAskedFor = ofProcesses.includes(id) && (budget?.written === true || threshold?.written === true);
      const isSeen = samples.some((one) => one.metric === id && one.subject === subject.name);
      return isAskedFor && !isSeen ? [unseenProcesses(subject.name, label)] : [];
    });
  });
  for (const note of unseen) notes.add(note);
  const skipped = [...heap.batches].filter(([, requests]) => requests === 0).map(([endpoint]) => endpoint);
  if (skipped.length > 0) notes.add(noHeapGrowth(skipped, HEAP_MS));
  const seconds = (clock() - startedAt) / 1_000;
  if (samples.length > 0) progress({ type: 'end', stage: 'inspect', side: null, what: unit.server, ok: true, seconds });
  return { samples, notes: [...notes] };
}

/** The subjects that more launches may add something to. The server's own figure needs the load of all endpoints. */
function stillOpen(planned: readonly PlannedSubject[], samples: readonly Sample[]): readonly PlannedSubject[] {
  const open = planned.filter((one) => !isUnchanged(one, samples));
  return open.some(({ subject }) => subject.isServer) ? planned : open;
}

/** Empty if the side has no such server, or must not inspect it. */
function membersOf(side: Side, unit: InspectedServer, { plans, sides }: Run): readonly Member[] {
  const [checkout, head] = [checkoutOf(side, sides), checkoutOf('head', sides)];
  const isStarted = startedServers(plans[side]).some(({ server }) => server === unit.server);
  if (checkout === null || head === null || !isStarted) return [];
  return unit.members.map(({ planned, place }) => {
    const subject = plans[side].subjects[place]?.subject ?? planned.subject;
    const watch = checkOf(planned.check).inspection?.processes(subject, checkout, head.directory) ?? null;
    return { planned, watch };
  });
}

/** One launch of one side: each subject in turn, and the server itself last. */
async function watchLaunch(
  { unit, members }: { readonly unit: InspectedServer; readonly members: readonly Member[] },
  { plans, sides, during }: Run,
  { side, launch, order, heap }: Launch,
): Promise<Seen> {
  const { signal, keepSecret } = during;
  const settings = plans[side].servers[unit.server]?.settings;
  const samples: Sample[] = [];
  const notes: string[] = [];
  await using stack = new AsyncDisposableStack();
  try {
    const start = launcher(plans, sides, { ...during, watch: async (environment) => attachable(environment) });
    const started = await start(unit.server, side);
    if (!started.ok) return { samples, notes };
    const server = stack.use(started.server);
    let attached: Promise<NodeThreads | null> | undefined;
    const attach = () => {
      attached ??= attachThreads(server.origin, server.pid).catch(() => null);
      return attached;
    };
    stack.defer(async () => (await attached)?.[Symbol.asyncDispose]());
    let isWhole = true;
    let keptBytes = 0;
    for (const { planned, watch } of members) {
      // Other requests have filled the heap, so it is not comparable.
      if (watch === null || (planned.subject.isServer && !isWhole)) continue;
      const request: ProcessRequest = {
        launch,
        server,
        ready: settings?.kind === 'command' ? settings.ready : '/',
        attach,
        limits: (id) =>
          planned.metrics.some(({ metric, budget, threshold }) => metric.id === id && (budget ?? threshold) !== null),
        heap,
        keptBytes,
        ...(keepSecret && { keepSecret }),
        signal,
      };
      const seen = await watch(request);
      isWhole &&= seen.ok && seen.isWhole;
      if (!seen.ok) continue;
      keptBytes += seen.keptBytes;
      const at = { ...subjectKey(planned), side, round: launch, launch, order, attempt: 0, inspected: true } as const;
      for (const [metric, value] of Object.entries(seen.values)) samples.push({ ...at, metric, value });
    }
  } catch (error) {
    signal.throwIfAborted();
    notes.push(`The processes of ${unit.server} were not seen on ${side}: ${(error as Error).message}.`);
  }
  return { samples, notes };
}
