import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { processesOf } from '../support/folders/leftovers.ts';
import { config, shop } from '../support/folders/shop-app.ts';
import { checkOutPullRequest } from '../support/git/pull-request.ts';
import { openJob } from '../support/github/job.ts';
import { cancelStep } from '../support/github/runner.ts';

/** Each server of the API makes a file once it has answered so often that the warm-up is over. */
const counting = {
  'routes.js': `${shop['routes.js']}
import { writeFileSync } from 'node:fs';
const products = routes['/api/products'];
let answers = 0;
routes['/api/products'] = (rows) => {
  if (++answers === 1_500) writeFileSync(\`\${process.env.DATABASE}.busy\`, '');
  return products(rows);
};
`,
};

const MOMENTS = {
  Lighthouse: {
    head: { 'perf-budget.yml': config({ checks: ['vitals'], rounds: { vitals: 20, api: 40 } }) },
    // The page is open.
    reached: (folder: string) =>
      processesOf(join(folder, 'temp')).some((command) => command.includes('--type=renderer')),
  },
  load: {
    head: { ...counting, 'perf-budget.yml': config({ checks: ['api'], rounds: { vitals: 20, api: 40 } }) },
    reached: (folder: string) => existsSync(join(folder, 'workspace/data/head.json.busy')),
  },
} as const;

describe.skipIf(process.platform !== 'linux')('a job that is cancelled', () => {
  describe.each(['Lighthouse', 'load'] as const)('in the middle of %s', (moment) => {
    it.each([
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)('ends after %s alone, with %i, and leaves nothing behind', async (signal, code) => {
      await using job = await openJob();
      const { head, reached } = MOMENTS[moment];
      const checkout = await checkOutPullRequest(job.folder, { base: shop, head });
      const { child, result } = await job.start(checkout);
      while (!reached(job.folder)) {
        if (child.exitCode !== null) throw new Error(`It ended too early:\n${(await result).log}`);
        await pause(50);
      }
      expect(await cancelStep(child, signal)).toEqual([signal]);
      const done = await result;
      expect({ code: done.code, log: done.log }).toMatchObject({ code });
      expect(done.outputs).toEqual({});
      expect(done.summary).toBe('');
      expect(job.github.calls).toEqual([]);
      await job.expectNothingLeft(checkout);
    });
  });
});
