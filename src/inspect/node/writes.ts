import type { NodeThread } from './protocol.ts';

/** A call in the server's own code. */
export interface Frame {
  /** `src/resumes.js:12` */
  readonly place: string;
  readonly function: string | null;
}

/** Bytes that a server sent to its database. */
export interface Write {
  /** The connection's port at the server. */
  readonly port: number;
  /** Bytes that were written on the connection before. */
  readonly at: number;
  /** The calls that led to it, the nearest first, as far as they are known. */
  readonly frames: readonly Frame[];
}

/**
 * Notes the code that writes to the database while `request` runs, in all threads of a server: any of them may serve it.
 * It is slow, since each asynchronous step notes its
 * own code. So use it for a single request, in a launch without other measurements.
 *
 * @param directory of the checkout: code below it, outside `node_modules`, is the server's own.
 */
export async function writesDuring(
  threads: readonly NodeThread[],
  { ports, directory }: { readonly ports: readonly number[]; readonly directory: string },
  request: () => Promise<unknown>,
): Promise<Write[]> {
  // A build that keeps names wraps functions in calls of its helper.
  const expression = `((__name) => (${hook}))((of) => of)(${JSON.stringify(ports)}, ${JSON.stringify(`${directory}/`)})`;
  await Promise.all(threads.map((one) => one.evaluate(expression)));
  await request();
  const writes = threads.map((one) => one.evaluate('globalThis[Symbol.for("perf-budget.writes")].end()'));
  return (await Promise.all(writes)).flat() as Write[];
}

/** Runs in the server, so it can use neither this module nor TypeScript's syntax. */
const hook = String((ports: number[], directory: string) => {
  const { createHook, executionAsyncId } = process.getBuiltinModule('node:async_hooks');
  const { Socket } = process.getBuiltinModule('node:net');
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  const callers = new Map();
  const writes: unknown[] = [];
  const most = 20_000;
  const mostFrames = 8;
  // Helper functions that TypeScript compiles `await` to for old targets.
  const helpers = ['__awaiter', 'adopt', 'step', 'fulfilled', 'rejected'];

  const ownFrames = () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 50;
    const lines = String(new Error().stack).split('\n');
    Error.stackTraceLimit = limit;
    const frames: unknown[] = [];
    for (const line of lines) {
      const found = /^ {4}at (?:(.+?) \()?((?:(?:file|webpack):\/\/)?\/?.+):(\d+):\d+\)?$/.exec(line);
      if (found === null) continue;
      const [, name, address = '', row] = found;
      const bundled = address.replace(/^webpack:\/\/[^/]*\/(?:\.\/)?/, directory);
      const file = bundled.startsWith('file:') ? fileURLToPath(bundled) : bundled;
      if (!file.startsWith(directory) || file.includes('/node_modules/')) continue;
      const what = name?.replace(/^async /, '').replace(/^.*\[as (.*)\]$/, '$1') ?? null;
      if (what !== null && helpers.includes(what)) continue;
      if (frames.length < mostFrames) frames.push({ place: `${file.slice(directory.length)}:${row}`, function: what });
    }
    return frames.length > 0 ? frames : undefined;
  };

  const steps = createHook({
    init(id) {
      const frames = ownFrames() ?? callers.get(executionAsyncId());
      if (frames !== undefined && callers.size < most) callers.set(id, frames);
    },
    destroy: (id) => void callers.delete(id),
  });
  const { write } = Socket.prototype;
  Socket.prototype.write = function (...given: unknown[]) {
    if (ports.includes(this.remotePort ?? 0) && writes.length < most) {
      const frames = ownFrames() ?? callers.get(executionAsyncId()) ?? [];
      writes.push({ port: this.localPort, at: this.bytesWritten, frames });
    }
    return Reflect.apply(write, this, given);
  };
  steps.enable();
  Object.assign(globalThis, {
    [Symbol.for('perf-budget.writes')]: {
      end() {
        steps.disable();
        Socket.prototype.write = write;
        return writes;
      },
    },
  });
});
