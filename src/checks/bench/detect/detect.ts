import { readPackageJson } from '../../../workspace/build/package-json.ts';
import { commandOf, packageManager } from '../../../workspace/build/package-manager.ts';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import type { Detected, DetectRequest } from '../../detection.ts';
import type { BenchSettings } from '../settings.ts';
import { type Suggestion, suggestionIn } from './suggest.ts';

/** The suite that a folder's package.json suggests; null if it has no script that measures benchmarks. */
export async function suggestedSuite(directory: string): Promise<Suggestion | null> {
  const agent = await packageManager(directory, checkoutRoot(directory));
  return suggestionIn(await readPackageJson(directory), (script) => commandOf(agent, 'run', [script]));
}

/** Benchmarks take their time, and few print what can be read: they are named, and measured only where a config asks. */
export async function detect({ directory, config }: DetectRequest): Promise<Detected<BenchSettings> | null> {
  const found = await suggestedSuite(directory);
  if (found === null) return null;
  const advice = `The script ${found.script} of package.json measures benchmarks. To compare them, too, name its command under bench in ${config} (docs/bench.md)`;
  return { ok: true, subjects: [], site: null, others: [], advice: [advice] };
}
