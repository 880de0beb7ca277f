import { describe, expect, it } from 'vitest';
import { troublesOf } from '../../src/compare/recurring-failures.ts';
import { runVerdict } from '../../src/compare/verdict.ts';
import type { Report, ReportedFailure } from '../../src/model/report.ts';
import { aSample, LIST } from '../support/plans/some-measurements.ts';

const visitsOf = (side: 'base' | 'head', rounds: number): Report['samples'] =>
  Array.from({ length: rounds }, (_, round) => aSample({ side, round }));

const failed = (given: Partial<ReportedFailure> = {}): ReportedFailure => ({
  ...{
    stage: 'visit',
    ...LIST,
    side: 'head',
    round: 0,
    code: 'no-answer',
    message: 'connection refused',
    retried: true,
  },
  ...given,
});

const verdictOf = (failures: ReportedFailure[], rounds = 10) =>
  runVerdict({
    results: [{ verdict: 'pass', failures: [] }],
    failures,
    samples: [...visitsOf('base', rounds), ...visitsOf('head', rounds)],
    findings: [],
  });

describe('a head that fails and succeeds at another visit', () => {
  it('is a warning from the second failure on, and in more than a tenth of its visits', () => {
    expect(verdictOf([failed()])).toBe('pass');
    expect(verdictOf([failed(), failed({ round: 4 })])).toBe('warn');
    expect(verdictOf([failed(), failed({ round: 4 })], 18)).toBe('pass');
    expect(verdictOf([failed(), failed({ round: 4 })], 17)).toBe('warn');
  });

  it('is no warning where base fails as often', () => {
    const ofBase = failed({ side: 'base' });
    expect(verdictOf([failed(), failed(), ofBase])).toBe('warn');
    expect(verdictOf([failed(), failed(), ofBase, ofBase])).toBe('pass');
  });

  it('is no warning where only the generator was too busy', () => {
    const busy = failed({ code: 'saturated' });
    expect(verdictOf([busy, busy, busy, busy])).toBe('pass');
  });

  it('is a warning where the generator is too busy with head alone', () => {
    const busy = Array.from({ length: 6 }, (_, round) => failed({ code: 'saturated', round }));
    const ofBase = failed({ code: 'saturated', side: 'base' });
    expect(verdictOf([...busy, ofBase, ofBase])).toBe('warn');
    expect(verdictOf([...busy, ofBase, ofBase, ofBase])).toBe('pass');
  });

  it('counts a visit that failed in every try, since a later one succeeded', () => {
    expect(verdictOf([failed({ round: 3, retried: false }), failed({ round: 5, retried: false })])).toBe('warn');
  });

  it('counts for each device and each part of its own', () => {
    const ofPart = failed({ variant: 'click #buy', part: 'click #buy', retried: false });
    expect(verdictOf([failed(), ofPart])).toBe('warn');
    expect(troublesOf({ samples: visitsOf('head', 10), failures: [failed(), ofPart] })).toMatchObject([
      { key: { subject: 'list', part: 'click #buy' }, ended: { code: 'no-answer' }, visits: 1 },
    ]);
  });
});

describe('a head that ended by a failure', () => {
  it('is no pass even where no metric of it has a limit', () => {
    expect(verdictOf([failed({ round: 10, code: 'timed-out', retried: false })])).toBe('warn');
  });

  it('is named with how often it failed', () => {
    const failures = [failed({ round: 10 }), failed({ round: 10, retried: false })];
    expect(troublesOf({ samples: visitsOf('head', 10), failures })).toMatchObject([
      { key: LIST, ended: { round: 10, retried: false }, failures, visits: 12 },
    ]);
  });
});

it('failures of base alone are no trouble of head', () => {
  expect(troublesOf({ samples: [], failures: [failed({ side: 'base', retried: false })] })).toEqual([]);
});
