import { importerOf } from '../init/find.ts';
import { existingConfig, planInit } from '../init/init.ts';
import { diffText, planText } from '../init/words.ts';
import { writeAll } from '../init/write/files.ts';
import { clean } from '../text/sanitize.ts';
import type { InitArguments } from './arguments.ts';
import { print } from './print.ts';

/** Writes a config and a workflow, or only shows them, and prints the outcome. Returns the exit code. */
export async function init(call: InitArguments, signal: AbortSignal): Promise<number> {
  const directory = process.cwd();
  call.from.forEach(importerOf); // a wrong call is one, whatever is there
  const existing = existingConfig({ directory, output: call.output });
  if (existing !== null && !call.force && !call.dryRun) {
    print(
      `${clean(existing, 200)} is there, so nothing was written. With --force it is replaced; with --dry-run you see by what.`,
    );
    return 0;
  }
  const plan = await planInit({ ...call, directory, signal });
  if (call.dryRun) {
    print([planText(plan, 'writes'), '', ...plan.files.map(diffText)].join('\n'));
    if (existing !== null) print(`\n${clean(existing, 200)} is there: only --force replaces it.`);
    return 0;
  }
  await writeAll(plan.files);
  const replaced = plan.files.filter(({ before }) => before !== null);
  if (call.force && replaced.length > 0) print(`${replaced.map(diffText).join('\n')}\n`);
  print(planText(plan, 'wrote'));
  print('next     perf-budget run --plan');
  return 0;
}
