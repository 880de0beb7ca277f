import { describe, expect, it } from 'vitest';
import { machine } from '../../src/observe/machine.ts';
import { readMachine } from '../../src/observe/machine-times.ts';
import type { RunningServer } from '../../src/workspace/servers/server.ts';
import { startBurner } from '../support/servers/start-burner.ts';

const serverOf = (pid: number | null, foreign = false): RunningServer => ({
  origin: 'http://127.0.0.1',
  pid,
  ...(foreign && { foreign }),
  failure: () => null,
  async [Symbol.asyncDispose]() {},
});
const { signal } = new AbortController();

/** What others ran while `work` was done, and what all processes did; milliseconds. */
async function during(server: RunningServer, beside: RunningServer | null, work: () => Promise<unknown>) {
  const before = readMachine(performance.now());
  const watch = await machine.start(server, signal, beside);
  const startedAt = performance.now();
  await work();
  const elapsedMs = performance.now() - startedAt;
  const { covariates = {} } = (await watch?.stop({ ok: true, values: {} })) ?? {};
  const after = readMachine(performance.now());
  const taken = (of: typeof before) => (of.cores?.processes ?? 0) + (of.cores?.stolen ?? 0);
  const { others = Number.NaN, own = Number.NaN } = covariates;
  const allMs = 10 * (taken(after) - taken(before));
  return { othersMs: others * elapsedMs, ownMs: own * elapsedMs, allMs, covariates };
}

// Whatever else this machine does may only add to what others ran.
describe.runIf(process.platform === 'linux')('what others run during a visit', () => {
  it('includes a process that is neither ours nor a server', async () => {
    await using server = await startBurner();
    await using other = await startBurner();
    const { othersMs } = await during(serverOf(server.pid), null, () => other.tell({ where: 'here', cpuMs: 500 }));
    expect(othersMs).toBeGreaterThan(350);
  });

  it.each(['the server', 'the server of the other side', 'perf-budget itself'])('is without %s', async (whose) => {
    await using server = await startBurner();
    await using beside = await startBurner();
    const usedMs = () => process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3;
    const burn = (end = usedMs() + 500) => {
      while (usedMs() < end);
    };
    const { othersMs, ownMs, allMs } = await during(serverOf(server.pid), serverOf(beside.pid), async () => {
      if (whose === 'perf-budget itself') burn();
      else await (whose === 'the server' ? server : beside).tell({ where: 'here', cpuMs: 500 });
    });
    expect(ownMs).toBeGreaterThan(400);
    expect(allMs - othersMs).toBeGreaterThan(350);
  });

  it('is without what the visit started, such as a browser', async () => {
    const watch = await machine.start(serverOf(null), signal, null);
    const { covariates } = (await watch?.stop({ ok: true, values: {}, ownCpuMs: 1e6 })) ?? {};
    expect(covariates).toMatchObject({ others: 0 });
  });

  it('is not known where somebody else runs the server', async () => {
    const { covariates } = await during(serverOf(null, true), null, async () => {});
    expect(covariates).not.toHaveProperty('others');
  });
});
