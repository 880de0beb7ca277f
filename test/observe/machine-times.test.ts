import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineUse, othersCores, readMachine } from '../../src/observe/machine-times.ts';

const PRESSURE = 'some avg10=0.00 avg60=0.00 avg300=0.00 total=2000\n';
const CORES = 'cpu  10 0 0 80 0 0 0 10 0 0\n';
const quota = (microseconds: number) => `usage_usec 9\nthrottled_usec ${microseconds}\n`;

/** A kernel's files: paths below proc and cgroup. */
async function kernel(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'perf-budget-kernel-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return {
    read: (atMs = 0) => readMachine(atMs, { proc: join(root, 'proc'), cgroup: join(root, 'cgroup') }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

const ALL = {
  'proc/pressure/cpu': PRESSURE,
  'proc/stat': CORES,
  'proc/self/cgroup': '0::/job/step\n',
  'cgroup/cgroup.controllers': 'cpu memory\n',
  'cgroup/job/cpu.stat': quota(30),
  'cgroup/job/step/cpu.stat': quota(4),
};

describe('reading the machine', () => {
  it('takes the quotas of its cgroup and of those around it', async () => {
    await using files = await kernel(ALL);
    expect(files.read(5)).toEqual({
      atMs: 5,
      pressure: 2_000,
      cores: { all: 100, processes: 10, stolen: 10 },
      throttled: 34,
    });
  });

  it('finds the unified hierarchy beside controllers of version 1', async () => {
    await using files = await kernel({ 'proc/self/cgroup': '1:cpu:/x\n0::/\n', 'cgroup/unified/cpu.stat': quota(7) });
    expect(files.read().throttled).toBe(7);
  });

  it('stays within the mount of a container', async () => {
    const { 'proc/self/cgroup': _, ...rest } = ALL;
    await using files = await kernel({ ...rest, 'proc/self/cgroup': '0::/../../job\n', 'cgroup/cpu.stat': quota(9) });
    expect(files.read().throttled).toBe(9);
  });

  it.each([
    ['proc/pressure/cpu', 'pressure'],
    ['proc/stat', 'cores'],
    ['proc/self/cgroup', 'throttled'],
  ] as const)('does without %s', async (path, missing) => {
    const { [path]: _, ...rest } = ALL;
    await using files = await kernel(rest);
    const { [missing]: gone, ...others } = files.read();
    expect(gone).toBeNull();
    expect(Object.values(others)).not.toContain(null);
  });

  it('does without any of them', async () => {
    await using files = await kernel({});
    expect(files.read()).toEqual({ atMs: 0, pressure: null, cores: null, throttled: null });
    expect(machineUse(files.read(0), files.read(500))).toEqual({});
  });
});

describe('what happened between two readings', () => {
  const before = { atMs: 0, pressure: 1_000, cores: { all: 100, processes: 50, stolen: 5 }, throttled: 0 };

  it('are shares of the time', () => {
    const after = { atMs: 500, pressure: 126_000, cores: { all: 200, processes: 90, stolen: 15 }, throttled: 50_000 };
    expect(machineUse(before, after)).toEqual({ pressure: 0.25, steal: 0.1, throttled: 0.1 });
  });

  it('are cores that others kept busy, or other machines on the host, beside those of the own processes', () => {
    const after = { ...before, atMs: 500, cores: { all: 200, processes: 90, stolen: 15 } };
    expect(othersCores(before, after, 300)).toEqual({ own: 0.6, others: 0.4 });
    // The kernel counts ticks, and may miss some of what ran.
    expect(othersCores(before, after, 600)).toEqual({ own: 1.2, others: 0 });
    expect(othersCores(before, { ...after, cores: null }, 300)).toEqual({});
    expect(othersCores(before, before, 300)).toEqual({});
  });

  it('leaves out counters that were read only once, and an interval without time', () => {
    expect(machineUse(before, { ...before, atMs: 500, pressure: null })).toEqual({ throttled: 0 });
    expect(machineUse(before, before)).toEqual({});
  });
});

it.runIf(process.platform === 'linux')('this machine tells of its cores', () => {
  expect(readMachine(0).cores?.all).toBeGreaterThan(0);
});
