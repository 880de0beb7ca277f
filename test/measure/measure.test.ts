import { describe, expect, it, test } from 'vitest';
import type { Mismatch } from '../../src/checks/check.ts';
import type { Probe, VisitRequest } from '../../src/checks/probe.ts';
import { coinsOf } from '../../src/measure/coins.ts';
import { measure } from '../../src/measure/measure.ts';
import type { Schedule, Task } from '../../src/measure/schedule.ts';
import type { Started } from '../../src/measure/servers.ts';
import type { Side } from '../../src/model/subject.ts';
import type { Visit } from '../../src/model/visit.ts';
import type { Observer } from '../../src/observe/observer.ts';
import type { RunningServer } from '../../src/workspace/servers/server.ts';

type Answer = (request: VisitRequest, side: Side, visits: number) => Visit;

const SEED = '5eed';
const OK: Visit = { ok: true, values: { p95: 10 } };

/** Writes down the order of everything that happens. */
function scenario(
  options: {
    rounds?: number;
    server?: string | null;
    answer?: Answer;
    noBase?: string | null;
    launches?: Task['launches'];
    /** Whether a launch has luck of its own; else servers run on. */
    relaunches?: boolean;
    startMs?: number;
  } = {},
) {
  const { launches = 'shared', rounds = 6, server = null, answer = () => OK, noBase = null, startMs = 100 } = options;
  const { relaunches = server !== null } = options;
  const log: string[] = [];
  const failing = new Map<Side, { message: string; output: string }>();
  let now = 0;

  const probe = (name: string, side: Side): Probe => {
    let visits = 0;
    return {
      async warmUp({ launch }) {
        log.push(`warm ${name} ${side} ${launch}`);
        return { ok: true, size: side === 'base' ? 100 : 140 };
      },
      async visit(request) {
        now += 1_000;
        log.push(`visit ${name} ${side} ${request.round} ${request.launch} size ${request.size}`);
        return answer(request, side, visits++);
      },
    };
  };
  /** `home on mobile` is the variant `mobile` of `home`. */
  const task = (name: string): Task => ({
    check: 'api',
    subject: name.split(' on ')[0] as string,
    variant: name.split(' on ')[1] ?? null,
    part: null,
    label: name,
    server,
    relaunches,
    noisy: true,
    launches,
    rounds,
    metrics: ['p95', 'cpu'],
    probes: { base: noBase === null ? probe(name, 'base') : null, head: probe(name, 'head') },
  });
  const launch = async (name: string, side: Side): Promise<Started> => {
    now += startMs;
    log.push(`start ${name} ${side}`);
    const running: RunningServer = {
      origin: `http://${side}`,
      pid: null,
      failure: () => failing.get(side) ?? null,
      async [Symbol.asyncDispose]() {
        log.push(`end ${name} ${side}`);
      },
    };
    return { ok: true, server: running };
  };
  const schedule = (tasks: string[], more: Partial<Schedule> = {}): Schedule => ({
    tasks: tasks.map(task),
    noBase,
    launch,
    observers: [],
    prospect: () => ({ settled: false, suspicion: 0 }),
    firstLook: 8,
    seed: SEED,
    timeMs: 1e9,
    clock: () => now,
    progress: () => {},
    signal: new AbortController().signal,
    ...more,
  });
  return { log, failing, schedule, visits: () => log.filter((line) => line.startsWith('visit')) };
}

