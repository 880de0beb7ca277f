import { describe, expect, onTestFinished, test } from 'vitest';
import { metrics } from '../../../src/checks/api/metrics.ts';
import { probe } from '../../../src/checks/api/probe.ts';
import type { ApiSettings } from '../../../src/checks/api/settings.ts';
import type { VisitRequest } from '../../../src/checks/probe.ts';
import type { Side } from '../../../src/model/subject.ts';
import type { Visit } from '../../../src/model/visit.ts';
import { observers } from '../../../src/observe/index.ts';
import { getRequest, type Loopback, serve } from '../../support/servers/loopback.ts';

const signal = new AbortController().signal;

function probeOf(settings: Partial<ApiSettings> = {}, side: Side = 'head') {
  const all = { server: 'api', request: getRequest, expect: ['2xx'], connections: 4, timeoutMs: 10_000, ...settings };
  const subject = { name: 'list', variant: null, settings: all, server: 'api', metrics };
  return probe(subject, { side, startedAt: 0, directory: '/' });
}

const visitOf = (server: Loopback, size = 40): VisitRequest => ({ round: 0, launch: 0, server, size, signal });

/** As the schedule does it: a visit that this process was too busy for is made again. */
async function visitAgain(server: Loopback, settings: Partial<ApiSettings> = {}, side: Side = 'head'): Promise<Visit> {
  const visits = probeOf(settings, side);
  for (let attempt = 1; ; attempt++) {
    const visit = await visits.visit(visitOf(server));
    if (visit.ok || visit.code !== 'saturated' || attempt === 10) return visit;
  }
}

const later = (ms: number, action: () => void): void => void setTimeout(action, ms);

/** Keeps this process at work until the test is over, also where it has to wait for a core. */
function keepBusy(): void {
  const workedMs = () => process.threadCpuUsage().user / 1_000;
  const work = setInterval(() => {
    const until = workedMs() + 9;
    while (workedMs() < until);
  }, 10);
  onTestFinished(() => clearInterval(work));
}

/** Slow enough for this process to idle while it is also the server. */
const answering = (status: number) => serve((_, response) => later(20, () => response.writeHead(status).end('hello')));

