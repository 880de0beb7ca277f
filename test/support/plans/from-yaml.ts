import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { completePlan, readPlan } from '../../../src/config/read-plan.ts';
import { UsageError } from '../../../src/errors.ts';
import type { LimitedMetric, Plan, PlannedSubject } from '../../../src/model/plan.ts';
import { temporaryFolder, writeFiles } from '../folders/temporary.ts';

/** The plan that a perf-budget.yml of this text makes. */
export async function planOf(text: string): Promise<Plan> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { 'perf-budget.yml': text });
  return await completePlan(await readPlan(folder.path, null), folder.path, null, []);
}

/** What is said of a config file of this text. Fails where nothing is, and where it is a bug rather than a mistake. */
export async function refusalOf(text: string | Uint8Array, file = 'perf-budget.yml'): Promise<string> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  try {
    await readPlan(folder.path, null);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('the config was accepted');
}

/** The mistakes of a text, with their hints after an arrow. */
export async function mistakesOf(text: string): Promise<string[]> {
  const blocks = (await refusalOf(text)).split('\n\n').slice(1);
  return blocks.map((block) => {
    const [first = '', , , hint] = block.split('\n').map((line) => line.trim());
    return hint === undefined ? first : `${first} → ${hint}`;
  });
}

export function subjectOf(plan: Plan, check: string, name: string): PlannedSubject {
  const found = plan.subjects.find((planned) => planned.check === check && planned.subject.name === name);
  if (found === undefined) throw new Error(`no subject ${check}/${name}`);
  return found;
}

/** A metric of the bundle `app`, with the limits that a config of this text gives it. */
export async function limitedOf(text: string, metric: string): Promise<LimitedMetric> {
  const found = subjectOf(await planOf(text), 'bundle', 'app').metrics.find((limited) => limited.metric.id === metric);
  if (found === undefined) throw new Error(`no metric ${metric}`);
  return found;
}
