import { openTaps } from '../inspect/database.ts';
import type { DatabaseTaps } from '../inspect/database-taps.ts';
import { attachable } from '../inspect/node/attach.ts';
import type { Side } from '../model/subject.ts';
import { checkoutOf } from '../workspace/build/prepare.ts';
import { databaseOf, ownVariables } from './inspected-servers.ts';
import { launcher } from './launcher.ts';
import { type Launch, notInspected, type Watched } from './watched-launch.ts';

/** Starts one side's server behind the proxy. */
export async function startWatched(
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

/** Reports lines of the sources if the build left source maps. */
const located: typeof attachable = (environment) => {
  const { NODE_OPTIONS = '', ...others } = attachable(environment);
  return { ...others, NODE_OPTIONS: `${NODE_OPTIONS} --enable-source-maps` };
};
