import { checkOf } from '../checks/index.ts';
import type { Locate } from '../checks/inspection.ts';
import { type DatabaseTaps, openTaps } from '../inspect/database.ts';
import { attachable, attachNode } from '../inspect/node/attach.ts';
import { writesDuring } from '../inspect/node/writes.ts';
import type { Withheld } from '../model/failure-code.ts';
import type { Inspected, Sample, VisitEvidence } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { type Side, subjectKey } from '../model/subject.ts';
import type { Progress } from '../progress.ts';
import { checkoutOf, type Sides } from '../workspace/build/prepare.ts';
import type { KeepLog } from '../workspace/processes/command-log.ts';
import { databaseOf, type InspectedServer, ownVariables } from './inspected-servers.ts';
import { noQuery, sentenceOf } from './inspection-notes.ts';
import { launcher } from './launcher.ts';

/** Requests in a launch. */
const VISITS = 4;

export interface During {
  readonly seed: string;
  readonly clock: () => number;
  readonly progress: Progress;
  readonly keepSecret?: (value: string) => void;
  readonly keepLog?: KeepLog;
  readonly withheld?: Withheld | null;
  readonly signal: AbortSignal;
}

export type Seen = Inspected & {
  readonly notes: readonly string[];
  /** The databases that requests have written to, each as a text that is the same on both sides. */
  readonly written: readonly string[];
};

/** What all launches of a run have in common. */
export interface Run {
  readonly plans: Readonly<Record<Side, Plan>>;
  readonly sides: Sides;
  readonly during: During;
}

interface Launch extends Run {
  readonly unit: InspectedServer;
  readonly side: Side;
  readonly launch: number;
  readonly order: 0 | 1;
  /** Made to see which code asks, and for nothing else. */
  readonly places: boolean;
}

/** One launch of one side: its server behind the proxy, and each subject on it in turn. No samples: nothing can be seen. */
export async function inspectLaunch({
  unit,
  plans,
  sides,
  during,
  side,
  launch,
  order,
  places,
}: Launch): Promise<Seen> {
  const { signal, keepSecret = () => {} } = during;
  const settings = databaseOf(unit.server, plans[side].servers);
  const checkout = checkoutOf(side, sides);
  const head = checkoutOf('head', sides);
  if (settings === null || checkout === null || head === null) return NOTHING;
  const own = ownVariables(plans[side].servers[unit.server]?.settings);
  const notes: string[] = [];
  const samples: Sample[] = [];
  const evidence: VisitEvidence[] = [];
  await using stack = new AsyncDisposableStack();
  /** Opened as the server starts. */
  const all: DatabaseTaps[] = [];
  const unseen = () => all.flatMap((one) => one.notes()).map((note) => sentenceOf(unit.server, note, side));
  try {
    const start = launcher(plans, sides, {
      ...during,
      async watch(environment) {
        // What counts as slow is for head's config to say, on both sides.
        const { pool, slowMs } = databaseOf(unit.server, plans.head.servers) ?? settings;
        const opened = await openTaps(environment, { ...settings, pool, slowMs }, { signal, keepSecret, own });
        all.push(opened);
        stack.defer(opened.close);
        return { ...opened.environment, ...(places && located(environment)) };
      },
    });
    const started = await start(unit.server, side);
    const [taps] = all;
    if (!started.ok) {
      // Without the proxy it may well start: its timed launch reports that.
      const why = `${unit.server} was not inspected on ${side}: ${started.message}.`;
      return { ...NOTHING, notes: [why, ...unseen()] };
    }
    stack.use(started.server);
    if (taps === undefined || taps.variables.length === 0) return { ...NOTHING, notes: unseen() };
    const node = places ? await attachNode(started.server.origin, started.server.pid) : null;
    if (places && node === null) return NOTHING;
    if (node !== null) stack.use(node);
    const { directory } = checkout;
    const locate: Locate | null = node && ((ports, ask) => writesDuring(node, { ports, directory }, ask));
    for (const { planned, place } of unit.members) {
      const { inspection } = checkOf(planned.check);
      const ofSide = plans[side].subjects[place]?.subject ?? planned.subject;
      const inspect = inspection?.inspector(ofSide, checkout, head.directory) ?? null;
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
    const known = unseen();
    if (!taps.anyQuery() && known.length === 0) notes.push(noQuery(unit.server, taps.variables));
    notes.push(...known);
  } catch (error) {
    signal.throwIfAborted();
    notes.push(`${unit.server} was not inspected on ${side}: ${(error as Error).message}.`);
  }
  return { samples, evidence, notes, written: all.flatMap((one) => one.written()) };
}

/** Lines are those of the sources, where a build has left its maps. */
const located: typeof attachable = (environment) => {
  const { NODE_OPTIONS = '', ...others } = attachable(environment);
  return { ...others, NODE_OPTIONS: `${NODE_OPTIONS} --enable-source-maps` };
};

export const NOTHING: Seen = { samples: [], evidence: [], notes: [], written: [] };
