import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallFrame, CpuProfile } from '../profile/cpu-profile.ts';
import { type Script, sourceMapOf } from '../profile/places.ts';
import type { NodeInspector } from './attach.ts';

/** Between two samples; microseconds. Its own cost is below what can be measured. */
const INTERVAL_US = 500;

/**
 * To be called before code gets hot. What the optimizer puts into its callers would count as theirs.
 */
export const keepFunctionsApart = (node: NodeInspector): Promise<unknown> =>
  node.evaluate(
    `for (const flag of ['--max-inlined-bytecode-size=0', '--no-maglev-inlining']) process.getBuiltinModule('node:v8').setFlagsFromString(flag)`,
  );

/** Of the main thread; in older versions of Node.js of all threads. Microseconds. */
const CPU_TIME = `(({ user, system }) => user + system)((process.threadCpuUsage ?? process.cpuUsage).call(process))`;

export interface ProfiledWork<T> {
  readonly profile: CpuProfile;
  /** Milliseconds. */
  readonly cpuMs: number;
  readonly result: T;
}

/** Profiles a server while `work` goes on. */
export async function profiled<T>(node: NodeInspector, work: () => Promise<T>): Promise<ProfiledWork<T>> {
  const cpuUs = async () => Number(await node.evaluate(CPU_TIME));
  await node.call('Profiler.enable');
  await node.call('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await node.call('Profiler.start');
  const before = await cpuUs();
  try {
    const result = await work();
    const cpuMs = ((await cpuUs()) - before) / 1_000;
    const { profile } = await node.call<{ readonly profile: CpuProfile }>('Profiler.stop');
    return { profile, cpuMs, result };
  } finally {
    await node.call('Profiler.disable');
  }
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

/** The text of a source map that a script holds itself, or that lies beside it; null: neither. */
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
