import { describe, expect, it } from 'vitest';
import { findings } from '../../../src/checks/api/explain.ts';
import { type Outcomes, pooledOutcomes } from '../../../src/checks/api/outcomes.ts';
import { queueNotes } from '../../../src/checks/api/rate/findings.ts';
import { words } from '../../../src/checks/api/words.ts';
import type { DearerFunction } from '../../../src/inspect/profile/slower-functions.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { ReportFinding } from '../../../src/model/report.ts';
import { plain } from '../../../src/text/inline.ts';

const subject = {
  name: 'list',
  variant: null,
  server: 'api',
  metrics: [],
  settings: {
    server: 'api',
    request: { method: 'GET', path: '/', headers: {}, body: null },
    expect: ['2xx'],
    connections: 10,
    timeoutMs: 10_000,
  },
};

const outcomes = (given: Partial<Outcomes>): Outcomes => ({
  sent: 100,
  statuses: { 200: 100 },
  timeouts: 0,
  unanswered: 0,
  wrongTexts: {},
  location: null,
  content: { kinds: {}, bytes: 0, error: null },
  ...given,
});

const why = (base: Outcomes | null, head: Outcomes) =>
  findings(subject, { base, head }).map(({ evidence, current, target }) => [evidence.what, current, target]);

describe('an endpoint that can not serve its rate', () => {
  const at = { ...subject, settings: { ...subject.settings, rate: 200 } };
  const worse = [{ metric: 'p95', part: null, absolute: 168, base: 22, head: 190, fails: true }];
  const serving = (...served: number[]) => outcomes({ served });

  it('names what head serves, and finds nothing if head keeps up or nothing got worse', () => {
    const [found] = findings(at, { base: serving(200, 199), head: serving(140, 143, 200) }, worse);
    expect(found).toMatchObject({
      code: 'api.queue-grows',
      metric: 'p95',
      impact: 'critical',
      evidence: { rate: 200, served: 143 },
      suggestion: { code: 'serve-rate' },
    });
    expect(found?.evidence).not.toHaveProperty('servedBefore');
    expect(findings(at, { base: serving(200), head: serving(196) }, worse)).toEqual([]);
    expect(findings(at, { base: serving(200), head: serving(140) })).toEqual([]);
  });

  it('suggests a lower rate if base can not serve it either, and notes whose queue it is', () => {
    const [found] = findings(at, { base: serving(150), head: serving(140) }, worse);
    expect(found).toMatchObject({ evidence: { served: 140, servedBefore: 150 }, suggestion: { code: 'lower-rate' } });
    expect(queueNotes(at, { base: [serving(150)], head: [serving(140)] })).toEqual([
      {
        effect: 'noted',
        message:
          'Of 200 requests a second to `GET /`, base serves 150, and head serves 140. The others queue up for as long as the load lasts, and its response times are those of this queue',
        hint: 'To compare response times without a queue, lower `api.list.rate`',
      },
    ]);
    expect(queueNotes(at, { base: [serving(200)], head: [serving(200)] })).toEqual([]);
    expect(queueNotes(subject, { base: [serving()], head: [] })).toEqual([]);
  });

  it('says it in words', () => {
    const [found] = findings(at, { base: serving(200), head: serving(143) }, worse);
    const say = words.findings['api.queue-grows'];
    expect(found && say && plain(say(found as ReportFinding, 'ms'))).toBe(
      'serves 143 of 200 requests a second; its queue grows for as long as the load lasts',
    );
  });
});

describe('why an endpoint fails', () => {
  it('an endpoint fails by what went wrong most often', () => {
    expect(why(null, outcomes({ statuses: { 200: 60, 500: 30, 302: 10 } }))).toEqual([['500', 0.3, 0]]);
    expect(why(null, outcomes({ statuses: { 200: 90 }, timeouts: 10 }))).toEqual([['timeout', 0.1, 0]]);
    expect(why(null, outcomes({ statuses: { 204: 95 }, unanswered: 5 }))).toEqual([['no answer', 0.05, 0]]);
  });

  it('an endpoint fails with what the request may lack, or the server, whatever was answered', () => {
    const fix = (head: Outcomes) => findings(subject, { base: head, head })[0]?.suggestion?.code;
    expect(fix(outcomes({ statuses: { 401: 100 } }))).toBe('send-credentials');
    expect(fix({ ...outcomes({ statuses: { 301: 100 } }), location: 'https://127.0.0.1:1/' })).toBe('forward-https');
    expect(fix({ ...outcomes({ statuses: { 301: 100 } }), location: '/login' })).toBe('send-credentials');
    expect(fix({ ...outcomes({ statuses: { 308: 100 } }), location: '/v2/a' })).toBe('name-target');
    expect(fix(outcomes({ statuses: { 409: 100 } }))).toBe('vary-request');
    expect(fix(outcomes({ statuses: { 422: 100 } }))).toBe('correct-request');
    expect(fix(outcomes({ statuses: { 200: 99, 429: 1 } }))).toBe('lift-rate-limit');
    expect(fix(outcomes({ statuses: {}, wrongTexts: { '200 without "data"': 100 } }))).toBe('correct-expectation');
    expect(fix(outcomes({ statuses: {}, timeouts: 100 }))).toBe('look-for-wait');
    expect(fix(outcomes({ statuses: { 404: 100 } }))).toBe('name-request');
    expect(fix(outcomes({ statuses: { 500: 100 } }))).toBe('repair-server');
  });

  it('why an endpoint fails is reported beside how often the same was so on base', () => {
    const base = outcomes({ statuses: { 200: 99, 500: 1 } });
    expect(why(base, outcomes({ statuses: { 200: 70, 500: 30 } }))).toEqual([['500', 0.3, 0.01]]);
    expect(why(base, outcomes({ statuses: { 200: 70, 404: 30 } }))).toEqual([['404', 0.3, 0]]);
  });

  it('an endpoint fails by all of its visits, for the last one may be one of the good ones', () => {
    const visits = [
      outcomes({ statuses: { 200: 20, 500: 80 } }),
      outcomes({ statuses: { 200: 90 }, timeouts: 6, unanswered: 4 }),
    ];
    expect(pooledOutcomes(visits)).toMatchObject({
      sent: 200,
      statuses: { 200: 110, 500: 80 },
      timeouts: 6,
      unanswered: 4,
    });
    expect(why(null, pooledOutcomes(visits))).toEqual([['500', 0.4, 0]]);
  });

  it('there is no cause where all answers of an endpoint were expected', () => {
    expect(why(null, outcomes({}))).toEqual([]);
  });

  it('an endpoint that asks its database more is not told of the functions of its driver, but of its own', () => {
    const dearer = (owner: 'own' | 'package', name: string): DearerFunction => ({
      ...{ owner, name, file: owner === 'own' ? 'src/list.js' : 'node_modules/pg/lib/client.js', line: 1 },
      ...{ ms: 5, msBefore: 1, share: 0.5, shareBefore: 0.1, ofChange: 0.5, within: null },
    });
    const head = { ...outcomes({}), dearer: [dearer('package', 'submit'), dearer('own', 'list')] };
    const worse = [{ metric: 'p95', part: null, absolute: 4 }];
    const told = (inside: readonly Finding[]) =>
      findings(subject, { base: outcomes({}), head }, worse, inside).map(({ evidence }) => evidence.function);
    expect(told([])).toEqual(['submit', 'list']);
    expect(told([{ code: 'database.repeated-query' } as Finding])).toEqual(['list']);
    expect(told([{ code: 'database.lost-index' } as Finding])).toEqual(['submit', 'list']);
  });
});