describe('a visit', () => {
  test('a visit of an endpoint has a value for every metric of the answers', async () => {
    await using server = await answering(200);
    const visit = await visitAgain(server);
    expect(visit).toMatchObject({ ok: true, covariates: { answers: 36, requests: 40 } });
    const observed = observers.flatMap((observer) => observer.metrics.map(({ id }) => id));
    const ids = metrics.map(({ id }) => id).filter((id) => !observed.includes(id));
    expect(visit.ok && Object.keys(visit.values).sort()).toEqual(ids.sort());
  });

  test('a visit of an endpoint that only fails has an error rate, and no response times', async () => {
    await using server = await answering(500);
    expect(await probeOf().visit(visitOf(server))).toMatchObject({
      ok: true,
      values: { 'error-rate': 1, availability: 0 },
      covariates: { answers: 0 },
    });
  });

  test('a visit of an endpoint takes a redirect for an error', async () => {
    await using server = await answering(302);
    expect(await visitAgain(server)).toMatchObject({ ok: true, values: { 'error-rate': 1 } });
    expect(await visitAgain(server, { expect: ['302'] })).toMatchObject({ values: { 'error-rate': 0 } });
  });

  test('a visit of an endpoint that base does not have says so', async () => {
    await using server = await answering(404);
    const absent = { ok: false, code: 'absent', message: 'base answers 404 to GET /', retry: false };
    expect(await probeOf({}, 'base').visit(visitOf(server))).toEqual(absent);
    expect(await visitAgain(server)).toMatchObject({ ok: true });
    expect(await visitAgain(server, { expect: ['404'] }, 'base')).toMatchObject({ ok: true });
  });

  test('a visit of a dead port fails, and says why', async () => {
    const server = await answering(200);
    await server[Symbol.asyncDispose]();
    const failed = { ok: false, code: 'no-answer', retry: true, message: expect.stringContaining('ECONNREFUSED') };
    expect(await probeOf().visit(visitOf(server))).toEqual(failed);
    expect(await probeOf().warmUp?.(visitOf(server))).toEqual(failed);
  });

  test('a visit of a server that restarts fails, and succeeds when it is made again', async () => {
    await using server = await answering(200);
    const restart = setTimeout(() => {
      server.server.close(() => setTimeout(() => server.server.listen(server.port, '127.0.0.1'), 200));
      server.server.closeAllConnections();
    }, 50);
    onTestFinished(() => clearTimeout(restart));
    expect(await probeOf().visit(visitOf(server, 400))).toMatchObject({ code: 'no-answer', retry: true });
    expect(await visitAgain(server)).toMatchObject({ ok: true, values: { 'error-rate': 0 } });
  });

  test('a visit of connections that end without an answer fails', async () => {
    await using server = await serve(({ socket }) => socket.destroy());
    expect(await probeOf().visit(visitOf(server))).toMatchObject({
      code: 'no-answer',
      message: 'GET / was not answered at all: the connections ended',
      retry: true,
    });
  });

  test('a stream that never ends is told from an endpoint that does not answer', async () => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    expect(await probeOf({ timeoutMs: 1_000 }).visit(visitOf(server))).toMatchObject({
      code: 'timed-out',
      message: 'GET / began to answer (text/event-stream), and did not end within 1 s, 4 times of 4',
      hint: expect.stringContaining('A stream of events has no end'),
    });
  });

  test('a visit of an endpoint that hangs fails', async () => {
    await using server = await serve(() => {});
    const hanging = probeOf({ timeoutMs: 1_000 });
    const message = 'GET / was not answered within 1 s, 4 times of 4';
    expect(await hanging.visit(visitOf(server, 4))).toMatchObject({
      code: 'timed-out',
      message,
      values: { 'error-rate': 1, availability: 0 },
      retry: true,
    });
  });

  test('of an endpoint that hangs after some answers ends long before all of its requests timed out', async () => {
    let served = 0;
    await using server = await serve((_, response) => {
      if (served++ < 20) later(20, () => response.end());
    });
    expect(await probeOf({ timeoutMs: 1_000 }).visit(visitOf(server, 2_000))).toMatchObject({
      code: 'timed-out',
      message: expect.stringMatching(/^GET \/ was not answered within 1 s any more after 20 answers$/),
      values: { 'error-rate': 0.99 },
    });
  });

  test('a visit of an endpoint behind a rate limiter fails on either side, and says how to lift the limit', async () => {
    let served = 0;
    await using server = await serve((_, response) => {
      if (served++ < 30) later(5, () => response.end('hello'));
      else later(5, () => response.writeHead(429, { 'retry-after': '900' }).end());
    });
    const limited = {
      ok: false,
      code: 'limited',
      message: 'GET /: a rate limiter answers 10 of 40 requests (429, Retry-After: 900)',
      hint: expect.stringContaining('`servers.api.env`'),
      retry: false,
    };
    expect(await probeOf({}, 'base').visit(visitOf(server))).toEqual(limited);
    expect(await probeOf().warmUp?.(visitOf(server))).toMatchObject({ code: 'limited' });
    expect(await visitAgain(server, { expect: ['429'] })).toMatchObject({ ok: true, values: { 'error-rate': 0 } });
  });

  test('a visit of an endpoint that is overloaded now and then has errors, and one that says to come back is limited', async () => {
    const overloaded = (headers: Record<string, string>) =>
      serve((_, response) => later(20, () => response.writeHead(503, headers).end()));
    await using busy = await overloaded({});
    expect(await visitAgain(busy)).toMatchObject({ ok: true, values: { 'error-rate': 1 } });
    await using shedding = await overloaded({ 'retry-after': '1' });
    expect(await probeOf().visit(visitOf(shedding))).toMatchObject({ code: 'limited' });
  });

  test('a visit searches each answer for the texts that it must have and must not have', async () => {
    let served = 0;
    await using server = await serve((_, response) => {
      const failed = served++ % 4 === 3;
      later(20, () => {
        response.write(failed ? '{"err' : '{"da');
        response.end(failed ? 'ors":[{"message":"x"}]}' : 'ta":1}');
      });
    });
    const body = { body: ['"data"'], not: [] };
    expect(await visitAgain(server, { texts: body })).toMatchObject({
      values: { 'error-rate': 0.25, availability: 1 },
      evidence: { statuses: { 200: 30 }, wrongTexts: { '200 without "data"': 10 } },
    });
    expect(await visitAgain(server, { texts: { body: [], not: ['"errors"'] } })).toMatchObject({
      values: { 'error-rate': 0.25 },
      evidence: { wrongTexts: { '200 with "errors"': 10 } },
    });
    expect(await visitAgain(server)).toMatchObject({ values: { 'error-rate': 0 } });
  });

  test('of an endpoint that mostly fails has no requests that CPU time could be cheap by', async () => {
    let served = 0;
    await using server = await serve((_, response) => {
      later(20, () => response.writeHead(served++ % 5 < 2 ? 500 : 200).end());
    });
    const visit = await visitAgain(server);
    expect(visit).toMatchObject({ ok: true, values: { 'error-rate': expect.closeTo(0.4, 1) } });
    expect(visit.ok && visit.covariates).not.toHaveProperty('requests');
  });

  test('a visit is refused while this process is too busy to time the answers', async () => {
    await using server = await answering(200);
    keepBusy();
    expect(await probeOf().visit(visitOf(server, 16))).toEqual({
      ok: false,
      code: 'saturated',
      message: expect.stringMatching(/^GET \/: perf-budget itself was too busy to time the answers \(busy \d+ % of/),
      hint: 'Lower api.list.connections (now 4), or use a runner with more cores',
      values: { 'error-rate': 0, availability: 1 },
      retry: true,
    });
    expect(await probeOf({ connections: 1 }).visit(visitOf(server, 8))).toMatchObject({
      code: 'saturated',
      hint: expect.stringMatching(
        /^To receive its answers \(\d+ B each\) takes most of the time, with one connection too:/,
      ),
    });
  });
});

