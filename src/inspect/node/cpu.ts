import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { between, type CallFrame, type CpuProfile } from '../profile/cpu-profile.ts';
import { type Script, sourceMapOf } from '../profile/places.ts';
import type { NodeInspector } from './attach.ts';

/** Interval of samples; microseconds. Its own cost is too small to measure. */
const INTERVAL_US = 500;

/** The optimizer's own copies of functions in their callers would count as theirs. */
const KEEP_APART = `for (const flag of ['--no-turbo-inlining', '--no-maglev-inlining']) process.getBuiltinModule('node:v8').setFlagsFromString(flag)`;

/** The clock of profiles, and the CPU time of the main thread, in older versions of Node.js of all threads; microseconds. */
const TIMES = `(({ user, system }) => ({ clockUs: Number(process.hrtime.bigint() / 1000n), cpuUs: user + system }))((process.threadCpuUsage ?? process.cpuUsage).call(process))`;

export interface ProfiledWork {
  readonly profile: CpuProfile;
  /** Milliseconds. */
  readonly cpuMs: number;
}

/**
 * Profiles a server from now on. Start it before the server's code gets hot: V8 does not attribute code that it
 * replaced earlier within a loop.
 */
export async function startProfiling(node: NodeInspector) {
  const times = async () => (await node.evaluate(TIMES)) as { readonly clockUs: number; readonly cpuUs: number };
  await node.evaluate(KEEP_APART);
  await node.call('Profiler.enable');
  await node.call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await node.call('Profiler.start');
  const works: { readonly fromUs: number; readonly toUs: number; readonly cpuMs: number }[] = [];
  return {
    /** @returns its CPU time; milliseconds */
    async during(work: () => Promise<unknown>): Promise<number> {
      const before = await times();
      await work();
      const after = await times();
      const cpuMs = (after.cpuUs - before.cpuUs) / 1_000;
      works.push({ fromUs: before.clockUs, toUs: after.clockUs, cpuMs });
      return cpuMs;
    },
    /** @returns a profile of each work, in their order */
    async end(): Promise<ProfiledWork[]> {
      const { profile } = await node.call<{ readonly profile: CpuProfile }>('Profiler.stop');
      await node.call('Profiler.disable');
      return works.map(({ fromUs, toUs, cpuMs }) => ({ profile: between(profile, fromUs, toUs), cpuMs }));
    },
  };
}

/** The scripts of these functions with their source maps, as the server itself has them. Nothing is profiled afterwards. */
export async function scriptsOf(node: NodeInspector, frames: readonly CallFrame[]): Promise<Map<string, Script>> {
  const wanted = new Map(
    frames.filter(({ url }) => url !== '' && !url.startsWith('node:')).map((one) => [one.scriptId, one.url]),
  );
  const maps = new Map<string, string>();
  node.on('Debugger.scriptParsed', (params) => {
    const { scriptId, sourceMapURL } = params as { readonly scriptId: string; readonly sourceMapURL?: string };
    if (sourceMapURL && wanted.has(scriptId)) maps.set(scriptId, sourceMapURL);
  });
  await node.call('Debugger.enable');
  const scripts = new Map<string, Script>();
  for (const [scriptId, mapUrl] of maps) {
    const { scriptSource: source } = await node.call<{ scriptSource: string }>('Debugger.getScriptSource', {
      scriptId,
    });
    const text = await mapAt(mapUrl, wanted.get(scriptId) ?? '');
    scripts.set(scriptId, { map: text === null ? null : sourceMapOf(text), source });
  }
  await node.call('Debugger.disable');
  return scripts;
}

/** The text of a source map inside a script or beside it; null if there is none. */
async function mapAt(mapUrl: string, scriptUrl: string): Promise<string | null> {
  const inline = /^data:[^,]*?(;base64)?,/.exec(mapUrl);
  if (inline !== null) {
    const data = mapUrl.slice(inline[0].length);
    return inline[1] ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
  }
  const script = scriptUrl.startsWith('file:') ? fileURLToPath(scriptUrl) : scriptUrl;
  const file = mapUrl.startsWith('file:') ? fileURLToPath(mapUrl) : resolve(dirname(script), mapUrl);
  return readFile(file, 'utf8').catch(() => null);
}
