import { describe, expect, it } from 'vitest';
import type { Probe, VisitRequest } from '../../src/checks/check.ts';
import { measure } from '../../src/measure/measure.ts';
import type { Schedule, Task } from '../../src/measure/schedule.ts';
import type { Started } from '../../src/measure/servers.ts';
import type { Side } from '../../src/model/subject.ts';
import type { Visit } from '../../src/model/visit.ts';
import type { Observer } from '../../src/observe/observer.ts';
import type { RunningServer } from '../../src/workspace/server.ts';

type Answer = (request: VisitRequest, side: Side, visits: number) => Visit;

const OK: Visit = { ok: true, values: { p95: 10 } };

/** Writes down the order of everything that happens. */
function scenario(
  options: {
    rounds?: number;
    server?: string | null;
    answer?: Answer;
    noBase?: string | null;
    launches?: Task['launches'];
  } = {},
) {
  const { launches = 'shared', rounds = 6, server = null, answer = () => OK, noBase = null } = options;
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
  const task = (name: string): Task => ({
    check: 'api',
    subject: name,
    variant: null,
    part: null,
    label: name,
    server,
    launches,
    rounds,
    metrics: ['p95', 'cpu'],
    probes: { base: noBase === null ? probe(name, 'base') : null, head: probe(name, 'head') },
  });
  const launch = async (name: string, side: Side): Promise<Started> => {
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
    settled: () => false,
    seed: 0,
    timeMs: 1e9,
    clock: () => now,
    progress: () => {},
    signal: new AbortController().signal,
    ...more,
  });
  return { log, failing, schedule, visits: () => log.filter((line) => line.startsWith('visit')) };
}

describe('the schedule of a run', () => {
  it('visits base and head in turn, and alternates who goes first, from launch to launch too', async () => {
    const { schedule, visits } = scenario({ rounds: 4 });
    await measure(schedule(['a']));
    expect(visits().map((line) => line.split(' ').slice(2, 5).join(' '))).toEqual([
      'base 0 0',
      'head 0 0',
      'head 1 0',
      'base 1 0',
      'head 2 1',
      'base 2 1',
      'base 3 1',
      'head 3 1',
    ]);
  });

  it('lets the seed say who goes first', async () => {
    const { schedule, visits } = scenario({ rounds: 1 });
    await measure(schedule(['a'], { seed: 1 }));
    expect(visits()[0]).toContain('head');
  });

  it('gives a subject whose visits have launches of their own one pair a launch', async () => {
    const { schedule, log } = scenario({ rounds: 3, server: 'site', launches: 'own' });
    await measure(schedule(['a']));
    expect(log.filter((line) => /^(start|visit)/.test(line)).map((line) => line.split(' ')[0])).toEqual(
      new Array(3).fill(['start', 'start', 'visit', 'visit']).flat(),
    );
  });

  it('stops a subject once it is settled, and the others go on', async () => {
    const { schedule, visits } = scenario({ rounds: 8 });
    await measure(schedule(['a', 'b'], { settled: (key, soFar) => key.subject === 'a' && soFar.samples.length >= 16 }));
    expect(visits().filter((line) => line.includes(' a '))).toHaveLength(8);
    expect(visits().filter((line) => line.includes(' b '))).toHaveLength(16);
  });

  it('takes the subjects in turn within each round', async () => {
    const { schedule, visits } = scenario({ rounds: 3 });
    await measure(schedule(['a', 'b']));
    expect(
      visits()
        .slice(0, 4)
        .map((line) => line.split(' ').slice(1, 3).join(' ')),
    ).toEqual(['a base', 'a head', 'b base', 'b head']);
  });

  it('starts both servers anew for each launch, warms both up, and swaps the order', async () => {
    const { schedule, log } = scenario({ rounds: 6, server: 'site' });
    const { samples } = await measure(schedule(['a']));
    const starts = ['start site base', 'start site head', 'start site head', 'start site base'];
    expect(log.filter((line) => line.startsWith('start'))).toEqual([...starts, ...starts.slice(0, 2)]);
    expect(log.filter((line) => line.startsWith('warm'))).toHaveLength(6);
    expect(log.filter((line) => line.startsWith('end'))).toHaveLength(6);
    expect(new Set(samples.map((sample) => sample.launch))).toEqual(new Set([0, 1, 2]));
    expect(samples).toHaveLength(12);
  });

  it('gives both sides the same amount of work: the larger of what the warm-ups asked for', async () => {
    const { schedule, visits } = scenario({ rounds: 3 });
    await measure(schedule(['a']));
    expect(visits().every((line) => line.endsWith('size 140'))).toBe(true);
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
    const answer: Answer = (_, side, visits) =>
      side === 'base' && visits >= 1 ? { ok: false, code: 'no-paint', message: 'x', retry: true } : OK;
    const { schedule } = scenario({ rounds: 12, answer });
    let now = 0;
    const slow = { clock: () => (now += 70_000), timeMs: 1 };
    const { failures, notes } = await measure(schedule(['a'], slow));
    expect(failures.map((failure) => failure.retried).slice(0, 2)).toEqual([true, false]);
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

  it('lets observers watch the server that is visited, and adds what they see to the samples of its visit', async () => {
    const { schedule, log } = scenario({ rounds: 1, server: 'api' });
    const observer: Observer = {
      id: 'watch',
      metrics: [],
      async start({ origin }) {
        log.push(`watch ${origin}`);
        const delay = origin === 'http://base' ? 0.1 : 0.2;
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

  it('begins no launch after its time, but always makes the first one', async () => {
    const { schedule, visits } = scenario({ rounds: 12 });
    await measure(schedule(['a', 'b'], { timeMs: 1 }));
    expect(visits()).toHaveLength(8);
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