describe('a visit at a fixed rate', () => {
  test('a visit at a fixed rate has no throughput, and says how much of the rate the server served', async () => {
    await using server = await answering(200);
    const visit = await visitAgain(server, { rate: 40 });
    expect(visit).toMatchObject({ ok: true, covariates: { answers: 40, requests: 40 } });
    expect(visit.ok && visit.evidence).toMatchObject({ served: [expect.any(Number)] });
    expect(visit.ok && Object.keys(visit.values).sort()).toEqual(
      ['availability', 'error-rate', 'max', 'p50', 'p90', 'p95', 'p99'].sort(),
    );
  });

  test('a visit at a fixed rate has errors, time-outs and a rate limiter as any other', async () => {
    await using failing = await answering(500);
    expect(await probeOf({ rate: 100 }).visit(visitOf(failing))).toMatchObject({
      ok: true,
      values: { 'error-rate': 1, availability: 0 },
    });
    await using hanging = await serve(() => {});
    expect(await probeOf({ rate: 100, timeoutMs: 200 }).visit(visitOf(hanging))).toMatchObject({
      code: 'timed-out',
      message: 'GET / was not answered within 0.2 s, 40 times of 40',
      values: { 'error-rate': 1 },
    });
    await using limiting = await answering(429);
    expect(await probeOf({ rate: 100 }).visit(visitOf(limiting))).toMatchObject({ code: 'limited' });
    await using absent = await answering(404);
    expect(await probeOf({ rate: 100 }, 'base').visit(visitOf(absent))).toMatchObject({ code: 'absent' });
  });

  test('a visit at a fixed rate is refused while this process is too busy to send it', async () => {
    await using server = await answering(200);
    const work = setInterval(() => {
      const until = performance.now() + 60;
      while (performance.now() < until);
    }, 65);
    onTestFinished(() => clearInterval(work));
    expect(await probeOf({ rate: 100 }).visit(visitOf(server))).toMatchObject({
      code: 'saturated',
      hint: 'Lower api.list.rate (now 100/s), or use a runner with more cores',
      retry: true,
    });
  });

  test('a warm-up at a fixed rate takes two seconds, and the rate fixes the size of the visits', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      requests++;
      response.end();
    });
    expect(await probeOf({ rate: 50 }).warmUp?.(visitOf(server))).toEqual({ ok: true, size: 100 });
    expect(requests).toBe(100);
  });
});

describe('a warm-up', () => {
  test('a warm-up tells how large a visit should be', async () => {
    await using server = await answering(200);
    expect(await probeOf().warmUp?.(visitOf(server))).toEqual({
      ok: true,
      size: expect.any(Number),
      most: expect.any(Number),
    });
  });

  test('a warm-up of a slow endpoint asks for a short visit, without hundreds of requests', async () => {
    let requests = 0;
    await using server = await serve((_, response) => {
      requests++;
      later(300, () => response.end());
    });
    const warm = await probeOf().warmUp?.(visitOf(server));
    expect(warm?.ok && warm.size).toBeLessThanOrEqual(40);
    expect(requests).toBeLessThanOrEqual(60);
  });

  test('a warm-up that this process is too busy to time lowers the connections, unless the config names them', async () => {
    await using server = await answering(200);
    keepBusy();
    const two = { connections: 2 };
    expect(await probeOf(two).warmUp?.(visitOf(server))).toMatchObject({ ok: true, atOnce: 1 });
    const fixed = await probeOf({ ...two, isFixed: true }).warmUp?.(visitOf(server));
    expect(fixed).toEqual({ ok: true, size: expect.any(Number), most: expect.any(Number) });
  });
});
