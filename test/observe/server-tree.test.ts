import { describe, expect, it } from 'vitest';
import { serverTree } from '../../src/observe/server-tree.ts';
import type { RunningServer } from '../../src/workspace/servers/server.ts';
import { startBurner } from '../support/servers/start-burner.ts';

const serverOf = (pid: number | null): RunningServer => ({
  origin: 'http://127.0.0.1',
  pid,
  failure: () => null,
  async [Symbol.asyncDispose]() {},
});
const { signal } = new AbortController();
const REQUESTS = 40;

describe.runIf(process.platform === 'linux')('the process tree of a server', () => {
  it('costs what a request burns, and what the other side does meanwhile is not counted', async () => {
    await using server = await startBurner();
    await using other = await startBurner();
    const port = await server.tell({ where: 'server', cpuMs: 5 });
    const request = async () => (await fetch(`http://127.0.0.1:${port}`)).text();
    await request();

    const watch = await serverTree.start(serverOf(server.pid), signal);
    for (let sent = 0; sent < REQUESTS; sent++) await request();
    await other.tell({ where: 'here', cpuMs: 100 });
    const { values, covariates } =
      (await watch?.stop({ ok: true, values: {}, covariates: { requests: REQUESTS } })) ?? {};
    expect(values?.cpu).toBeGreaterThan(4);
    expect(values?.cpu).toBeLessThan(8);
    expect(covariates?.delay).toBeGreaterThanOrEqual(0);
  });

  it('has a delay, but no cost of a request, where no requests were counted', async () => {
    await using server = await startBurner();
    const watch = await serverTree.start(serverOf(server.pid), signal);
    await server.tell({ where: 'here', cpuMs: 30 });
    const seen = await watch?.stop({ ok: true, values: {} });
    expect(Object.keys(seen ?? {})).toEqual(['covariates']);
  });

  it('is not watched if perf-budget did not start it, and reports nothing once it is gone', async () => {
    expect(await serverTree.start(serverOf(null), signal)).toBeNull();
    const gone = await serverTree.start(serverOf(2 ** 30), signal);
    expect(await gone?.stop({ ok: true, values: {}, covariates: { requests: 1 } })).toEqual({});
  });
});
