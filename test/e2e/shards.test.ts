import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { shop, worse } from '../support/folders/shop-app.ts';
import { openJob } from '../support/github/job.ts';
import { runStep } from '../support/github/runner.ts';

const config = `bundle:
  all: { path: dist }
  scripts: { files: ["dist/**/*.js"] }
  styles: { files: ["dist/**/*.css"] }
`;

it('a run that two jobs share posts once, and says what one job would have said', async () => {
  await using job = await openJob();
  const files = { base: { ...shop, 'perf-budget.yml': config }, head: worse };
  const whole = await job.run(files, { inputs: { comment: 'never', check: 'none' } });
  expect({ code: whole.code, log: whole.log }).toMatchObject({ code: 1 });
  const { checkout } = whole;
  const { folder, github } = job;
  const askedBefore = github.calls.length;

  for (const shard of ['1/2', '2/2']) {
    const part = await runStep({ folder, checkout, github, inputs: { shard, 'fail-on': 'never' } });
    expect({ code: part.code, log: part.log }).toMatchObject({ code: 0 });
    const to = join(checkout.workspace, 'reports', shard.replace('/', '-'));
    await mkdir(dirname(to), { recursive: true });
    await rename(dirname(part.outputs.report ?? ''), to);
  }
  expect(github.calls).toHaveLength(askedBefore);

  const joined = await runStep({ folder, checkout, github, inputs: { reports: 'reports/*/report.json' } });
  expect({ code: joined.code, log: joined.log }).toMatchObject({ code: 1 });
  for (const output of ['verdict', 'breaches', 'over-budget', 'regressions']) {
    expect(joined.outputs[output], output).toBe(whole.outputs[output]);
  }
  const { default: report } = await import(joined.outputs.report ?? '', { with: { type: 'json' } });
  expect(report.results).toEqual(whole.report?.results);
  expect(github.state.comments).toHaveLength(1);
  expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
});
