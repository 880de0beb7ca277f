import { describe, expect, it } from 'vitest';
import type { Visit } from '../../src/model/visit.ts';
import { type Observation, type Observer, observed } from '../../src/observe/observer.ts';

const server = { origin: 'http://x', pid: 7, failure: () => null, async [Symbol.asyncDispose]() {} };
const { signal } = new AbortController();

function scenario(seen: Readonly<Record<string, Observation | null>>) {
  const log: string[] = [];
  const observers = Object.entries(seen).map(
    ([id, observation]): Observer => ({
      metrics: [],
      async start() {
        log.push(`start ${id}`);
        if (observation === null) return null;
        return {
          async stop(visit) {
            log.push(`stop ${id} ${visit.ok}`);
            return observation;
          },
        };
      },
    }),
  );
  const visit = (outcome: Visit, on: typeof server | null = server) =>
    observed(observers, { server: on, metrics: ['p95', 'cpu'], signal }, async () => {
      log.push('visit');
      return outcome;
    });
  return { log, visit };
}

const OK: Visit = { ok: true, values: { p95: 10 }, covariates: { requests: 100 }, evidence: 'kept' };

describe('a visit under the eyes of observers', () => {
  it('has their values and covariates beside its own', async () => {
    const { visit } = scenario({ a: { values: { cpu: 3 } }, b: { covariates: { delay: 0.1 } }, c: {} });
    expect(await visit(OK)).toEqual({
      ok: true,
      values: { p95: 10, cpu: 3 },
      covariates: { requests: 100, delay: 0.1 },
      evidence: 'kept',
    });
  });

  it('is watched by the last one most closely', async () => {
    const { visit, log } = scenario({ a: {}, b: {} });
    await visit(OK);
    expect(log).toEqual(['start a', 'start b', 'visit', 'stop b true', 'stop a true']);
  });

  it('keeps what its own probe says, and no value of a metric that the subject does not have', async () => {
    const { visit } = scenario({ a: { values: { p95: 99, memory: 5 }, covariates: { requests: 1 } } });
    expect(await visit(OK)).toEqual(OK);
  });

  it('is as it is where there is nothing to see', async () => {
    expect(await scenario({ a: null }).visit(OK)).toEqual(OK);
    const bare: Visit = { ok: true, values: { p95: 1 } };
    expect(await scenario({ a: {} }).visit(bare)).toEqual(bare);
    expect(await scenario({ a: null }).visit(OK, null)).toEqual(OK);
  });

  it('that fails stays a failure, and the observers stop', async () => {
    const failure: Visit = { ok: false, code: 'no-answer', message: 'x', retry: true };
    const { visit, log } = scenario({ a: { values: { cpu: 3 } } });
    expect(await visit(failure)).toEqual(failure);
    expect(log.at(-1)).toBe('stop a false');
  });
});
