import { describe, expect, it } from 'vitest';
import { fixOf } from '../../src/checks/index.ts';
import type { ReportFinding, Result } from '../../src/model/report.ts';
import { recommendations } from '../../src/report/recommendations.ts';
import { aFinding, aReport, aResult, aSize, heavyApp, slowHome } from '../support/reports/a-report.ts';

const of = (findings: readonly Partial<ReportFinding>[], results: readonly Result[]) =>
  recommendations(aReport({ verdict: 'fail', results: [...results], findings: findings.map(aFinding) }));

describe('the recommendations of a report', () => {
  it('say what a fix brings back, in the metric as it is shipped, and how much of the breach that mends', () => {
    const evidence = { name: 'lodash', saves: 67_000, compressed: 24_000, compression: 'gzip' };
    const [first] = of([{ evidence, current: 71_000, target: 0 }], [heavyApp()]);
    // 67 of the 71 kB, as they weigh after compression; 96.9 kB more, where 15.32 kB are allowed.
    expect(first?.gain).toMatchObject({ metric: 'javascript', unit: 'B', bound: 'up-to' });
    expect(first?.gain?.amount).toBeCloseTo((67 / 71) * 24_000, 0);
    expect(first?.gain?.mends).toBeCloseTo(22_648 / 81_580, 2);
    expect(first?.risk).toBe('default imports change their form');
  });

  it('save as much as their sentence says, without compression and where all is shipped smaller', () => {
    const said = (evidence: ReportFinding['evidence']) => {
      const results = [heavyApp()];
      const [one] = of([{ evidence, current: 50_000, target: 0 }], results);
      const sentence = one && fixOf(one.finding)?.words(one.finding);
      return { gain: one?.gain?.amount, text: sentence?.map((piece) => ('text' in piece ? piece.text : '')).join('') };
    };
    const plain = said({ saves: 40_000, compressed: 12_000, compression: 'none' });
    expect(plain.gain).toBe(40_000);
    expect(plain.text).toContain('−40 kB');
    const padded = said({ saves: 40_000, compressed: 60_000, compression: 'gzip' });
    expect(padded.gain).toBe(40_000);
    expect(padded.text).toContain('−40 kB');
  });

  it('never promise more than the metric changed', () => {
    const evidence = { saves: 900_000, compressed: 900_000 };
    const [first] = of([{ evidence, current: 900_000, target: 0 }], [heavyApp()]);
    expect(first?.gain?.amount).toBe(96_900);
    expect(first?.gain?.mends).toBe(1);
  });

  it('promise nothing where the evidence does not tell, or the metric did not get worse', () => {
    expect(of([{ evidence: {} }], [heavyApp()])[0]?.gain).toBeNull();
    const evidence = { saves: 1_000, compressed: 1_000 };
    expect(of([{ evidence, current: 1_000, target: 0 }], [aSize(2_000, 1_000)])[0]?.gain).toBeNull();
  });

  it('begin with what fails, and then with what mends most for its effort', () => {
    const suggestion = { code: 'import-one-function', effort: 'low' } as const;
    const evidence = (saves: number) => ({ saves, compressed: saves });
    const all = of(
      [
        { subject: 'other', impact: 'critical', evidence: evidence(50_000), current: 50_000, target: 0, suggestion },
        { location: 'small', impact: 'high', evidence: evidence(4_000), current: 4_000, target: 0, suggestion },
        {
          location: 'dear',
          impact: 'high',
          evidence: evidence(40_000),
          current: 40_000,
          target: 0,
          suggestion: { code: 'align-versions', effort: 'high' },
        },
        { location: 'large', impact: 'high', evidence: evidence(40_000), current: 40_000, target: 0, suggestion },
      ],
      [heavyApp(), aSize(100_000, 150_000, { subject: 'other' })],
    );
    expect(
      all.map(({ finding, priority }) => [priority, finding.subject === 'other' ? 'other' : finding.location]),
    ).toEqual([
      [1, 'large'],
      [2, 'dear'],
      [3, 'small'],
      [4, 'other'],
    ]);
  });

  it('read what a page loses from its own phases, and what a query costs from how often it is asked', () => {
    const details = { base: { phases: { resourceLoadDelay: 30 } }, head: { phases: { resourceLoadDelay: 230 } } };
    const page = { check: 'vitals', subject: 'home', variant: 'mobile', metric: 'lcp', kind: 'network' } as const;
    const [preload] = of([{ ...page, suggestion: { code: 'preload-image', effort: 'low' } }], [slowHome({ details })]);
    expect(preload?.gain).toMatchObject({ metric: 'lcp', amount: 200, unit: 'ms' });

    const queries = aResult({
      metric: 'queries',
      unit: 'count',
      kind: 'exact',
      base: 2,
      head: 41,
      change: { ...(heavyApp().change as NonNullable<Result['change']>), absolute: 39, relative: 19.5 },
    });
    const [together] = of(
      [
        {
          check: 'api',
          subject: 'list resumes',
          metric: 'repeated-queries',
          evidence: { times: 40, timesBefore: 1 },
          suggestion: { code: 'load-together', effort: 'low' },
        },
      ],
      [queries],
    );
    expect(together?.gain).toMatchObject({ metric: 'queries', amount: 39, unit: 'count' });
  });

  it('keep their order whatever the order of what they do not rank by', () => {
    const findings = ['a', 'b', 'c'].map((location) => ({ location, evidence: {} }));
    expect(of(findings, [heavyApp()]).map(({ finding }) => finding.location)).toEqual(['a', 'b', 'c']);
  });
});
