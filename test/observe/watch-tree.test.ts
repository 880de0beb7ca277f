import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { membersOf } from '../../src/observe/members.ts';
import { watchTree } from '../../src/observe/watch-tree.ts';
import { MARKER } from '../../src/workspace/processes/process-tree.ts';
import { startBurner } from '../support/servers/start-burner.ts';

describe.runIf(process.platform === 'linux')('watching a tree of processes', () => {
  it('reports the CPU time of a tree since the watch began, not before', async () => {
    await using burner = await startBurner();
    await burner.tell({ where: 'here', cpuMs: 200 });
    const watch = watchTree(burner.pid);
    await burner.tell({ where: 'here', cpuMs: 60 });
    const use = watch.stop();
    expect(use?.cpuMs).toBeGreaterThan(55);
    expect(use?.cpuMs).toBeLessThan(160);
  });

  it.each(['thread', 'child'] as const)('counts a %s that began and ended unseen', async (where) => {
    await using burner = await startBurner();
    const watch = watchTree(burner.pid);
    await burner.tell({ where, cpuMs: 400 });
    expect(watch.stop()?.cpuMs).toBeGreaterThan(340);
  });

  it('sees a child while it lives', async () => {
    await using burner = await startBurner();
    using watch = watchTree(burner.pid, 20);
    await burner.tell({ where: 'child', cpuMs: 400 });
    const use = watch.stop();
    expect(use?.busiest?.cpuMs).toBeGreaterThan(100);
  });

  it('does not count other processes, however busy', async () => {
    await using idle = await startBurner();
    await using busy = await startBurner();
    const watch = watchTree(idle.pid);
    await busy.tell({ where: 'child', cpuMs: 300 });
    await busy.tell({ where: 'here', cpuMs: 100 });
    expect(watch.stop()?.cpuMs).toBeLessThan(100);
  });

  it('reports a delay if more processes than cores want to run', async () => {
    const each = 300;
    const count = 4 * availableParallelism();
    await using stack = new AsyncDisposableStack();
    const burners = await Promise.all(Array.from({ length: count }, () => startBurner()));
    for (const burner of burners) stack.use(burner);
    const watches = burners.map(({ pid }) => watchTree(pid));
    await Promise.all(burners.map((burner) => burner.tell({ where: 'here', cpuMs: each })));
    const delays = watches.map((watch) => watch.stop()?.delay ?? 0).sort((a, b) => a - b);
    // Four share a core: each waits three times as long as it runs, give or take who starts and ends first.
    expect(delays[count / 2]).toBeGreaterThan(1);
  });

  it('follows the tree as it grows and shrinks, and finds who carries its marker elsewhere', async () => {
    await using burner = await startBurner({ [MARKER]: `test-${process.pid}` });
    const members = membersOf(burner.pid);
    const ids = () => members().map(({ pid }) => pid);
    expect(ids()).toEqual([burner.pid]);

    const sleeper = await burner.tell({ where: 'sleeper' });
    expect(ids()).toContain(sleeper);
    process.kill(sleeper, 'SIGKILL');
    await expect.poll(ids).toEqual([burner.pid]);
  });

  it('keeps strangers out, also those that came later', async () => {
    await using burner = await startBurner();
    const members = membersOf(burner.pid);
    members();
    const stranger = spawn('sleep', ['30'], { stdio: 'ignore' });
    expect(members().map(({ pid }) => pid)).toEqual([burner.pid]);
    stranger.kill('SIGKILL');
  });

  it('of which nothing is left has nothing to tell', () => {
    expect(watchTree(2 ** 30).stop()).toBeNull();
  });
});
