import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { suggestedSuite } from '../checks/bench/detect/detect.ts';
import { isObject } from '../text/parse-json.ts';
import { clean } from '../text/sanitize.ts';
import { WORKFLOWS } from './find.ts';
import type { Project } from './project.ts';

/** A workflow that compares benchmarks with those of earlier runs. */
const TRACKER = /^benchmark-action\/github-action-benchmark@/;

/** Lines for the end of a config that would measure the benchmarks which are here; null if there are none. */
export async function benchmarkLines(project: Project): Promise<string[] | null> {
  const tracked = await trackedIn(project);
  const suite = await suggestedSuite(project.directory);
  if (tracked === null && suite === null) return null;
  const run = suite?.run ?? tracked?.run ?? 'the command of that step';
  const origin =
    tracked === null ? `The script ${suite?.script} measures benchmarks` : `${tracked.file} measures benchmarks`;
  const how = suite?.isReadable ? '' : '; it must print or write them in a format of docs/bench.md';
  return [
    `${origin}. To compare them with base in the same run${how}:`,
    'bench:',
    `  suite: { run: ${JSON.stringify(clean(run, 200))} }`,
  ];
}

/** The first step that hands benchmarks to the tracker, with the command of the step before it that writes them. */
async function trackedIn({ directory, root, open }: Project): Promise<{ file: string; run: string | null } | null> {
  if (root !== directory) return null;
  const names = await readdir(join(directory, WORKFLOWS)).catch(() => []);
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const file = posix.join(WORKFLOWS, name);
    // GitHub reports a malformed workflow.
    const { value } = (await open(file).catch(() => null)) ?? { value: null };
    for (const job of Object.values(isObject(value) && isObject(value.jobs) ? value.jobs : {})) {
      const steps: unknown[] = isObject(job) && Array.isArray(job.steps) ? job.steps : [];
      const index = steps.findIndex((step) => isObject(step) && TRACKER.test(String(step.uses)));
      if (index < 0) continue;
      const before = steps.slice(0, index).findLast((step) => isObject(step) && typeof step.run === 'string');
      const run = isObject(before) ? String(before.run).trim() : null;
      return { file, run: run === null || run.includes('\n') ? null : run };
    }
  }
  return null;
}
