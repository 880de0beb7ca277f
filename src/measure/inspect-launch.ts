import type { Side } from '../model/subject.ts';
import { inspectSide } from './inspect-side.ts';
import { REST_MS } from './inspected-servers.ts';
import { startWatched } from './start-watched.ts';
import type { Launch, Seen, Watched } from './watched-launch.ts';

/** Additional wait, once for each server, if the server may send queries by itself, such as every ten seconds. */
const LONGEST_DOUBT_MS = 10_500;

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
