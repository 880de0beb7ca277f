import { detect } from './detect.ts';
import { type LoadedConfig, loadConfig } from './load.ts';
import type { Plan } from './plan.ts';
import { defaultMeasure, resolve } from './resolve.ts';

/** What is known before anything is built: the config as a plan, without subjects where none is configured. */
export async function readPlan(directory: string, file: string | null): Promise<Plan> {
  const loaded: LoadedConfig | null = await loadConfig(directory, file);
  if (loaded) return resolve(loaded);
  return { config: null, install: null, build: null, servers: {}, subjects: [], measure: defaultMeasure, notes: [] };
}

/** The plan with what can only be found in a built checkout, where nobody said what to check. */
export async function completePlan(plan: Plan, directory: string): Promise<Plan> {
  if (plan.subjects.length > 0) return plan;
  const { servers, subjects, notes } = await detect(directory);
  return { ...plan, subjects, servers: { ...plan.servers, ...servers }, notes: [...plan.notes, ...notes] };
}