describe('sides that do not do the same', () => {
  const answer = (_: VisitRequest, side: Side): Visit => ({ ok: true, values: { p95: 10 }, evidence: side });
  const differing =
    (effect: Mismatch['effect']): NonNullable<Task['mismatches']> =>
    ({ base, head }) =>
      base.includes('base') && head.includes('head') ? [{ effect, message: 'they differ', hint: 'Do this' }] : [];
  const run = (effect: Mismatch['effect']) => {
    const { schedule, visits } = scenario({ answer, rounds: 6, relaunches: true });
    const { tasks, ...rest } = schedule(['a']);
    return measure({ ...rest, tasks: tasks.map((one) => ({ ...one, mismatches: differing(effect) })) }).then(
      (measured) => ({
        measured,
        visits: visits(),
      }),
    );
  };

  it('leave base without samples, while head is measured on', async () => {
    const { measured, visits } = await run('not-compared');
    expect(measured.failures).toMatchObject([
      { side: 'base', code: 'unlike', message: 'they differ', hint: 'Do this', retried: false },
    ]);
    expect(new Set(measured.samples.map(({ side }) => side))).toEqual(new Set(['head']));
    expect(visits.filter((line) => line.includes('head'))).toHaveLength(6);
    expect(visits.filter((line) => line.includes('base')).length).toBeLessThan(6);
  });

  it('end head where head is the one that is wrong', async () => {
    const { measured, visits } = await run('invalid');
    expect(measured.failures).toMatchObject([{ side: 'head', code: 'broken', retried: false }]);
    expect(visits.length).toBeLessThan(12);
  });

  it('are noted once where they can be compared', async () => {
    const { measured, visits } = await run('noted');
    expect(measured).toMatchObject({ failures: [], notes: ['they differ. Do this.'] });
    expect(visits).toHaveLength(12);
  });
});

test('a difference that only all visits show leaves base without samples, with a failure of its own code', async () => {
  const answer = (_: VisitRequest, side: Side): Visit => ({ ok: true, values: { p95: 10 }, evidence: side });
  const { schedule } = scenario({ answer, rounds: 6 });
  const { tasks, ...rest } = schedule(['a']);
  const failure = { code: 'page-failed', message: 'a file is lost' } as const;
  const mismatches: Task['mismatches'] = ({ base }, areAllMade) => [
    { effect: 'noted', message: `${base.length} visits lost it` },
    ...(areAllMade ? [{ effect: 'not-compared', ...failure } as const] : []),
  ];
  const measured = await measure({ ...rest, tasks: tasks.map((one) => ({ ...one, mismatches })) });
  expect(measured.failures).toMatchObject([{ side: 'base', ...failure, round: 5, retried: false }]);
  expect(new Set(measured.samples.map(({ side }) => side))).toEqual(new Set(['head']));
  expect(measured.notes).toEqual(['6 visits lost it.']);
});

describe('a server that is measured itself', () => {
  const run = async (isSettled: (subject: string, launches: number) => boolean, answer = () => OK) => {
    const { schedule, log } = scenario({ server: 'site', rounds: 30, answer });
    const prospect: Schedule['prospect'] = ({ subject }, { samples }) => ({
      settled: isSettled(subject, new Set(samples.map(({ launch }) => launch)).size),
      suspicion: 0,
    });
    const { tasks, ...rest } = schedule(['a', 'site'], { prospect });
    const measured = await measure({
      ...rest,
      tasks: tasks.map((task) => (task.subject === 'site' ? { ...task, isServer: true } : task)),
    });
    const roundsOf = (subject: string, side: Side) =>
      measured.samples.filter((one) => one.metric === 'p95' && one.subject === subject && one.side === side).length;
    return { log, roundsOf };
  };

  it('is visited after the subject that puts it under load, and never without it', async () => {
    const { log, roundsOf } = await run((subject, launches) => subject === 'site' || launches >= 5);
    expect(roundsOf('a', 'head')).toBe(15);
    expect(roundsOf('site', 'head')).toBe(3);
    const visits = log.filter((line) => line.startsWith('visit')).map((line) => line.split(' ')[1]);
    expect(visits.slice(0, 4)).toEqual(['a', 'a', 'site', 'site']);
  });

  it('keeps that subject going until it is settled itself', async () => {
    const { roundsOf } = await run((subject, launches) => subject === 'a' || launches >= 6);
    expect([roundsOf('a', 'base'), roundsOf('site', 'base')]).toEqual([18, 18]);
  });

  it('is not compared once one side was not put under load', async () => {
    const { schedule } = scenario({ server: 'site', rounds: 6, answer: () => OK });
    const { tasks, ...rest } = schedule(['a', 'site']);
    const [a, site] = tasks as [Task, Task];
    const absent = async () => ({ ok: false, code: 'absent', message: 'base answers 404', retry: false }) as const;
    const base = { ...(a.probes.base as Probe), visit: absent };
    const measured = await measure({
      ...rest,
      tasks: [
        { ...a, probes: { ...a.probes, base } },
        { ...site, isServer: true },
      ],
    });
    const sides = measured.samples.filter(({ subject }) => subject === 'site').map(({ side }) => side);
    expect(new Set(sides)).toEqual(new Set(['head']));
  });
});

