import { checkOf } from '../checks/index.ts';
import type { Inspection, Locate } from '../checks/inspection.ts';
import { attachThreads } from '../inspect/node/threads.ts';
import { writesDuring } from '../inspect/node/writes.ts';
import type { Inspected, Sample } from '../model/measurements.ts';
import { type Side, subjectKey } from '../model/subject.ts';
import { checkoutOf } from '../workspace/build/prepare.ts';
import type { InspectedServer } from './inspected-servers.ts';
import { sentenceOf } from './inspection-notes.ts';
import { type Launch, notInspected, type Seen, type Watched } from './watched-launch.ts';

/** Requests to each subject in a launch. */
const VISITS = 4;
/** Inspects each subject in turn on a running server. */
export async function inspectSide(launch: Launch, { side, taps, server, notes: before }: Watched): Promise<Seen> {
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
    const node = places ? await attachThreads(server.origin, server.pid) : null;
    if (places && node === null) return NOTHING;
    if (node !== null) stack.use(node);
    const { directory } = checkout;
    const locate: Locate | null = node && ((ports, ask) => writesDuring(node.threads, { ports, directory }, ask));
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

const NOTHING: Seen = { read: () => ({ samples: [], evidence: [] }), notes: () => [], silent: () => null, written: [] };
