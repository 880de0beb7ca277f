import { expect, test } from 'vitest';
import { headline } from '../../src/report/headline.ts';
import {
  accepted,
  alone,
  anAcceptance,
  aReport,
  failing,
  fastHome,
  heavyApp,
  missing,
  quiet,
  slowHome,
  slowList,
} from '../support/reports/a-report.ts';

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

test('names what fails, the worst first', () => {
  expect(headline(failing())).toBe('2 of 31 metrics fail: list resumes p95, app JavaScript');
});

test('counts only metrics that can fail a run', () => {
  const shown = quiet(10, () => ({ gates: false }));
  expect(headline(aReport({ verdict: 'fail', results: [slowList(), ...shown] }))).toBe(
    '1 of 1 metric fails: list resumes p95',
  );
});

test('of a run with warnings names them', () => {
  expect(headline(aReport({ verdict: 'warn', results: [slowHome(), ...quiet(3)] }))).toBe(
    'no metric fails, 1 warning of 4 metrics: home LCP, mobile',
  );
});

test('of a quiet run says so, with what got better', () => {
  expect(headline(aReport({ results: quiet(31) }))).toBe('nothing got slower or heavier');
  expect(headline(aReport({ results: [fastHome(), ...quiet(3)] }))).toBe(
    'nothing got slower or heavier: home LCP, mobile improved',
  );
});

test('of an incomplete run says what is missing', () => {
  expect(headline(aReport({ verdict: 'incomplete', results: [missing(), ...quiet(3)] }))).toBe(
    'incomplete, 1 metric could not be measured: list resumes p95',
  );
  const failures = [{ stage: 'build' as const, side: 'head' as const, message: 'npm run build ended with 1' }];
  expect(headline(aReport({ verdict: 'incomplete', failures }))).toBe('incomplete: build of head');
});

test('of a run without a baseline never claims a comparison', () => {
  const base = { sha: null, source: 'none', reason: 'first commit' } as const;
  expect(headline(aReport({ base, results: [alone()] }))).toBe('1 metric within budget (no baseline)');
  expect(headline(aReport({ base, verdict: 'fail', results: [slowList({ baseline: 'none' })] }))).toBe(
    '1 of 1 metric fails: list resumes p95 (no baseline)',
  );
});

test('of a run whose breaches were accepted says by whom and when, without notifying them', () => {
  expect(headline(accepted())).toBe('2 breaches accepted by ada on 2026-11-23: list resumes p95, app JavaScript');
  const words = (...acceptances: Parameters<typeof anAcceptance>[0][]) =>
    headline(accepted({ accepted: acceptances.map(anAcceptance) }), { maxBytes: 75 });
  expect(words({}, { by: 'grace' })).toBe('2 breaches accepted by ada and grace on 2026-11-23');
  expect(words({}, { by: 'grace', at: '2026-11-24T00:00:00Z' })).toMatch(/^2 breaches accepted by ada and grace: /);
  expect(words({}, { by: 'grace' }, { by: 'eve' }, { by: 'ada' })).toMatch(
    /^2 breaches accepted by ada, grace and 1 more on/,
  );
  expect(words({ by: null, at: null })).toMatch(/^2 breaches accepted by an unknown person: /);
  expect(words({ by: 'dependabot[bot]', at: 'soon' })).toMatch(/^2 breaches accepted by dependabot\[bot\]/);
});

test('never lets what was accepted go before what fails, is missing or warns', () => {
  const breach = slowList({ verdict: 'accepted' });
  const of = (verdict: 'fail' | 'incomplete' | 'warn', result: typeof breach) =>
    headline(aReport({ verdict, results: [breach, result, ...quiet(2)], accepted: [anAcceptance()] }));
  expect(of('fail', heavyApp())).toBe('1 of 4 metrics fails: app JavaScript; 1 breach accepted by ada on 2026-11-23');
  expect(of('incomplete', missing({ subject: 'show resume' }))).toBe(
    'incomplete, 1 metric could not be measured: show resume p95; 1 breach accepted by ada on 2026-11-23',
  );
  expect(of('warn', slowHome())).toBe(
    '1 breach accepted by ada on 2026-11-23, 1 warning of 4 metrics: home LCP, mobile',
  );
});

test('of a run without metrics says so', () => {
  expect(headline(aReport())).toBe('nothing was measured');
});

test('stays within the bytes that it is given, counting the names that it leaves out', () => {
  const results = Array.from({ length: 40 }, (_, index) => slowList({ subject: `Größe ${'ü'.repeat(30)} ${index}` }));
  const text = headline(aReport({ verdict: 'fail', results }), { maxBytes: 140 });
  expect(bytes(text)).toBeLessThanOrEqual(140);
  expect(text).toMatch(/^40 of 40 metrics fail: Größe .* and 39 more$/);
  expect(headline(aReport({ verdict: 'fail', results }), { maxBytes: 20 })).toBe('40 of 40 metrics …');
});