describe('the schedule of a run', () => {
  it('starts, warms up and visits first the side that the coin of the launch says, and notes the coins', async () => {
    const { schedule, log } = scenario({ rounds: 60, server: 'site' });
    const { coins, samples } = await measure(schedule(['a', 'b']));
    const toss = coinsOf(SEED);
    const first = Array.from({ length: 12 }, (_, launch) => toss('api site', launch));
    expect(new Set(first)).toEqual(new Set(['base', 'head']));
    expect(coins).toEqual({
      seed: SEED,
      subjects: ['a', 'b'].map((subject) => ({
        check: 'api',
        subject,
        pairsPerLaunch: 3,
        first: first.concat(tosses(12, 20)),
      })),
    });
    const firstOf = (kind: string, of: (line: string) => string) =>
      Map.groupBy(
        log.filter((line) => line.startsWith(kind)),
        of,
      );
    const warm = firstOf('warm a', (line) => line.split(' ')[3] as string);
    const visits = firstOf('visit a', (line) => line.split(' ')[4] as string);
    for (const [launch, side] of first.entries()) {
      expect(warm.get(String(launch))?.[0]).toContain(side);
      expect(visits.get(String(launch))?.[0]).toContain(side);
    }
    const starts = log.filter((line) => line.startsWith('start')).map((line) => line.split(' ')[2]);
    expect(starts.filter((_, index) => index % 2 === 0).slice(0, 12)).toEqual(first);
    for (const { side, launch, round, order } of samples) {
      const wasFirst = (side === toss('api site', launch)) === (round % 3 !== 1);
      expect(order).toBe(wasFirst ? 0 : 1);
    }
  });

  const tosses = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => coinsOf(SEED)('api site', from + at));

  it('lets first and second take turns within a launch', async () => {
    const { schedule, visits } = scenario({ rounds: 30, server: 'site' });
    await measure(schedule(['a']));
    const sides = visits()
      .slice(0, 6)
      .map((line) => line.split(' ')[2]);
    const [first, second] = sides;
    expect(first).not.toBe(second);
    expect(sides).toEqual([first, second, second, first, first, second]);
  });

  it('has the coins that its seed says, and other coins for another seed', async () => {
    const { schedule } = scenario({ rounds: 30, server: 'site' });
    const coins = async (seed: string) => (await measure(schedule(['a'], { seed }))).coins?.subjects[0]?.first;
    expect(await coins('a1')).toEqual(await coins('a1'));
    expect(await coins('a1')).not.toEqual(await coins('a2'));
  });

  it('throws no coins for what has no noise', async () => {
    const { schedule } = scenario({ rounds: 1 });
    const tasks = schedule(['a']).tasks.map((task) => ({ ...task, noisy: false }));
    expect((await measure(schedule([], { tasks }))).coins).toBeNull();
  });

  it('restarts both servers for each launch, with all endpoints in it, and warms up each', async () => {
    const { schedule, log } = scenario({ rounds: 30, server: 'site' });
    const { samples } = await measure(schedule(['a', 'b']));
    expect(log.filter((line) => line.startsWith('start'))).toHaveLength(20);
    expect(log.filter((line) => line.startsWith('end'))).toHaveLength(20);
    expect(log.filter((line) => line.startsWith('warm'))).toHaveLength(40);
    expect(log.slice(0, 14).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
      [
        'start site',
        'start site',
        'warm a',
        'warm a',
        'warm b',
        'warm b',
        'visit a',
        'visit a',
        'visit b',
        'visit b',
      ].concat(['visit a', 'visit a', 'visit b', 'visit b']),
    );
    expect(samples).toHaveLength(120);
    expect(new Set(samples.map(({ launch }) => launch)).size).toBe(10);
  });

  it('leaves a server without luck of its own running, warms it up once, and calls each round a launch', async () => {
    const { schedule, log } = scenario({ rounds: 8, server: 'site', relaunches: false });
    const { samples, coins } = await measure(schedule(['a', 'b']));
    expect(log.filter((line) => line.startsWith('start'))).toHaveLength(2);
    expect(log.filter((line) => line.startsWith('warm'))).toHaveLength(4);
    expect(samples.every(({ round, launch }) => round === launch)).toBe(true);
    expect(coins?.subjects[0]).toMatchObject({ pairsPerLaunch: 1, first: { length: 8 } });
  });

  it('measures a page on all of its devices under one coin', async () => {
    const { schedule, log } = scenario({ rounds: 4, server: 'site', launches: 'own' });
    const { coins, samples } = await measure(schedule(['home on mobile', 'home on desktop', 'cart on mobile']));
    expect(coins?.subjects.map(({ subject, first }) => [subject, first.length])).toEqual([
      ['home', 4],
      ['cart', 4],
    ]);
    expect(log.filter((line) => line.startsWith('start'))).toHaveLength(16);
    const first = (variant: string) =>
      samples
        .filter((one) => one.subject === 'home' && one.variant === variant && one.order === 0)
        .map(({ side }) => side);
    expect(first('mobile')).toEqual(first('desktop'));
    expect(first('mobile')).toEqual(coins?.subjects[0]?.first);
  });

  it('gives a page whose server is slow to start up to three pairs a launch', async () => {
    const { schedule } = scenario({ rounds: 40, server: 'site', launches: 'own', startMs: 5_000 });
    expect((await measure(schedule(['a']))).coins?.subjects[0]?.pairsPerLaunch).toBe(3);
  });

  it('notes what launches and pairs of visits cost', async () => {
    const { schedule } = scenario({ rounds: 40, server: 'site', startMs: 20_000 });
    const { costs } = await measure(schedule(['a', 'b']));
    // Two sides: 20 s each to start, and 1 s each to visit.
    expect(costs).toEqual(['a', 'b'].map((subject) => ({ check: 'api', subject, launchSeconds: 40, pairSeconds: 2 })));
    const pages = scenario({ rounds: 4, server: 'site', launches: 'own', relaunches: false });
    const { costs: ofPages } = await measure(pages.schedule(['home on mobile', 'home on desktop']));
    expect(ofPages).toEqual([{ check: 'api', subject: 'home', launchSeconds: 0, pairSeconds: 4 }]);
  });

  it('stops a subject once it is settled, and the others of its server go on', async () => {
    const { schedule, visits } = scenario({ rounds: 8, server: 'site' });
    const prospect: Schedule['prospect'] = ({ subject }, { samples }) => {
      const mine = samples.filter((one) => one.subject === subject);
      return { settled: subject === 'a' && mine.length >= 8, suspicion: 0 };
    };
    const { coins } = await measure(schedule(['a', 'b'], { prospect }));
    expect(visits().filter((line) => line.includes(' a '))).toHaveLength(8);
    expect(visits().filter((line) => line.includes(' b '))).toHaveLength(16);
    expect(coins?.subjects.map(({ first }) => first.length)).toEqual([4, 8]);
  });

  it('goes on with a subject that is settled until a visit shows whether its last failure was the end', async () => {
    const failure = { ok: false, code: 'no-answer', message: 'no', retry: true } as const;
    const answer: Answer = ({ round }, side) => (side === 'head' && round === 3 ? failure : OK);
    const { schedule } = scenario({ rounds: 8, server: 'site', answer });
    const prospect: Schedule['prospect'] = (_, { samples }) => ({
      settled: samples.some(({ round }) => round >= 3),
      suspicion: 0,
    });
    const { samples, failures } = await measure(schedule(['a'], { prospect }));
    expect(failures.map(({ round, retried }) => [round, retried])).toEqual([
      [3, true],
      [3, true],
      [3, false],
    ]);
    expect(samples.filter(({ side }) => side === 'head').map(({ round }) => round)).toEqual([0, 1, 2, 4]);
  });

  it('screens all subjects by three launches, pages by four, before any gets more; then the most suspicious goes first', async () => {
    const suspicion: Readonly<Record<string, number>> = { calm: 0.1, near: 0.6, nearest: 0.9 };
    const { schedule, visits } = scenario({ rounds: 7, launches: 'own' });
    const prospect: Schedule['prospect'] = ({ subject }) => ({ settled: false, suspicion: suspicion[subject] ?? 0 });
    await measure(schedule(['calm', 'near', 'nearest'], { prospect }));
    const order = visits()
      .filter((_, index) => index % 2 === 0)
      .map((line) => line.split(' ')[1]);
    const inTurn = new Array(4).fill(['calm', 'near', 'nearest']).flat();
    expect(order).toEqual([
      ...inTurn,
      ...new Array(3).fill('nearest'),
      ...new Array(3).fill('near'),
      ...new Array(3).fill('calm'),
    ]);

    const endpoints = scenario({ rounds: 5 });
    const tasks = ['one', 'two'].map((server) => ({
      ...(endpoints.schedule([server]).tasks[0] as Task),
      server,
      relaunches: true,
    }));
    await measure(
      endpoints.schedule([], {
        tasks,
        prospect: ({ subject }) => ({ settled: false, suspicion: subject === 'two' ? 1 : 0 }),
      }),
    );
    const servers = endpoints.log.filter((line) => line.startsWith('start')).map((line) => line.split(' ')[1]);
    expect(servers.filter((_, index) => index % 2 === 0)).toEqual([
      'one',
      'two',
      'one',
      'two',
      'one',
      'two',
      'two',
      'two',
      'one',
      'one',
    ]);
  });

  it('takes subjects in turn while none is suspicious', async () => {
    const { schedule, visits } = scenario({ rounds: 6, launches: 'own' });
    const prospect: Schedule['prospect'] = ({ subject }) => ({ settled: false, suspicion: subject === 'a' ? 0.4 : 0 });
    await measure(schedule(['a', 'b'], { prospect }));
    const order = visits()
      .filter((_, index) => index % 2 === 0)
      .map((line) => line.split(' ')[1]);
    expect(order).toEqual(new Array(6).fill(['a', 'b']).flat());
  });

  it('gives both sides the same amount of work: the larger of what the warm-ups asked for', async () => {
    const { schedule, visits } = scenario({ rounds: 3 });
    await measure(schedule(['a']));
    expect(visits().every((line) => line.endsWith('size 140'))).toBe(true);
  });

  it('gives both sides no more work than the slower one can do', async () => {
    const { schedule, visits } = scenario({ rounds: 3 });
    const tasks = schedule(['a']).tasks.map((task) => {
      const { head } = task.probes;
      const slow = head && { ...head, warmUp: async () => ({ ok: true, size: 20, most: 60 }) as const };
      return { ...task, probes: { ...task.probes, head: slow } };
    });
    await measure(schedule(['a'], { tasks }));
    expect(visits().every((line) => line.endsWith('size 60'))).toBe(true);
  });

  it('makes a visit again that may succeed, and reports the failure', async () => {
    const answer: Answer = (_, side, visits) =>
      side === 'head' && visits === 0 ? { ok: false, code: 'no-paint', message: 'blank', retry: true } : OK;
    const { schedule } = scenario({ rounds: 3, answer });
    const { failures, samples } = await measure(schedule(['a']));
    expect(failures).toMatchObject([{ side: 'head', round: 0, code: 'no-paint', message: 'blank', retried: true }]);
    expect(samples.filter((sample) => sample.side === 'head')).toHaveLength(3);
    expect(samples.find((sample) => sample.side === 'head' && sample.round === 0)?.attempt).toBe(1);
  });

  it('warms up again what may succeed, and visits no side that could not be warmed up', async () => {
    const { schedule, visits } = scenario({ rounds: 2 });
    let calls = 0;
    const tasks = schedule(['a']).tasks.map((task) => ({
      ...task,
      probes: {
        ...task.probes,
        base: {
          async warmUp() {
            calls++;
            return { ok: false, code: 'no-answer', message: 'cold', retry: true } as const;
          },
          visit: async () => OK,
        },
      },
    }));
    const { failures, samples } = await measure(schedule(['a'], { tasks }));
    expect(calls).toBe(3);
    expect(failures.map(({ side, retried }) => [side, retried])).toEqual([
      ['base', true],
      ['base', true],
      ['base', false],
    ]);
    expect(samples.every(({ side }) => side === 'head')).toBe(true);
    expect(visits().every((line) => line.endsWith('size 140'))).toBe(true);
  });

  it('gives up a side that fails at all three tries of its first visit', async () => {
    const answer: Answer = (_, side) =>
      side === 'base' ? { ok: false, code: 'no-paint', message: 'x', retry: true } : OK;
    const { schedule } = scenario({ rounds: 6, answer });
    const { failures, samples } = await measure(schedule(['a']));
    expect(failures.map((failure) => failure.retried)).toEqual([true, true, false]);
    expect(samples.filter((sample) => sample.side === 'head')).toHaveLength(6);
    expect(samples.filter((sample) => sample.side === 'base')).toHaveLength(0);
  });

  it('gives up a side that was measured before only after two such visits in a row', async () => {
    const answer: Answer = ({ round }, side) =>
      side === 'base' && round > 0 ? { ok: false, code: 'no-paint', message: 'x', retry: true } : OK;
    const { schedule } = scenario({ rounds: 6, answer });
    const { failures, samples } = await measure(schedule(['a']));
    expect(failures.map((failure) => failure.retried)).toEqual([true, true, false, true, true, false]);
    expect(samples.filter((sample) => sample.side === 'base')).toHaveLength(1);
  });

  it('repeats once what took a minute to fail, and says when time ran out', async () => {
    const answer: Answer = (_, side) =>
      side === 'base' ? { ok: false, code: 'no-paint', message: 'x', retry: true } : OK;
    const { schedule } = scenario({ rounds: 12, answer });
    let now = 0;
    const slow = { clock: () => (now += 70_000), timeMs: 1 };
    const { failures, notes } = await measure(schedule(['a'], slow));
    expect(failures.map((failure) => failure.retried)).toEqual([true, false]);
    expect(notes.join()).toMatch(
      /^Stopped after \d+ s \(`measure\.time`\)\. 1 subject is undecided and needs more rounds\.$/,
    );
  });

  it('asks no more of a subject whose head cannot be measured', async () => {
    const answer: Answer = (_, side) =>
      side === 'head' ? { ok: false, code: 'absent', message: 'x', retry: false } : OK;
    const { schedule, visits } = scenario({ rounds: 6, answer });
    await measure(schedule(['a']));
    expect(visits()).toHaveLength(2);
  });

  it('says that the server is gone rather than what a visit made of it', async () => {
    const answer: Answer = () => ({ ok: false, code: 'no-answer', message: 'connections ended', retry: true });
    const { schedule, failing } = scenario({ rounds: 3, server: 'api', answer });
    failing.set('head', { message: 'api ended with exit code 1', output: 'out of memory' });
    const { failures } = await measure(schedule(['a']));
    expect(failures.find((failure) => failure.side === 'head')).toMatchObject({
      code: 'server-failed',
      message: 'api ended with exit code 1',
      output: 'out of memory',
      retried: false,
    });
  });

  it('reports a server that does not start for each subject that needs it, and measures the other side', async () => {
    const { schedule } = scenario({ rounds: 3, server: 'api' });
    const launch: Schedule['launch'] = async (_, side) =>
      side === 'base'
        ? { ok: false, code: 'server-failed', message: 'port taken', retry: false }
        : { ok: true, server: { origin: 'x', pid: null, failure: () => null, async [Symbol.asyncDispose]() {} } };
    const { failures, samples } = await measure(schedule(['a', 'b'], { launch }));
    expect(failures.map(({ subject, side, code }) => [subject, side, code])).toEqual([
      ['a', 'base', 'server-failed'],
      ['b', 'base', 'server-failed'],
    ]);
    expect(new Set(samples.map((sample) => sample.side))).toEqual(new Set(['head']));
  });

  it('counts what a subject waited for a server that did not start', async () => {
    const { schedule, log } = scenario({ rounds: 3, server: 'api', startMs: 30_000 });
    const tasks = schedule(['a', 'b']);
    const seconds: number[] = [];
    const launch: Schedule['launch'] = async (name, side) => {
      await tasks.launch(name, side);
      return { ok: false, code: 'server-failed', message: 'nothing listens', retry: false };
    };
    const { durations } = await measure({
      ...tasks,
      launch,
      progress: (event) => void (event.type === 'end' && seconds.push(event.seconds)),
    });
    expect(log).toHaveLength(2);
    expect(seconds).toEqual([60, 60]);
    expect(durations.map((one) => one.seconds)).toEqual([30, 30]);
  });

  it('says after each launch what is decided, and for how long it may go on at most', async () => {
    const { schedule } = scenario({ rounds: 12, server: 'api', startMs: 500 });
    const tasks = schedule(['a', 'b', 'c']);
    const said: { decided: number; of: number; atMostSeconds: number; atSeconds: number }[] = [];
    const ended: unknown[] = [];
    await measure({
      ...tasks,
      prospect: ({ subject }, { samples }) => ({ settled: subject === 'a' && samples.length > 9, suspicion: 0 }),
      progress: (event) => {
        if (event.type === 'standing') said.push({ ...event, atSeconds: tasks.clock() / 1_000 });
        if (event.type === 'end') ended.push([event.what, event.rounds]);
      },
    });
    const endedAt = tasks.clock() / 1_000;
    expect(said[0]).toMatchObject({ decided: 0, of: 3 });
    expect(said.at(-1)).toMatchObject({ decided: 1, of: 3, atMostSeconds: 0 });
    for (const { atSeconds, atMostSeconds } of said) expect(endedAt - atSeconds).toBeLessThan(atMostSeconds + 0.01);
    const [first, ...others] = ended;
    expect(first).toMatchObject(['a', { decided: true }]);
    expect(others).toEqual(['b', 'c'].map((name) => [name, { made: 12, decided: false }]));
  });

  it('lets observers watch the server that is visited, and adds what they see to the samples of its visit', async () => {
    const { schedule, log } = scenario({ rounds: 1, server: 'api' });
    const observer: Observer = {
      metrics: [],
      async start(server) {
        log.push(`watch ${server?.origin}`);
        const delay = server?.origin === 'http://base' ? 0.1 : 0.2;
        return { stop: async () => ({ values: { cpu: 5, unknown: 1 }, covariates: { delay } }) };
      },
    };
    const { samples } = await measure(schedule(['a'], { observers: [observer] }));
    expect(samples.map(({ side, metric, covariates }) => [side, metric, covariates?.delay])).toEqual([
      ['base', 'cpu', 0.1],
      ['base', 'p95', 0.1],
      ['head', 'cpu', 0.2],
      ['head', 'p95', 0.2],
    ]);
    expect(log.filter((line) => /^(watch|visit)/.test(line)).map((line) => line.split(' ')[0])).toEqual([
      'watch',
      'visit',
      'watch',
      'visit',
    ]);
  });

  it('measures head alone where there is no base, and carries the reason', async () => {
    const { schedule, visits } = scenario({ rounds: 3, noBase: 'base does not build' });
    const { noBase, samples } = await measure(schedule(['a']));
    expect(noBase).toBe('base does not build');
    expect(visits()).toHaveLength(3);
    expect(samples.every((sample) => sample.side === 'head')).toBe(true);
  });

  it('begins no launch after its time except the first of each subject, and counts who is undecided', async () => {
    const { schedule, visits } = scenario({ rounds: 12, launches: 'own' });
    const { notes } = await measure(schedule(['home on mobile', 'home on desktop', 'cart'], { timeMs: 1 }));
    expect(visits()).toHaveLength(6);
    expect(notes).toEqual(['Stopped after 0 s (`measure.time`). 2 subjects are undecided and need more rounds.']);
  });

  it('counts nobody as undecided who is settled when time is up', async () => {
    const { schedule } = scenario({ rounds: 12, launches: 'own' });
    const prospect: Schedule['prospect'] = ({ subject }) => ({ settled: subject !== 'b', suspicion: 0 });
    const { notes } = await measure(schedule(['a', 'b', 'c'], { prospect, timeMs: 1 }));
    expect(notes.join()).toMatch(/ 1 subject is undecided and needs more rounds\.$/);
  });

  it('ends its servers when it is aborted', async () => {
    const stop = new AbortController();
    const answer: Answer = () => {
      stop.abort(new Error('interrupted'));
      return OK;
    };
    const { schedule, log } = scenario({ rounds: 6, server: 'api', answer });
    await expect(measure(schedule(['a'], { signal: stop.signal }))).rejects.toThrow('interrupted');
    expect(log.filter((line) => line.startsWith('end'))).toEqual(['end api head', 'end api base']);
  });
});
