import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../text/parse-json.ts';

/** What tells a report of ours from any other `report.json`. */
const ownReport = z.object({
  version: z.number(),
  tool: z.object({ version: z.string() }),
  verdict: z.string(),
  results: z.array(z.unknown()),
  samples: z.array(z.unknown()),
  files: z.array(z.object({ name: z.string() })).optional(),
});

const RENDERED = ['report.json', 'report.md', 'report.html'];

/** Files that an earlier run of perf-budget wrote: all of a folder of its own, or those that its report names. */
export async function ownOutput(root: string, paths: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  for (const path of paths.filter((one) => posix.basename(one) === 'report.json')) {
    const report = await readFile(join(root, path), 'utf8').then(
      (text) => ownReport.safeParse(parseJson(text)).data,
      () => undefined,
    );
    if (report === undefined) continue;
    const folder = posix.dirname(path);
    const written = new Set([...RENDERED, ...(report.files ?? []).map(({ name }) => name)]);
    for (const one of paths) if (folder === '.' ? written.has(one) : one.startsWith(`${folder}/`)) own.add(one);
  }
  return own;
}
