import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownOutput } from '../../../../src/checks/bundle/provenance/own-output.ts';
import { temporaryFolder } from '../../../support/folders/temporary.ts';

/** What is taken for output of perf-budget of these files, beside a report that names `files`. */
async function ownOf(paths: readonly string[], files: readonly string[]): Promise<string[]> {
  await using folder = await temporaryFolder();
  const report = {
    ...{ version: 1, tool: { version: '1.0.0' }, verdict: 'pass', results: [], samples: [] },
    files: files.map((name) => ({ name })),
  };
  await mkdir(join(folder.path, 'assets'));
  await writeFile(join(folder.path, 'assets/report.json'), JSON.stringify(report));
  return [...(await ownOutput(folder.path, ['assets/report.json', ...paths]))].toSorted();
}

it('output of perf-budget is its report, its logs, and the files that the report names', async () => {
  const written = ['assets/report.md', 'assets/app-treemap.html', 'assets/logs/head-build.log'];
  expect(await ownOf([...written, 'assets/page.html'], ['app-treemap.html'])).toEqual(
    ['assets/report.json', ...written].toSorted(),
  );
});

it('a report.json hides no code, whatever it names', async () => {
  expect(await ownOf(['assets/app.js', 'assets/app.css'], ['app.js', 'app.css'])).toEqual(['assets/report.json']);
});
