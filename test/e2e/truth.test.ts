import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { checkOutBranch } from '../support/git/pull-request.ts';
import { startBurner } from '../support/servers/start-burner.ts';
import { repositoryOf } from '../support/servers/truth.ts';

const TIMEOUT = { timeout: 1_500_000 };

async function runOf(...of: Parameters<typeof repositoryOf>) {
  await using folder = await temporaryFolder();
  const { workspace } = await checkOutBranch(folder.path, repositoryOf(...of));
  const call = { directory: workspace, temporary: join(folder.path, 'temp') };
  const { code, stdout, stderr } = await perfBudget(call, 'run', '--base', 'main');
  const report = await readReport(join(workspace, '.perf-budget'));
  const failing = report.results.filter(({ verdict }) => verdict === 'fail');
  return {
    code,
    report,
    output: stdout + stderr,
    failing: failing.map(({ subject, metric }) => `${subject} ${metric}`),
    regressed: report.results
      .filter(({ threshold }) => threshold.limit !== null && threshold.status === 'regressed')
      .map(({ subject, metric }) => `${subject} ${metric}`),
  };
}

// Nothing here could be called by chance, so a low confidence will do, and is reached in fewer launches.
it('A run fails on what is slower or fails in its source', TIMEOUT, async () => {
  const { code, failing, regressed, report, output } = await runOf(
    {
      slower: { truth: 'slower', limits: 'change' },
      'own threads': { truth: 'threads', limits: 'change' },
      bursts: { truth: 'bursts', limits: 'errors' },
    },
    { rounds: 10, confidence: '90%' },
  );
  expect({ code, failing, output }).toMatchObject({
    code: 1,
    failing: ['slower p95', 'own threads p95', 'bursts error-rate'],
  });
  expect(regressed).toEqual(['slower p95', 'own threads p95']);
  expect(report.results.find(({ id }) => id === 'api/bursts/error-rate')).toMatchObject({ budget: { status: 'over' } });
});

// The least launches after which it could fail, and by chance in at most 0.5 % of runs.
it('A run in which nothing changed does not fail by the luck of processes, nor by a neighbour', TIMEOUT, async () => {
  await using neighbour = await startBurner();
  const ended = new AbortController();
  const busy = (async () => {
    while (!ended.signal.aborted) {
      await neighbour.tell({ where: 'here', cpuMs: 800 });
      await delay(1_200);
    }
  })();
  const { code, regressed, failing, output } = await runOf(
    { identical: { truth: 'same', limits: 'change' }, 'by chance': { truth: 'chance', limits: 'change' } },
    { rounds: 9, confidence: '99.5%' },
  );
  ended.abort();
  await busy;
  expect({ code, regressed, failing, output }).toMatchObject({ code: 0, regressed: [], failing: [] });
});
