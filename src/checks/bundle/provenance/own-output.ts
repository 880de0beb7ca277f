import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { isBesideReport } from '../../../text/beside-report.ts';
import { parseJson } from '../../../text/parse-json.ts';

/** Recognises a report by perf-budget among other files named `report.json`. */
const ownReport = z.object({
  version: z.number(),
  tool: z.object({ version: z.string() }),
  verdict: z.string(),
  results: z.array(z.unknown()),
  samples: z.array(z.unknown()),
  files: z.array(z.object({ name: z.string() })).optional(),
});

const RENDERED = ['report.json', 'report.md', 'report.html'];
/** Code is never a report's, whatever a `report.json` says: the file must not hide code that visitors download. */
const CODE = /\.(?:[cm]?js|css|wasm)$/;

/** Files of an earlier run of perf-budget: its report, its logs, and the files that the report names beside it. */
export async function ownOutput(root: string, paths: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  for (const path of paths.filter((one) => posix.basename(one) === 'report.json')) {
    const report = await readFile(join(root, path), 'utf8').then(
      (text) => ownReport.safeParse(parseJson(text)).data,
      () => undefined,
    );
    if (report === undefined) continue;
    const folder = posix.dirname(path);
    const named = (report.files ?? []).map(({ name }) => name).filter((name) => !CODE.test(name));
    const written = new Set([...RENDERED, ...named].map((name) => posix.join(folder, name)));
    for (const one of paths) if (written.has(one) || isBesideReport(posix.relative(folder, one))) own.add(one);
  }
  return own;
}
